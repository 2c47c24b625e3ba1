package dev.weir.publish;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that are published, oldest first: what the property {@value #PROPERTY} of the {@code datapackage.json} at
 * the top says. A package without it was not published by Weir.
 */
record Catalog(List<Entry> entries) {
    static final String PROPERTY = "weir:published";
    private static final int FORMAT = 1;

    /**
     * A published version.
     *
     * @param path of its descriptor
     * @param manifest its manifest in the store that it came from
     */
    record Entry(String version, String created, String path, String manifest) {
        String words() {
            return "version " + version + " of " + created;
        }
    }

    /** What a descriptor at the top says; null where it is of a package that Weir did not publish, or of a newer Weir. */
    static @Nullable Catalog read(byte[] bytes, String file) {
        JsonObject said;
        try {
            said = JsonReader.read(bytes, file) instanceof JsonObject top ? top.object(PROPERTY) : null;
        } catch (DescriptorException broken) {
            return null;
        }
        if (said == null || !Json.of(FORMAT).equals(said.get("format"))) {
            return null;
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonObject entry : said.objects("versions")) {
            entries.add(new Entry(
                    entry.text("version", ""),
                    entry.text("created", ""),
                    entry.text("path", ""),
                    entry.text("manifest", "")));
        }
        return new Catalog(entries);
    }

    static Catalog of(List<VersionAddress> versions) {
        return new Catalog(versions.stream()
                .map(one -> new Entry(
                        one.version().version(),
                        one.version().created().toString(),
                        one.folder() + TopDescriptor.NAME,
                        one.version().name()))
                .toList());
    }

    JsonObject json() {
        List<Json> versions = new ArrayList<>();
        for (Entry entry : entries) {
            versions.add(JsonObject.EMPTY
                    .with("version", entry.version())
                    .with("created", entry.created())
                    .with("path", entry.path())
                    .with("manifest", entry.manifest()));
        }
        return JsonObject.EMPTY.with("format", Json.of(FORMAT)).with("versions", JsonArray.of(versions));
    }

    /** The newest, in words. */
    String words() {
        return entries.isEmpty()
                ? "no version"
                : entries.get(entries.size() - 1).words();
    }
}
