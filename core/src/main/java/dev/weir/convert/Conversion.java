package dev.weir.convert;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import dev.weir.source.Limits;
import dev.weir.write.ConflictException;
import dev.weir.write.CsvLayout;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import dev.weir.write.SafeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts a package: into another version of the standard, other formats, other dialects, a folder or a zip.
 *
 * <p>A file of which nothing changes is copied byte for byte; other tables are written anew in one pass and constant
 * memory, rows in their order. Rows in a descriptor are held in memory, up to what a descriptor may have. The output
 * appears at once or not at all.
 *
 * <p>Errors: {@link dev.weir.source.SourceException} where a table cannot be read or a cell cannot be written; {@link
 * ConflictException} where something is in the way.
 */
public final class Conversion {
    private final OpenPackage in;
    private final ConvertOptions options;
    private final List<Loss> losses = new ArrayList<>();
    private int copied;
    private int converted;

    private Conversion(OpenPackage in, ConvertOptions options) {
        this.in = in;
        this.options = options;
    }

    /**
     * What became of a conversion.
     *
     * @param losses what the output does not say, in the order of resources
     * @param written whether there is an output: not where something would be lost and the options are strict
     * @param copied how many resources are as they were
     * @param converted how many tables were written anew
     */
    public record Result(List<Loss> losses, boolean written, int copied, int converted) {}

    /** Converts a package into a folder, or a zip where the name ends in {@code .zip}. */
    public static Result toPackage(OpenPackage in, Path to, ConvertOptions options) {
        Conversion conversion = new Conversion(in, options);
        try (NewPackage made = NewPackage.open(to, options.overwrite())) {
            JsonObject descriptor = conversion.write(made);
            boolean written = conversion.isWritten();
            if (written) {
                made.commit(descriptor);
            }
            return conversion.result(written);
        } catch (IOException problem) {
            throw Disk.failed(to, "written", problem);
        }
    }

