package dev.weir.descriptor.change;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two descriptions of one resource, its data aside. */
final class ResourceChanges {
    private static final List<String> PLACES = List.of("path", "url", "data");

    /** What says how bytes are read is compared by what it comes to; size and hashes are those of the data itself. */
    private static final Set<String> KNOWN = Set.of(
            "name",
            "path",
            "url",
            "data",
            "schema",
            "dialect",
            "encoding",
            "format",
            "compression",
            "bytes",
            "hash",
            "logicalHash");

    private final Differences differences;
    private final String pointer;

    private ResourceChanges(Differences differences, String pointer) {
        this.differences = differences;
        this.pointer = pointer;
    }

    /** @param pointer of the resource in the newer descriptor */
    static void add(Differences differences, String pointer, Resource before, Resource after) {
        new ResourceChanges(differences, pointer).compare(before, after);
    }

    private void compare(Resource before, Resource after) {
        if (!before.name().equals(after.name())) {
            differences.add(
                    Pointer.child(pointer, "name"),
                    ChangeKind.RESOURCE_RENAMED,
                    before.name().isEmpty()
                            ? "resource has a name for the first time"
                            : "resource was called '" + before.name() + "'");
        }
        SchemaChanges.add(
                differences,
                Pointer.child(pointer, "schema"),
                before.json().object("schema"),
                after.json().object("schema"));
        compare(Pointer.child(pointer, "dialect"), "dialect: ", dialect(before.dialect()), dialect(after.dialect()));
        compare(pointer, "", reading(before), reading(after));
        for (String property : PLACES) {
            relocated(property, before.json(), after.json());
        }
        differences.metadata(pointer, "", before.json(), after.json(), KNOWN);
    }

    /** Where the data is; that inline data has changed is said by its rows. */
    private void relocated(String property, JsonObject before, JsonObject after) {
        Json older = before.get(property);
        Json newer = after.get(property);
        boolean differs = property.equals("data") ? (older == null) != (newer == null) : !Objects.equals(older, newer);
        if (differs) {
            differences.add(Pointer.child(pointer, property), ChangeKind.RELOCATED, property + " has changed");
        }
    }

    private void compare(String at, String what, Map<String, Json> before, Map<String, Json> after) {
        for (Map.Entry<String, Json> entry : after.entrySet()) {
            Json older = before.get(entry.getKey());
            if (!entry.getValue().equals(older)) {
                differences.changed(
                        Pointer.child(at, entry.getKey()),
                        ChangeKind.READING,
                        what + entry.getKey(),
                        older,
                        entry.getValue());
            }
        }
    }

    /** Encoding, format and compression, stated or seen from the name of the file. */
    private static Map<String, Json> reading(Resource resource) {
        Map<String, Json> reading = new LinkedHashMap<>();
        String encoding = resource.encoding();
        reading.put("encoding", Json.of(encoding == null ? "utf-8" : encoding.toLowerCase(Locale.ROOT)));
        String path = resource.paths().isEmpty() ? "" : resource.paths().get(0).toLowerCase(Locale.ROOT);
        String packed = path.endsWith(".gz") ? "gz" : path.endsWith(".zip") ? "zip" : "";
        String compression = resource.compression();
        reading.put("compression", Json.of(compression == null ? packed : compression));
        String plain = packed.isEmpty() ? path : path.substring(0, path.length() - packed.length() - 1);
        int dot = plain.lastIndexOf('.');
        String format = resource.format();
        reading.put("format", Json.of(format == null ? plain.substring(dot + 1) : format.toLowerCase(Locale.ROOT)));
        return reading;
    }

    /** A dialect with its defaults filled in, so that a stated default is no change. */
    private static Map<String, Json> dialect(Dialect dialect) {
        Map<String, Json> reading = new LinkedHashMap<>();
        reading.put("header", Json.of(dialect.header()));
        reading.put("headerRows", numbers(dialect.headerRows()));
        reading.put("headerJoin", Json.of(dialect.headerJoin()));
        reading.put("commentRows", numbers(dialect.commentRows()));
        reading.put("commentChar", text(dialect.commentChar()));
        reading.put("delimiter", Json.of(dialect.delimiter()));
        reading.put("lineTerminator", Json.of(terminator(dialect.lineTerminator())));
        reading.put("quoteChar", text(dialect.quoteChar()));
        reading.put("doubleQuote", Json.of(dialect.doubleQuote()));
        reading.put("escapeChar", text(dialect.escapeChar()));
        reading.put("nullSequence", text(dialect.nullSequence()));
        reading.put("skipInitialSpace", Json.of(dialect.skipInitialSpace()));
        reading.put("property", text(dialect.property()));
        reading.put("itemType", text(dialect.itemType()));
        reading.put("itemKeys", JsonArray.ofTexts(dialect.itemKeys()));
        return reading;
    }

    private static Json text(@Nullable String text) {
        return Json.of(text == null ? "" : text);
    }

    /** A stated line end of the usual kinds is read as any of them is. */
    private static String terminator(@Nullable String stated) {
        return stated == null || stated.equals("\n") || stated.equals("\r") ? "\r\n" : stated;
    }

    private static Json numbers(List<Integer> numbers) {
        List<Json> items = new ArrayList<>();
        for (int number : numbers) {
            items.add(Json.of(number));
        }
        return JsonArray.of(items);
    }
}
