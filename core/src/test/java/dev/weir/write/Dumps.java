package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.process.RunInputs;
import dev.weir.process.Whole;
import dev.weir.run.RunOptions;
import dev.weir.source.DataFolder;
import dev.weir.source.Limits;
import dev.weir.version.DumpedVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Dumps of small packages, and what they leave. */
public final class Dumps {
    public static final RunInputs INPUTS = new RunInputs(Instant.parse("2024-05-06T07:08:09.5Z"), text -> {});
    public static final Schema SCHEMA = Tables.fields("a:integer", "b:string");

    private final Map<String, String> written = new LinkedHashMap<>();
    private final Map<String, TableSource> untouched = new LinkedHashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private DumpOptions options = DumpOptions.DEFAULT;
    private VersionKeeper keeper = new DumpedVersions(RunOptions.DEFAULT);
    private String version = "1.0.0";

    public Dumps version(String version) {
        this.version = version;
        return this;
    }

    public Dumps options(DumpOptions options) {
        this.options = options;
        return this;
    }

    public Dumps keeper(VersionKeeper keeper) {
        this.keeper = keeper;
        return this;
    }

    /** A table that is written: rows as CSV under {@link #SCHEMA}. */
    public Dumps table(String name, String csv) {
        resources.add(Resource.of(name, SCHEMA));
        written.put(name, csv);
        return this;
    }

    /** A resource that no step touched, read from {@code folder}. */
    public Dumps untouched(Path folder, Resource resource) {
        resources.add(resource);
        untouched.put(resource.name(), new TableSource(resource, new DataFolder(folder, false, Limits.DEFAULT)));
        return this;
    }

    public PackageStage stage(Path to) {
        DataPackage described = DataPackage.EMPTY.withResources(resources).with("version", Json.of(version));
        return PackageWriter.stage(to, options, described, INPUTS, keeper);
    }

    public void fill(PackageStage stage) {
        for (Resource resource : resources) {
            List<Tables.CellError> errors = new ArrayList<>();
            Whole.Table table = stage.open(
                    new Whole.Opening(resource, INPUTS, stage, untouched.get(resource.name()), Tables.into(errors)));
            Whole.Table.Preparer preparer = table.preparer();
            String csv = written.get(resource.name());
            if (csv != null) {
                Tables.read(csv.getBytes(StandardCharsets.UTF_8), SCHEMA, Dialect.DEFAULT, batch -> {
                    Object prepared = preparer.prepare(batch);
                    if (prepared != null) {
                        table.take(prepared);
                    }
                });
            }
            table.end();
            if (!errors.isEmpty()) {
                throw new IllegalStateException(errors.toString());
            }
        }
    }

    public PackageStage.Outcome dump(Path to) {
        PackageStage stage = stage(to);
        try {
            fill(stage);
            stage.prepare();
            stage.commit();
            return stage.outcome();
        } catch (RuntimeException e) {
            stage.abandon();
            throw e;
        }
    }

    static JsonObject descriptor(Path folder) {
        try {
            return (JsonObject) JsonReader.read(Files.readAllBytes(folder.resolve("datapackage.json")), "descriptor");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the package in a folder, all of whose files have the size and hash that it states; else a problem. */
    public static String state(Path folder) {
        if (!Files.exists(folder.resolve("datapackage.json"))) {
            return "none";
        }
        DataPackage there = new DataPackage(descriptor(folder));
        for (Resource resource : there.resources()) {
            List<Path> files = resource.paths().stream().map(folder::resolve).toList();
            if (!files.stream().allMatch(Files::isRegularFile)) {
                return "a file is missing: " + resource.paths();
            }
            CopiedFiles.Measured measured = CopiedFiles.measure(files);
            if (measured.bytes() != resource.bytes() || !measured.hash().equals(resource.hash())) {
                return "not what it says: " + resource.paths();
            }
        }
        return there.version();
    }

    /** Every file in a folder with its text. */
    public static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
