package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import java.util.Locale;

/**
 * Edits that were taken from a change file, of which a copy is kept.
 *
 * @param name of the file, for messages
 * @param path of the file from the root, by which it is known when it has grown
 * @param hash of its bytes
 * @param skip edits at its head that are others' or were taken before, when the file was shorter
 * @param edits how many were taken behind those
 */
record TakenEdits(String name, String path, String hash, long bytes, long skip, long edits) {

    /** The name of the copy. */
    String copy() {
        String lower = name.toLowerCase(Locale.ROOT);
        String packed = lower.endsWith(".gz") ? ".gz" : lower.endsWith(".zip") ? ".zip" : "";
        return hash + (EditFile.isLines(name) ? ".jsonl" : ".csv" + packed);
    }

    /** How many edits of the file count as taken. */
    long end() {
        return skip + edits;
    }

    static TakenEdits read(JsonObject json) {
        return new TakenEdits(
                json.text("name", ""),
                json.text("path", ""),
                json.text("sha256", ""),
                number(json, "bytes"),
                number(json, "skip"),
                number(json, "edits"));
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number ? number.value().longValue() : 0;
    }

    JsonObject json() {
        return JsonObject.EMPTY
                .with("name", name)
                .with("path", path)
                .with("sha256", hash)
                .with("bytes", Json.of(bytes))
                .with("skip", Json.of(skip))
                .with("edits", Json.of(edits));
    }
}
