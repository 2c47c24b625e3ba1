package dev.weir.cli.report;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.version.ResourceCounts;
import dev.weir.version.Version;
import dev.weir.version.VersionStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The versions of a package, oldest first. */
public final class VersionLog {
    private VersionLog() {}

    /** One array; a version with nothing declared has null there, and only one that was removed or pinned says so. */
    public static String json(VersionStore store) {
        List<Json> entries = new ArrayList<>();
        store.log().forEach(version -> entries.add(entry(version, store)));
        return new String(JsonWriter.write(JsonArray.of(entries)), StandardCharsets.UTF_8);
    }

    private static JsonObject entry(Version version, VersionStore store) {
        Map<String, Json> entry = new LinkedHashMap<>();
        entry.put("number", Json.of(version.number()));
        entry.put("version", Json.of(version.version()));
        String declared = version.declared();
        entry.put("declared", declared == null ? new JsonNull(Json.Place.NONE) : Json.of(declared));
        entry.put("created", Json.of(version.created().toString()));
        entry.put("valid", Json.of(version.valid()));
        entry.put("bump", Json.of(version.bump()));
        entry.put("reasons", JsonArray.ofTexts(version.reasons()));
        List<Json> resources = new ArrayList<>();
        version.resources().forEach(counts -> resources.add(entry(counts)));
        entry.put("resources", JsonArray.of(resources));
        if (store.isRemoved(version)) {
            entry.put("removed", Json.of(true));
        }
        if (store.isPinned(version)) {
            entry.put("pinned", Json.of(true));
        }
        return new JsonObject(entry, Json.Place.NONE);
    }

    private static JsonObject entry(ResourceCounts counts) {
        return JsonObject.EMPTY
                .with("name", counts.name())
                .with("added", Json.of(counts.added()))
                .with("removed", Json.of(counts.removed()))
                .with("changed", Json.of(counts.changed()))
                .with("textOnly", Json.of(counts.textOnly()))
                .with("moved", Json.of(counts.moved()));
    }

    /** A line a version, and below it the reasons for its bump and what became of the rows of each table. */
    public static String text(VersionStore store) {
        StringBuilder text = new StringBuilder();
        for (Version version : store.log()) {
            text.append('#').append(version.number()).append("  ").append(version.version());
            text.append("  ").append(version.created());
            if (version.number() > 1) {
                text.append("  ").append(version.bump());
            }
            String declared = version.declared();
            if (declared != null && !declared.equals(version.version())) {
                text.append("  declared ").append(declared);
            }
            text.append(version.valid() ? "" : "  not valid");
            text.append(store.isPinned(version) ? "  pinned" : "");
            text.append(store.isRemoved(version) ? "  its bytes are gone" : "").append('\n');
            version.reasons()
                    .forEach(reason -> text.append("    ").append(reason).append('\n'));
            version.resources().forEach(counts -> rows(counts, text));
        }
        return text.toString();
    }

    private static void rows(ResourceCounts counts, StringBuilder text) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.added(), "added");
        add(parts, counts.removed(), "removed");
        add(parts, counts.changed(), "changed");
        add(parts, counts.textOnly(), "written otherwise");
        add(parts, counts.moved(), "moved");
        if (!parts.isEmpty()) {
            text.append("    ")
                    .append(counts.name())
                    .append(": ")
                    .append(String.join(", ", parts))
                    .append('\n');
        }
    }

    private static void add(List<String> parts, long rows, String what) {
        if (rows > 0) {
            parts.add(Words.count(rows, "row") + " " + what);
        }
    }
}
