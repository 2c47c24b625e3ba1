package dev.weir.version;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A manifest's bytes: compact JSON; its name begins with the version's number and ends in the hash of the bytes. */
final class ManifestJson {
    static final int FORMAT = 1;
    private static final int HASH_DIGITS = 32;
    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})-[0-9a-f]{32}\\.json");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> KNOWN = List.of(
            "format",
            "number",
            "version",
            "declared",
            "created",
            "valid",
            "parent",
            "bump",
            "reasons",
            "shows",
            "files",
            "resources");

    private ManifestJson() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The number that a manifest's name begins with. */
    static int number(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    static String name(int number, byte[] bytes) {
        return number + "-" + Sha256.of(bytes).substring(0, HASH_DIGITS) + ".json";
    }

    /** The version with the name that its bytes give it. */
    static Version named(Version version) {
        return new Version(
                name(version.number(), write(version)),
                version.number(),
                version.version(),
                version.declared(),
                version.created(),
                version.valid(),
                version.parent(),
                version.bump(),
                version.reasons(),
                version.shows(),
                version.files(),
                version.resources(),
                version.more());
    }

    static byte[] write(Version version) {
        Map<String, Json> json = new LinkedHashMap<>();
        json.put("format", Json.of(FORMAT));
        json.put("number", Json.of(version.number()));
        json.put("version", Json.of(version.version()));
        put(json, "declared", version.declared());
        json.put("created", Json.of(version.created().toString()));
        json.put("valid", Json.of(version.valid()));
        put(json, "parent", version.parent());
        json.put("bump", Json.of(version.bump()));
        json.put("reasons", JsonArray.ofTexts(version.reasons()));
        if (version.shows() != version.number()) {
            json.put("shows", Json.of(version.shows()));
        }
        json.put(
                "files",
                JsonArray.of(version.files().stream().map(ManifestJson::json).toList()));
        json.put(
                "resources",
                JsonArray.of(
                        version.resources().stream().map(ManifestJson::json).toList()));
        json.putAll(version.more().properties());
        return JsonWriter.compact(new JsonObject(json, Json.Place.NONE)).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Map<String, Json> json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, Json.of(text));
        }
    }

    private static JsonObject json(VersionFile file) {
        JsonObject json = JsonObject.EMPTY
                .with("path", file.path())
                .with("hash", file.hash())
                .with("bytes", Json.of(file.bytes()));
        String at = file.at();
        json = at == null ? json : json.with("at", at);
        VersionFile.Common common = file.common();
        return common == null
                ? json
                : json.with(
                        "common", JsonObject.EMPTY.with("file", common.file()).with("records", common.records()));
    }

    /** The counts of a resource, as manifest and log have them. */
    static JsonObject json(ResourceCounts counts) {
        return JsonObject.EMPTY
                .with("name", counts.name())
                .with("added", Json.of(counts.added()))
                .with("removed", Json.of(counts.removed()))
                .with("changed", Json.of(counts.changed()))
                .with("textOnly", Json.of(counts.textOnly()))
                .with("moved", Json.of(counts.moved()));
    }

    /**
     * Reads a manifest.
     *
     * @param file for messages
     * @throws StoreException where the bytes are not those of this name, or say what this program does not know
     */
    static Version read(String name, byte[] bytes, String file) {
        if (!isName(name) || !name(number(name), bytes).equals(name)) {
            throw new StoreException(file, "is damaged: its bytes do not have the hash of its name");
        }
        try {
            if (JsonReader.read(bytes, file) instanceof JsonObject json) {
                return read(name, json, file);
            }
        } catch (DescriptorException | DateTimeException | ArithmeticException e) {
            throw new StoreException(file, "is no manifest: " + e.getMessage());
        }
        throw new StoreException(file, "is no manifest");
    }

    private static Version read(String name, JsonObject json, String file) {
        if (number(json, "format") != FORMAT) {
            throw new StoreException(
                    file,
                    "has format " + number(json, "format") + ", and this Weir reads format " + FORMAT
                            + ": use a newer one");
        }
        List<VersionFile> files = new ArrayList<>();
        for (JsonObject entry : json.objects("files")) {
            String hash = entry.text("hash", "");
            String path = entry.text("path", "");
            String at = entry.text("at");
            if (!HASH.matcher(hash).matches() || !SafeFiles.isSafe(path) || at != null && !SafeFiles.isSafe(at)) {
                throw new StoreException(file, "names a file that cannot be: \"" + path + "\"");
            }
            files.add(new VersionFile(path, hash, number(entry, "bytes"), at, common(entry)));
        }
        List<ResourceCounts> counts = new ArrayList<>();
        for (JsonObject entry : json.objects("resources")) {
            counts.add(new ResourceCounts(
                    entry.text("name", ""),
                    number(entry, "added"),
                    number(entry, "removed"),
                    number(entry, "changed"),
                    number(entry, "textOnly"),
                    number(entry, "moved")));
        }
        JsonObject more = json;
        for (String known : KNOWN) {
            more = more.without(known);
        }
        int number = Math.toIntExact(number(json, "number"));
        return new Version(
                name,
                number,
                json.text("version", ""),
                json.text("declared"),
                Instant.parse(json.text("created", "")),
                json.flag("valid", false),
                json.text("parent"),
                json.text("bump", "none"),
                json.texts("reasons"),
                json.has("shows") ? Math.toIntExact(number(json, "shows")) : number,
                files,
                counts,
                more);
    }

    private static VersionFile.@Nullable Common common(JsonObject entry) {
        if (entry.get("common") instanceof JsonObject common) {
            String file = common.text("file", "");
            String records = common.text("records", "");
            if (HASH.matcher(file).matches() && HASH.matcher(records).matches()) {
                return new VersionFile.Common(file, records);
            }
        }
        return null;
    }

    private static long number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number ? number.value().longValueExact() : 0;
    }
}
