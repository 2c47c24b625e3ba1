package dev.weir.compare;

import dev.weir.compare.same.CommonFiles;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonWriter;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two packages in a folder, {@code a} and {@code b}, and how the second differs from the first, one finding a line. */
final class TwoPackages {
    private final Path folder;

    TwoPackages(Path folder) {
        this.folder = folder;
    }

    /** @param path in the folder of the package: {@code a/t.csv} */
    TwoPackages file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    /** @param yaml a descriptor in the flow style of YAML */
    TwoPackages descriptor(String side, String yaml) throws IOException {
        return file(side + "/datapackage.yaml", yaml + "\n");
    }

    /** One table {@code t} in the file {@code t.csv}. */
    TwoPackages table(String side, String schema, String csv) throws IOException {
        file(side + "/t.csv", csv);
        return descriptor(side, "{resources: [{name: t, path: t.csv, schema: {" + schema + "}}]}");
    }

    OpenPackage open(String side) {
        return Weir.openLeniently(folder.resolve(side), RunOptions.DEFAULT);
    }

    PackageDifference compare() {
        return Comparison.of(open("a"), open("b"), RunOptions.DEFAULT);
    }

    /** The tables as they are counted without a list of their rows. */
    String counted() {
        return rows(Comparison.ofCounts(open("a"), open("b"), RunOptions.DEFAULT, Map.of(), CommonFiles.NOTHING));
    }

    /** How the descriptors differ: what is about, its values before and after. */
    static String schema(PackageDifference difference) {
        List<String> lines = new ArrayList<>();
        for (SchemaChange change : difference.schema()) {
            String of = change.resource() == null ? "" : ' ' + change.resource();
            String field = change.field() == null ? "" : '.' + change.field();
            String sure = change.confidence() == 1 ? "" : " sure " + change.confidence();
            lines.add(change.kind().text() + of + field + ' ' + change.property() + ": " + text(change.before())
                    + " -> " + text(change.after()) + sure);
        }
        return String.join("\n", lines);
    }

    private static String text(@Nullable Json value) {
        return value == null ? "none" : JsonWriter.compact(value);
    }

    /** The tables, each with its key and counts: added, removed, changed, only in text, moved. */
    static String rows(PackageDifference difference) {
        List<String> lines = new ArrayList<>();
        for (ResourceDifference table : difference.resources()) {
            lines.add(table.name() + " by " + table.key() + (table.keyIsInferred() ? " inferred" : "") + ": +"
                    + table.added() + " -" + table.removed() + " ~" + table.changed() + " text " + table.textOnly()
                    + " moved " + table.moved());
        }
        return String.join("\n", lines);
    }

    /** The lines that make the second table of the first. */
    static String edits(ResourceDifference table) {
        List<String> lines = new ArrayList<>();
        EditLines.of(table, lines::add);
        return String.join("\n", lines);
    }
}
