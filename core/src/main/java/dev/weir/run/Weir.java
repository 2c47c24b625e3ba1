package dev.weir.run;

import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.infer.Described;
import dev.weir.infer.FileGuess;
import dev.weir.report.Report;
import dev.weir.source.DataFolder;
import dev.weir.source.EncodingGuess;
import dev.weir.source.OpenedPackage;
import dev.weir.source.PackageReader;
import dev.weir.source.SourceException;
import dev.weir.validate.RowChecks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where reading and running start. */
public final class Weir {
    private static final List<String> TABLES =
            List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz", ".txt", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz");

    private static final int HEAD_BYTES = 256;

    private Weir() {}

    /**
     * Validates a package: the descriptor, then every row.
     *
     * @param path a folder with a descriptor; a descriptor by any name, of a package or of a resource, schema, dialect or
     *     field by itself; or a table: then the descriptor is inferred
     * @throws java.io.UncheckedIOException where {@code path} is not there or cannot be read
     */
    public static Report validate(Path path, RunOptions options) {
        return validate(path, options, true);
    }

    /**
     * Opens a package for reading.
     *
     * @throws dev.weir.descriptor.DescriptorException with every finding, where the descriptor has errors
     * @throws java.io.UncheckedIOException where {@code path} is not there or cannot be read
     */
    public static OpenPackage open(Path path) {
        return open(path, RunOptions.DEFAULT);
    }

    /** Opens a package for reading, with options. */
    public static OpenPackage open(Path path, RunOptions options) {
        PackageReader reader = reader(options);
        return new OpenPackage(reader.open(path), options, true);
    }

    /**
     * Opens a package as far as it can be read, or a table by itself, whose descriptor is inferred.
     *
     * @throws dev.weir.descriptor.DescriptorException where the descriptor cannot be read at all
     * @throws java.io.UncheckedIOException where {@code path} is not there or cannot be read
     */
    public static OpenPackage openLeniently(Path path, RunOptions options) {
        if (isTable(path)) {
            return new OpenPackage(undescribed(path, options), options, false);
        }
        return openLeniently(path, Map.of(), options);
    }

    /**
     * Opens a package as far as it can be read, some of whose files stand elsewhere.
     *
     * @param elsewhere where, by the paths that the descriptor names them by
     */
    public static OpenPackage openLeniently(Path path, Map<String, Path> elsewhere, RunOptions options) {
        PackageReader reader = reader(options);
        OpenedPackage opened = reader.openLeniently(path);
        if (opened.descriptor().properties().isEmpty() && !opened.checked().isValid()) {
            throw new DescriptorException(
                    opened.file().toString(), opened.checked().errors());
        }
        DataFolder data = opened.data().withElsewhere(elsewhere);
        return new OpenPackage(
                new OpenedPackage(opened.file(), opened.descriptor(), opened.dataPackage(), opened.checked(), data),
                options,
                true);
    }

    /**
     * Opens one table as another file of a resource: its schema, dialect and encoding count, not its path.
     *
     * @param file what to read, whatever folder it is in
     */
    public static OpenPackage openAs(Path file, Resource resource, RunOptions options) {
        Path name = file.getFileName();
        Resource read = resource.with("path", Json.of(String.valueOf(name)))
                .without("bytes")
                .without("hash");
        DataPackage described = DataPackage.EMPTY.withResource(read);
        return new OpenPackage(
                new OpenedPackage(file, described.json(), described, Checked.NOTHING, folder(file, options)),
                options,
                false);
    }

    /** A package without anything in it, for what is not there yet or any more. */
    public static OpenPackage openNothing(Path place, RunOptions options) {
        OpenedPackage nothing =
                new OpenedPackage(place, JsonObject.EMPTY, DataPackage.EMPTY, Checked.NOTHING, folder(place, options));
        return new OpenPackage(nothing, options, false);
    }

    /** Opens a package that is put together from its parts, its data wherever {@code opened} says. */
    public static OpenPackage open(OpenedPackage opened, RunOptions options) {
        return new OpenPackage(opened, options, true);
    }

    /** Validates a package's descriptor, without data. */
    public static Report validateDescriptor(Path path, RunOptions options) {
        return validate(path, options, false);
    }

    private static PackageReader reader(RunOptions options) {
        return new PackageReader(options.limits(), options.trusted(), RowChecks.RULE, options.remote());
    }

    private static Report validate(Path path, RunOptions options, boolean withData) {
        boolean described = !isTable(path);
        PackageReader.Part part = described ? reader(options).openPart(path) : null;
        OpenedPackage opened = part != null
                ? part.opened()
                : described ? reader(options).openLeniently(path) : undescribed(path, options);
        DescriptorKind kind = part == null ? DescriptorKind.PACKAGE : part.kind();
        return Validation.run(opened.data().name(path), kind, opened, options, described, withData);
    }

    /**
     * Infers the descriptor of tables from their data: dialect and encoding from the beginning, types and keys from all
     * rows, or the first {@link RunOptions#limitRows}.
     *
     * @param files tables in one folder, which is that of the descriptor
     * @throws SourceException where one is no table, is empty or cannot be read to its end
     */
    public static DataPackage describe(List<Path> files, RunOptions options) {
        return described(files, options).dataPackage();
    }

    /** The same, with what a user may want to know of it. */
    public static Described described(List<Path> files, RunOptions options) {
        return PackageGuess.of(files, folder(files.get(0), options), options);
    }

    private static DataFolder folder(Path file, RunOptions options) {
        Path parent = file.getParent();
        return new DataFolder(
                parent == null ? file.getFileSystem().getPath("") : parent, true, options.limits(), options.remote());
    }

    /** A package of one table of which there is no descriptor: inferred. */
    private static OpenedPackage undescribed(Path file, RunOptions options) {
        DataPackage described;
        try {
            described = PackageGuess.table(file, folder(file, options), options);
        } catch (SourceException unreadable) { // said again by whoever reads the table, as an error of its report
            described = DataPackage.EMPTY.withResource(FileGuess.resource(file));
        }
        return new OpenedPackage(file, described.json(), described, Checked.NOTHING, folder(file, options));
    }

    /** The encoding that a table without a descriptor is read in, and how sure that is. */
    public static EncodingGuess encoding(Path table) {
        return FileGuess.encoding(table);
    }

    /** Whether a path is a table, not a descriptor: by its name, or JSON that begins as an array of rows does. */
    public static boolean isTable(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean isNamed = TABLES.stream().anyMatch(name::endsWith);
        return (isNamed || name.endsWith(".json") && beginsWithRow(path)) && Files.isRegularFile(path);
    }

    private static boolean beginsWithRow(Path path) {
        if (!Files.isRegularFile(path) || path.endsWith("datapackage.json")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String begin = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            String array = (begin.startsWith("\uFEFF") ? begin.substring(1) : begin).strip();
            String first = array.startsWith("[") ? array.substring(1).strip() : "";
            return first.startsWith("[") || first.startsWith("{");
        } catch (IOException unreadable) { // said by who reads it
            return false;
        }
    }
}
