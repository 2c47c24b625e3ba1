package dev.weir.carry;

import dev.weir.carry.hash.LogicalHash;
import dev.weir.descriptor.Checked;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.flow.Lineage;
import dev.weir.flow.Plan;
import dev.weir.process.Carrier;
import dev.weir.process.Operation;
import dev.weir.run.OpenPackage;
import dev.weir.run.Rows;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.DataFolder;
import dev.weir.source.OpenedPackage;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out where a package comes from: reads its tables, and the files that the flow read, to their end. */
public final class Facts {
    private static final int CHUNK = 1 << 16;
    private static final String SHA256 = "sha256:";

    private Facts() {}

    /**
     * The facts of a package that a step is about to publish.
     *
     * @param made the package, whose files are where it says
     * @param steps of the flow, to the step that wrote it
     * @param rowsRead by resource, as the run counted them; without an entry they are not known
     * @throws UncheckedIOException where a file cannot be read
     */
    public static Origin of(
            Carrier.Written made,
            List<Plan.Planned> steps,
            Map<String, Long> rowsRead,
            Instant started,
            Instant finished,
            String producer) {
        OpenPackage written = open(made);
        List<Origin.Stored> files = new ArrayList<>();
        files.add(new Origin.Stored("datapackage.json", Sha256.of(made.bytes()), made.bytes().length));
        List<Origin.Held> tables = new ArrayList<>();
        for (Resource resource : written.dataPackage().resources()) {
            for (String path : resource.paths()) {
                if (!DataPath.isUrl(path)) {
                    files.add(stored(resource, path, made));
                }
            }
            if (resource.schema() != null && !resource.paths().stream().anyMatch(DataPath::isUrl)) {
                tables.add(held(written, resource.name()));
            }
        }
        List<Origin.Source> sources = new ArrayList<>();
        List<Json> said = new ArrayList<>();
        for (Plan.Planned step : steps) {
            said.add(step(step));
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read) {
                    sources.add(source(read, rowsRead.getOrDefault(read.output(), -1L)));
                }
            }
        }
        return new Origin(
                name(made.folder()),
                written.dataPackage(),
                files,
                tables,
                sources,
                JsonArray.of(said),
                Lineage.of(steps),
                started,
                finished,
                producer);
    }

    private static OpenPackage open(Carrier.Written made) {
        RunOptions options = RunOptions.DEFAULT.withTrusted(true);
        DataFolder data = new DataFolder(made.folder(), true, options.limits()).withElsewhere(made.places());
        Path descriptor = made.folder().resolve("datapackage.json");
        DataPackage described = new DataPackage(made.descriptor());
        return Weir.open(new OpenedPackage(descriptor, made.descriptor(), described, Checked.NOTHING, data), options);
    }

    /** What is known of a file that was written: a resource of one file states what that is. */
    private static Origin.Stored stored(Resource resource, String path, Carrier.Written made) {
        String hash = resource.hash();
        return resource.paths().size() == 1 && hash != null && hash.startsWith(SHA256)
                ? new Origin.Stored(path, hash.substring(SHA256.length()), resource.bytes())
                : stored(made.places().getOrDefault(path, made.folder().resolve(path)), path);
    }

    private static JsonObject step(Plan.Planned step) {
        JsonObject said = JsonObject.EMPTY.with("step", step.processor().name());
        String configuration = step.processor().configuration();
        Json options;
        try {
            options = JsonReader.read(configuration.getBytes(StandardCharsets.UTF_8), "options");
        } catch (DescriptorException words) {
            options = Json.of(configuration);
        }
        return said.with("options", options);
    }

    private static Origin.Held held(OpenPackage written, String table) {
        try (Rows rows = written.resource(table).rows()) {
            LogicalHash hash = LogicalHash.of(rows);
            return new Origin.Held(table, hash.rows(), hash.hex());
        }
    }

    private static Origin.Source source(Operation.Read read, long rows) {
        DataFolder data = read.source().data();
        Resource resource = read.source().resource();
        List<Origin.Stored> files = new ArrayList<>();
        for (String path : resource.paths()) {
            if (!DataPath.isUrl(path)) {
                files.add(stored(data.folder().resolve(path), path));
            }
        }
        DataPackage named = packageOf(data, resource);
        return new Origin.Source(
                new Lineage.Source(read.resource()),
                name(data.folder()),
                files,
                named == null ? null : named.name(),
                named == null ? null : named.version(),
                rows);
    }

    /** The package that stands where the paths start from, if it names the files. */
    private static @Nullable DataPackage packageOf(DataFolder data, Resource resource) {
        Path descriptor = data.folder().resolve("datapackage.json");
        if (resource.paths().isEmpty() || !Files.isRegularFile(descriptor)) {
            return null;
        }
        try {
            Json json = JsonReader.read(Files.readAllBytes(descriptor), descriptor.toString());
            DataPackage there = new DataPackage(json instanceof JsonObject object ? object : JsonObject.EMPTY);
            return there.resources().stream().anyMatch(other -> other.paths().equals(resource.paths())) ? there : null;
        } catch (DescriptorException broken) {
            return null;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(descriptor + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** A folder as users name it, with slashes on every system. */
    private static String name(Path folder) {
        return folder.normalize().toString().replace(folder.getFileSystem().getSeparator(), "/");
    }

    /** What the bytes of a file are. */
    static Origin.Stored stored(Path file, String path) {
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
                bytes += read;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + ": " + unreadable.getMessage(), unreadable);
        }
        return new Origin.Stored(path, HexFormat.of().formatHex(digest.digest()), bytes);
    }
}
