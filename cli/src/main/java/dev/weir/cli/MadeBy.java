package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.version.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which flow has made a version, as its manifest keeps it: {@code flow}, the file's path from the package's folder, and {@code
 * set}, the names of the parameters that were set. Their values are not kept.
 */
record MadeBy(Path flow, List<String> set) {
    MadeBy {
        set = List.copyOf(set);
    }

    static MadeBy of(Path flow, Arguments arguments) {
        return new MadeBy(flow, names(arguments));
    }

    private static List<String> names(Arguments arguments) {
        List<String> names = new ArrayList<>();
        for (String set : arguments.values("set")) {
            names.add(set.substring(0, Math.max(0, set.indexOf('='))));
        }
        return names;
    }

    /** What is kept with a version of a folder. */
    JsonObject notes(Path folder) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = flow.toAbsolutePath().normalize();
        boolean sameRoot = to.getRoot() != null && to.getRoot().equals(from.getRoot());
        String path = (sameRoot ? from.relativize(to) : to)
                .toString()
                .replace(to.getFileSystem().getSeparator(), "/");
        JsonObject notes = JsonObject.EMPTY.with("flow", path);
        return set.isEmpty() ? notes : notes.with("set", JsonArray.ofTexts(set));
    }

    /**
     * The flow that made a version.
     *
     * @param folder of the package, as the user names it
     * @throws UsageException where the version does not know, or parameters are to be set that are not
     */
    static Path flow(String folder, Version version, Arguments arguments) {
        String flow = version.more().text("flow");
        if (flow == null) {
            throw new UsageException(folder + ": version " + version.version()
                    + " does not say which flow made it: name the flow behind " + folder);
        }
        List<String> missing = new ArrayList<>(version.more().texts("set"));
        missing.removeAll(names(arguments));
        if (!missing.isEmpty()) {
            throw new UsageException(folder + ": version " + version.version() + " was made with --set "
                    + String.join("=… --set ", missing) + "=…: set the same");
        }
        return GivenPath.of(folder).resolve(flow).normalize();
    }
}
