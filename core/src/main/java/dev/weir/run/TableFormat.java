package dev.weir.run;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource is a table that can be read, and how: by its format, media type or the ending of its first path.
 *
 * @param dialect the resource's dialect; with the tab as delimiter where only the format says so
 * @param problem why a table cannot be read, or null
 */
record TableFormat(
        boolean isTable, Dialect dialect, @Nullable String problem) {
    private static final List<String> TEXT = List.of("csv", "tsv", "txt", "tab");

    static TableFormat of(Resource resource) {
        String format = format(resource);
        boolean stated = resource.isTable() || resource.schema() != null;
        if (resource.rows() != null) {
            return new TableFormat(stated, resource.dialect(), null);
        }
        if (TEXT.contains(format)) {
            return new TableFormat(true, dialect(resource, format), null);
        }
        if (!stated) {
            return new TableFormat(false, Dialect.DEFAULT, null);
        }
        if (format.isEmpty()) {
            return new TableFormat(true, resource.dialect(), null);
        }
        return new TableFormat(
                false, Dialect.DEFAULT, "tables of the format \"" + format + "\" cannot be read; convert it to csv");
    }

    private static Dialect dialect(Resource resource, String format) {
        Dialect dialect = resource.dialect();
        return format.equals("tsv") && !dialect.json().has("delimiter")
                ? new Dialect(dialect.json().with("delimiter", Json.of("\t")))
                : dialect;
    }

    private static String format(Resource resource) {
        String stated = resource.format();
        if (stated != null) {
            return stated.toLowerCase(Locale.ROOT);
        }
        String mediatype = resource.mediatype();
        if (mediatype != null && mediatype.startsWith("text/")) {
            String subtype = mediatype.substring(5).toLowerCase(Locale.ROOT);
            return subtype.equals("tab-separated-values") ? "tsv" : subtype.equals("csv") ? "csv" : subtype;
        }
        return resource.paths().isEmpty()
                ? resource.data() == null ? "" : "json"
                : ending(resource.paths().get(0).toLowerCase(Locale.ROOT));
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
