package dev.weir.run;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource is a table that can be read, and how: by its format, media type or the ending of its first path.
 *
 * @param kind how its bytes say rows
 * @param dialect the resource's dialect; with the tab as delimiter where only the format says so
 * @param problem why a table cannot be read, or null
 */
record TableFormat(
        boolean isTable,
        Kind kind,
        Dialect dialect,
        @Nullable String problem) {
    private static final List<String> TEXT = List.of("csv", "tsv", "txt", "tab");
    private static final List<String> LINES = List.of("jsonl", "ndjson", "jsonlines");

    /** The formats of the media types that say one. */
    private static final Map<String, String> MEDIATYPES = Map.ofEntries(
            Map.entry("text/csv", "csv"),
            Map.entry("application/csv", "csv"),
            Map.entry("text/tab-separated-values", "tsv"),
            Map.entry("application/json", "json"),
            Map.entry("text/json", "json"),
            Map.entry("application/jsonl", "jsonl"),
            Map.entry("application/x-jsonl", "jsonl"),
            Map.entry("application/jsonlines", "jsonl"),
            Map.entry("application/x-jsonlines", "jsonl"),
            Map.entry("application/ndjson", "jsonl"),
            Map.entry("application/x-ndjson", "jsonl"));

    /** How bytes say rows. */
    enum Kind {
        CSV,
        JSON,
        JSON_LINES
    }

    static TableFormat of(Resource resource) {
        String format = format(resource);
        boolean stated = resource.isTable() || resource.schema() != null;
        String mixed = mixed(resource);
        if (mixed != null && (stated || TEXT.contains(format) || LINES.contains(format))) {
            return new TableFormat(false, Kind.CSV, Dialect.DEFAULT, mixed);
        }
        if (resource.rows() != null) {
            return new TableFormat(stated, Kind.JSON, resource.dialect(), null);
        }
        if (TEXT.contains(format)) {
            return new TableFormat(true, Kind.CSV, dialect(resource, format), null);
        }
        if (LINES.contains(format)) {
            return new TableFormat(true, Kind.JSON_LINES, resource.dialect(), null);
        }
        if (!stated) {
            return new TableFormat(false, Kind.CSV, Dialect.DEFAULT, null);
        }
        if (format.equals("json")) {
            String problem = resource.paths().size() > 1
                    ? "a JSON document cannot be in several parts: write the rows as JSON Lines (one a line, format"
                            + " \"jsonl\"), or make each part a resource"
                    : null;
            return new TableFormat(problem == null, Kind.JSON, resource.dialect(), problem);
        }
        if (format.isEmpty()) {
            return new TableFormat(true, Kind.CSV, resource.dialect(), null);
        }
        return new TableFormat(
                false,
                Kind.CSV,
                Dialect.DEFAULT,
                "tables of the format \"" + format + "\" cannot be read; convert it to csv");
    }

    /** What is wrong with parts of several formats, as far as their names tell; else null. */
    private static @Nullable String mixed(Resource resource) {
        String first = null;
        for (String path : resource.paths()) {
            String ending = ending(path.toLowerCase(Locale.ROOT));
            String kind = TEXT.contains(ending) ? "csv" : LINES.contains(ending) ? "jsonl" : ending;
            boolean known = kind.equals("csv") || kind.equals("jsonl") || kind.equals("json");
            if (known && first != null && !first.equals(kind)) {
                return "the parts are of several formats (" + first + ", " + kind
                        + "): the parts of a resource are one table cut into pieces, so make it one resource a format";
            }
            first = known && first == null ? kind : first;
        }
        return null;
    }

    private static Dialect dialect(Resource resource, String format) {
        Dialect dialect = resource.dialect();
        return (format.equals("tsv") || format.equals("tab")) && !dialect.json().has("delimiter")
                ? new Dialect(dialect.json().with("delimiter", Json.of("\t")))
                : dialect;
    }

    private static String format(Resource resource) {
        String stated = resource.format();
        if (stated != null) {
            return stated.toLowerCase(Locale.ROOT);
        }
        String ending = resource.paths().isEmpty()
                ? resource.data() == null ? "" : "json"
                : ending(resource.paths().get(0).toLowerCase(Locale.ROOT));
        return resource.mediatype() == null ? ending : MEDIATYPES.getOrDefault(mediatype(resource.mediatype()), ending);
    }

    /** A media type without its parameters. */
    private static String mediatype(String stated) {
        return stated.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String ending(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.endsWith(".gz") || name.endsWith(".zip")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
