package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.UsageException;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Steps;
import dev.weir.source.Remote;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flow file that a command line means, and the parameters that it sets. */
final class FlowPath {
    private static final List<String> NAMES = List.of("weir.yaml", "weir.yml", "weir.json");

    private FlowPath() {}

    /** Reads the flow of the command line: a file, the flow of a folder, else that of the caller's folder. */
    static FlowFile read(Arguments arguments, @Nullable Remote remote) {
        List<String> given = arguments.positional("FLOW", 0, 1);
        Map<String, String> parameters = parameters(arguments);
        Path path = given.isEmpty() ? Path.of("") : GivenPath.of(given.get(0));
        return read(file(path, given.isEmpty()), parameters, remote);
    }

    /** Reads a flow file with the parameters of the command line. */
    static FlowFile read(Path file, Arguments arguments, @Nullable Remote remote) {
        return read(file, parameters(arguments), remote);
    }

    private static FlowFile read(Path file, Map<String, String> parameters, @Nullable Remote remote) {
        return FlowFile.read(
                file, parameters, Steps.of(FlowPath.class.getClassLoader()).withRemote(remote));
    }

    private static Map<String, String> parameters(Arguments arguments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String set : arguments.values("set")) {
            int equals = set.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("--set takes NAME=VALUE, not \"" + set + "\"");
            }
            parameters.put(set.substring(0, equals), set.substring(equals + 1));
        }
        return parameters;
    }

    /** A flow file, by itself or by its folder. */
    static Path file(Path path) {
        return file(path, false);
    }

    private static Path file(Path path, boolean here) {
        if (!here && !Files.isDirectory(path)) {
            return path;
        }
        if (!Files.isExecutable(path)) {
            throw new UncheckedIOException(new AccessDeniedException(path.toString()));
        }
        for (String name : NAMES) {
            Path file = path.resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new UsageException((here ? "this folder" : path.toString()) + " has no weir.yaml, weir.yml or weir.json"
                + ": name a flow file, or a folder with one");
    }
}
