package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.process.RunInputs;
import dev.weir.process.Staged;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.source.DataFolder;
import dev.weir.source.HashAhead;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code weir verify --rebuild}: runs a flow again with the clock of the version that a folder shows, into a temporary folder,
 * and compares what comes out, byte for byte. Only the numbers of versions may differ: there is none before this one.
 */
final class Rebuild {
    private final String folder;
    private final Path place;
    private final Path flow;
    private final List<String> wrong = new ArrayList<>();

    private Rebuild(String folder, Path place, Path flow) {
        this.folder = folder;
        this.place = place;
        this.flow = flow;
    }

    /** Says what differs; the exit code. */
    static int of(String folder, String flow, Arguments arguments, Terminal terminal) throws IOException {
        Path file = FlowPath.file(GivenPath.of(flow));
        Rebuild rebuild = new Rebuild(folder, GivenPath.of(folder), file);
        rebuild.run(arguments);
        for (String line : rebuild.wrong) {
            terminal.println(line);
        }
        terminal.println(folder
                + (rebuild.wrong.isEmpty() ? ": " + flow + " gives the same bytes again" : ": could not be rebuilt"));
        return rebuild.wrong.isEmpty() ? 0 : 1;
    }

    private void run(Arguments arguments) throws IOException {
        DataPackage shown = read(place);
        sources(shown);
        if (!wrong.isEmpty()) {
            return;
        }
        Path temporary = Files.createTempDirectory("weir-rebuild-");
        try {
            Path made = temporary.resolve("0");
            RunInputs inputs = new RunInputs(VersionStore.open(place).shown().created(), text -> {}, true)
                    .into(to -> isPlace(to) ? made : temporary.resolve(to.getFileName() + "-other"));
            FlowFile read = FlowPath.read(flow, arguments, null);
            Plan plan = read.plan(inputs.now());
            if (plan.steps().stream().noneMatch(this::writes)) {
                throw new UsageException(
                        flow + ": has no dump to " + folder + ": --rebuild takes the flow that made it");
            }
            RunOptions options =
                    CommonOptions.runOptions(arguments).withTrusted(true).withKeepsState(false);
            Run run = LocalRunner.run(plan, options, inputs, temporary);
            if (!run.completed()) {
                wrong.add(flow + ": ends in rows in error now");
            } else {
                compare(shown, read(made), made);
            }
        } finally {
            remove(temporary);
        }
    }

    private boolean writes(Plan.Planned step) {
        return step.processor() instanceof Staged staged && staged.place() instanceof Path to && isPlace(to);
    }

    private boolean isPlace(Path to) {
        return DataFolder.place(to).equals(DataFolder.place(place));
    }

    private static DataPackage read(Path folder) throws IOException {
        Path file = folder.resolve("datapackage.json");
        return new DataPackage(
                JsonReader.read(Files.readAllBytes(file), file.toString()) instanceof JsonObject json
                        ? json
                        : JsonObject.EMPTY);
    }

    /** The files that were read must be what they were. */
    private void sources(DataPackage shown) throws IOException {
        for (JsonObject source : shown.json().objects("sources")) {
            String hash = source.text("hash");
            if (hash != null && source.has("bytes")) {
                String path = source.text("path", "");
                Path file = flow.resolveSibling(path);
                if (!Files.isRegularFile(file)) {
                    wrong.add(file + ": is not there any more: " + folder + " was made from it");
                } else if (!hash.equals("sha256:" + hash(file))) {
                    wrong.add(file + ": has changed since " + folder + " was made from it");
                }
            }
        }
    }

    private static String hash(Path file) throws IOException {
        byte[] chunk = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file);
                HashAhead hashing = new HashAhead()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                hashing.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(hashing.digest());
        }
    }

    private void compare(DataPackage shown, DataPackage again, Path made) throws IOException {
        for (Resource resource : shown.resources()) {
            Resource other = again.resource(resource.name());
            if (other == null || other.paths().size() != resource.paths().size()) {
                wrong.add(folder + ": resource '" + resource.name() + "' does not come out of " + flow);
                continue;
            }
            for (int i = 0; i < resource.paths().size(); i++) {
                long at = Files.mismatch(
                        place.resolve(resource.paths().get(i)),
                        made.resolve(other.paths().get(i)));
                if (at >= 0) {
                    wrong.add(folder + "/" + resource.paths().get(i) + ": another byte comes out at " + at);
                }
            }
        }
        List<String> before = paths(shown);
        List<String> now = paths(again);
        if (!before.equals(now)) {
            wrong.add(folder + ": was made from " + String.join(", ", before) + ", and " + flow + " reads "
                    + String.join(", ", now) + " now");
        }
        if (wrong.isEmpty() && !said(shown).equals(said(again))) {
            wrong.add(folder + "/datapackage.json: other properties come out");
        }
    }

    private static List<String> paths(DataPackage dataPackage) {
        return dataPackage.json().objects("sources").stream()
                .filter(source -> source.has("bytes"))
                .map(source -> source.text("path", ""))
                .toList();
    }

    /** All but numbers of versions, which name data files too. */
    private static JsonObject said(DataPackage dataPackage) {
        List<Resource> bare = dataPackage.resources().stream()
                .map(resource -> new Resource(resource.json().without("path")))
                .toList();
        return dataPackage.withResources(bare).json().without("version");
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
