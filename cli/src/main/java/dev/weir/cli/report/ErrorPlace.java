package dev.weir.cli.report;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds an error, as its user would open it from the folder of the call, and the line in it.
 *
 * @param file with forward slashes
 * @param line from 1, 0 where it is not known
 */
record ErrorPlace(String file, long line) {
    private static final List<String> DESCRIPTORS = List.of("datapackage.json", "datapackage.yaml", "datapackage.yml");
    private static final String INLINE = "<memory>";

    /** @param task the resource of the error, null for one of the descriptor */
    static ErrorPlace of(Report report, @Nullable Task task, RowError error) {
        return new ErrorPlace(
                file(report.place(), task, error), error.position().line());
    }

    private static String file(String place, @Nullable Task task, RowError error) {
        String descriptor = descriptor(place);
        if (task == null || task.place().equals(INLINE)) {
            return descriptor;
        }
        String folder = descriptor.substring(0, descriptor.lastIndexOf('/') + 1);
        String part = error.position().file();
        if (part == null) {
            part = firstOf(folder, task.place());
        }
        return part.startsWith("/") ? part : folder + part;
    }

    /** The first of several parts with commas between them; a comma may also be in the name of the only one. */
    private static String firstOf(String folder, String paths) {
        int comma = paths.indexOf(',');
        return comma < 0 || Files.exists(Path.of(folder, paths)) ? paths : paths.substring(0, comma);
    }

    /** The descriptor of a folder; a file is its own. */
    static String descriptor(String place) {
        String plain = place.replace('\\', '/');
        if (plain.contains("://") || !Files.isDirectory(Path.of(place))) {
            return plain;
        }
        String folder = plain.equals(".") ? "" : plain.endsWith("/") ? plain : plain + "/";
        for (String name : DESCRIPTORS) {
            if (Files.exists(Path.of(place, name))) {
                return folder + name;
            }
        }
        return folder + DESCRIPTORS.get(0);
    }
}