    /** Converts one table into a file without a descriptor. */
    public static Result toFile(OpenPackage in, Path to, ConvertOptions options) {
        NewPackage.requireFree(to, options.overwrite());
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ConflictException(to + ": the folder that it would be in is not there: make it first");
        }
        NewFile file = NewFile.in(folder);
        try {
            Conversion conversion = new Conversion(in, options);
            conversion.table(file::append);
            boolean written = conversion.isWritten();
            if (written) {
                file.seal();
                file.rename(to);
                Disk.force(folder);
            }
            return conversion.result(written);
        } catch (IOException problem) {
            throw Disk.failed(to, "written", problem);
        } finally {
            if (!file.isMoved()) {
                file.discard();
            }
        }
    }

    /**
     * Converts one table onto a stream, as it is read: what fails, or turns out to be lost, on the way has been written in
     * part.
     */
    public static Result toStream(OpenPackage in, OutputStream out, ConvertOptions options) throws IOException {
        Conversion conversion = new Conversion(in, options);
        conversion.table((bytes, from, to) -> out.write(bytes, from, to - from));
        return conversion.result(conversion.isWritten());
    }

    private boolean isWritten() {
        return !options.strict() || losses.isEmpty();
    }

    private Result result(boolean written) {
        return new Result(List.copyOf(losses), written, copied, converted);
    }

    /** The resources that are asked for. */
    private List<Resource> resources() {
        List<String> wanted = options.resources();
        wanted.forEach(in::resource); // throws where there is none of the name
        return in.dataPackage().resources().stream()
                .filter(resource -> wanted.isEmpty() || wanted.contains(resource.name()))
                .map(in::withEncoding)
                .toList();
    }

    private void table(TableCopy.Sink sink) throws IOException {
        List<Resource> tables = resources().stream()
                .filter(resource -> in.table(resource).isTable())
                .toList();
        if (tables.size() != 1) {
            String names = tables.stream().map(Resource::name).collect(Collectors.joining(", "));
            throw new ConflictException(
                    tables.isEmpty()
                            ? "there is no table in it to write"
                            : "one table can be written there, and there are " + tables.size()
                                    + ": name one with --resource (" + names + ")");
        }
        OpenPackage.Table table = in.table(tables.get(0));
        TableChange change = new TableChange(table, options, UnaryOperator.identity(), this::add);
        if (!isWritten()) {
            return;
        }
        boolean packed = table.files().stream().anyMatch(file -> isPacked(file.toString()));
        if (change.way == TableChange.Way.COPY && !packed && table.files().size() == 1) {
            copy(table.files().get(0), sink);
        } else {
            write(change, sink);
        }
    }

    private static boolean isPacked(String path) {
        return path.endsWith(".gz") || path.endsWith(".zip");
    }

    private static void copy(Path from, TableCopy.Sink sink) throws IOException {
        byte[] buffer = new byte[1 << 18];
        try (FileChannel file = NewFile.read(from)) {
            for (int count = file.read(ByteBuffer.wrap(buffer)); count > 0; ) {
                sink.put(buffer, 0, count);
                count = file.read(ByteBuffer.wrap(buffer));
            }
        }
    }

    private void add(Loss loss) {
        if (!losses.contains(loss)) {
            losses.add(loss);
        }
    }

    /** Writes the rows of a table, whatever the way. */
    private void write(TableChange change, TableCopy.Sink sink) throws IOException {
        TableCopy copy = new TableCopy(change.table, sink, this::add);
        Schema read = change.read;
        Schema written = change.written;
        boolean lines = change.form == TableForm.JSONL;
        switch (change.way) {
            case JSON -> {
                Schema under = read == null || written == null ? untyped(change.table) : read;
                copy.json(
                        read == null ? null : under,
                        written == null ? under : written,
                        lines,
                        options.standard() == Standard.V1);
            }
            case ROWS -> copy.rows(lines);
            case CSV -> {
                Schema under = read == null || written == null ? untyped(change.table) : written;
                copy.csv(read, layout(change, under));
            }
            default -> {
                if (change.form.isText()) {
                    copy.csv(null, layout(change, untyped(change.table)));
                } else {
                    copy.rows(lines);
                }
            }
        }
    }

    private static Schema untyped(OpenPackage.Table table) {
        try (RawRows rows = table.rawRows(null, false)) {
            return rows.schema();
        }
    }

    private static CsvLayout layout(TableChange change, Schema schema) {
        Resource resource =
                Resource.of(change.table.descriptor().name(), schema).with("dialect", change.dialect);
        String encoding = change.encoding;
        return CsvLayout.of(encoding == null ? resource : resource.with("encoding", Json.of(encoding)));
    }

    private JsonObject write(NewPackage made) throws IOException {
        JsonObject whole = in.dataPackage().json();
        List<Resource> resources = resources();
        JsonObject chosen = whole.with(
                "resources", JsonArray.of(resources.stream().map(Resource::json).toList()));
        ToVersion1 v1 = options.standard() == Standard.V1 ? new ToVersion1(chosen, this::add) : null;
        ToVersion2 v2 = options.standard() == Standard.V2 ? new ToVersion2(whole, this::add) : null;
        Set<String> names = resources.stream().map(Resource::name).collect(Collectors.toSet());
        Map<Path, String> copies = new HashMap<>();
        List<JsonObject> now = new ArrayList<>();
        boolean tabular = true;
        for (Resource resource : resources) {
            Resource kept = options.resources().isEmpty() ? resource : within(resource, names);
            JsonObject json = resource(kept, made, copies, v1);
            boolean table = json.has("schema") && in.table(resource).isTable();
            tabular &= table;
            now.add(v1 != null ? v1.resource(json, table) : v2 != null ? v2.resource(json) : json);
        }
        JsonObject changed = v1 != null ? v1.dataPackage(whole, tabular) : v2 != null ? v2.dataPackage(whole) : whole;
        return changed.with("resources", JsonArray.of(now));
    }

    /** A resource without foreign keys to what is left out. */
    private Resource within(Resource resource, Set<String> names) {
        Schema schema = resource.schema();
        if (schema == null || !schema.json().has("foreignKeys")) {
            return resource;
        }
        List<JsonObject> kept = new ArrayList<>();
        for (JsonObject key : schema.json().objects("foreignKeys")) {
            JsonObject reference = key.object("reference");
            String other = reference == null || reference.has("package") ? "" : reference.text("resource", "");
            if (other.isEmpty() || names.contains(other)) {
                kept.add(key);
            } else {
                add(new Loss(resource.name(), "the foreign key to '" + other + "' is dropped: it is left out"));
            }
        }
        return resource.withSchema(schema.with("foreignKeys", JsonArray.of(kept)));
    }

    private JsonObject resource(Resource resource, NewPackage made, Map<Path, String> copies, @Nullable ToVersion1 v1)
            throws IOException {
        OpenPackage.Table table = in.table(resource);
        UnaryOperator<String> names = v1 == null ? UnaryOperator.identity() : v1::name;
        boolean elsewhere = TableChange.isElsewhere(resource);
        if (!table.isTable() || elsewhere) {
            if (elsewhere && options.form() != null) {
                add(new Loss(resource.name(), "stays as it is: its data is at an address"));
            }
            copied++;
            Schema schema = resource.schema();
            JsonObject json = v1 == null || schema == null
                    ? resource.json()
                    : resource.withSchema(new SchemaToVersion1(resource.name(), names, Set.of(), this::add).of(schema))
                            .json();
            return elsewhere ? json : copied(json, resource, table, made, copies);
        }
        TableChange change = new TableChange(table, options, names, this::add);
        JsonObject json = resource.json();
        Schema described = change.described;
        json = described == null ? json : json.with("schema", described.json());
        JsonObject dialect = change.dialect;
        json = dialect.properties().isEmpty() ? json.without("dialect") : json.with("dialect", dialect);
        if (change.way == TableChange.Way.COPY) {
            copied++;
            return copied(json, resource, table, made, copies);
        }
        converted++;
        return anew(json, resource, change, made);
    }

    /** A resource whose files are copied, each once. */
    private JsonObject copied(
            JsonObject json, Resource resource, OpenPackage.Table table, NewPackage made, Map<Path, String> copies) {
        if (resource.paths().isEmpty()) {
            return json;
        }
        List<String> now = new ArrayList<>();
        List<Path> files = table.files();
        for (int i = 0; i < files.size(); i++) {
            String path = resource.paths().get(i);
            if (DataPath.isUrl(path)) {
                now.add(path);
                continue;
            }
            Path file = files.get(i);
            String known = copies.get(file);
            if (known == null) {
                known = made.place(made.copy(file), path, resource.name(), SafeNames.extension(path));
                copies.put(file, known);
            }
            now.add(known);
        }
        return now.equals(resource.paths()) ? json : Placed.instead(json, List.of("url"), "path", path(now));
    }

    private static Json path(List<String> paths) {
        return paths.size() == 1 ? Json.of(paths.get(0)) : JsonArray.ofTexts(paths);
    }

    /** A table that is written anew. */
    private JsonObject anew(JsonObject described, Resource resource, TableChange change, NewPackage made)
            throws IOException {
        JsonObject json = described;
        for (String property : List.of("compression", "innerpath", "bytes", "hash")) {
            json = json.without(property);
        }
        if (change.form == TableForm.INLINE) {
            json = json.without("format").without("mediatype").without("encoding");
            return Placed.instead(json, List.of("path", "url"), "data", inline(change));
        }
        NewFile file = made.newFile();
        write(change, file::append);
        file.seal();
        String path = made.place(file, wanted(resource, change.form), resource.name(), change.form.ending);
        json = Placed.instead(json, List.of("url", "data"), "path", Json.of(path));
        json = json.with("format", change.form.text());
        json = json.has("mediatype") ? json.with("mediatype", change.form.mediatype) : json;
        String encoding = change.encoding;
        json = encoding == null ? json : json.with("encoding", encoding);
        return json.with("bytes", Json.of(file.size())).with("hash", file.hash());
    }

    /** The path that the first file had, with the ending of the new format; null for rows that had none. */
    private static @Nullable String wanted(Resource resource, TableForm form) {
        if (resource.paths().size() != 1) {
            return null;
        }
        String path = resource.paths().get(0);
        String extension = SafeNames.extension(path);
        return path.substring(0, path.length() - extension.length()) + form.ending;
    }

    private JsonArray inline(TableChange change) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        long most = Limits.DEFAULT.descriptorBytes();
        write(change, (bytes, from, to) -> {
            rows.write(bytes, from, to - from);
            if (rows.size() > most) {
                throw new ConflictException(
                        "resource '" + change.table.descriptor().name() + "' is more than " + most
                                + " bytes of JSON, too many for a descriptor: convert it to json or jsonl");
            }
        });
        return JsonReader.read(rows.toByteArray(), change.table.descriptor().name()) instanceof JsonArray array
                ? array
                : JsonArray.of(List.of());
    }
}
