package dev.weir.processors;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.process.RunInputs;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Runs of flows in a folder, and what they leave there. */
final class FlowRuns {
    /** One thread, whole: what others are held against. */
    static final RunOptions WHOLE = RunOptions.DEFAULT.withThreads(1).withKeepsState(false);

    private FlowRuns() {}

    /** What {@code Random} draws first is nearly the same for seeds that lie close: they are spread. */
    static Random random(long seed) {
        return new Random(seed * 0x9e3779b97f4a7c15L);
    }

    static Plan plan(String yaml, Path folder) {
        return FlowFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "weir.yaml", folder, Map.of(), Tables.STEPS)
                .plan(Instant.EPOCH);
    }

    /** @param printed takes what is printed */
    static Run run(Plan plan, Path folder, RunOptions options, StringBuilder printed) {
        return LocalRunner.run(plan, options, new RunInputs(Instant.EPOCH, printed::append), folder);
    }

    static Run run(Plan plan, Path folder, RunOptions options) {
        return run(plan, folder, options, new StringBuilder());
    }

    /** The text and the descriptor of each resource of a package; the path is left out. */
    static Map<String, String> files(Path dist) throws IOException {
        DataPackage published = new DataPackage(
                (JsonObject) JsonReader.read(Files.readAllBytes(dist.resolve("datapackage.json")), "datapackage.json"));
        Map<String, String> files = new LinkedHashMap<>();
        for (Resource resource : published.resources()) {
            files.put(
                    resource.name(),
                    Files.readString(dist.resolve(resource.paths().get(0))));
            files.put(
                    resource.name() + " descriptor",
                    JsonWriter.compact(resource.json().without("path")));
        }
        return files;
    }

    /** What a run says of rows in error, but lines and bytes; of a foreign key not which cells it has. */
    static List<String> errors(Run run) {
        List<String> errors = new ArrayList<>(run.report().warnings());
        for (Task task : run.report().tasks()) {
            errors.add(task.place() + " " + task.name() + " " + task.counts());
            for (RowError error : task.errors()) {
                errors.add(error.position().rowNumber() + " " + error.code() + " " + error.fieldNumber() + " "
                        + error.fieldName() + " " + error.cell()
                        + (error.code() == ErrorCode.FOREIGN_KEY ? "" : " " + error.cells() + " " + error.note()));
            }
        }
        return errors;
    }

    static void delete(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
