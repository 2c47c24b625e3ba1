package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.version.Version;
import dev.weir.version.VersionImport;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** {@code weir import}: a folder of versions becomes a store. */
final class ImportCommand implements Command {
    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "makes versions of folders that are consecutive versions of a package";
    }

    @Override
    public String usage() {
        return "--each FOLDER --to DIR";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("each", "FOLDER", "every sub-folder is a version, in the order of their names"),
                Option.value(
                        "to", "DIR", "the package's folder: empty, not there, or with versions, which come before"),
                Option.flag("trusted", "lets descriptors name files outside their folder, and DIR be on a network"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "Every version is kept with all of its files, equal ones too, and those that are not valid, which are marked\n"
                + "so. DIR then shows the newest valid one. Nothing is changed unless all could be imported.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        arguments.positional("argument", 0, 0);
        String each = arguments.value("each");
        String to = arguments.value("to");
        if (each == null || to == null) {
            throw new UsageException("import needs --each FOLDER and --to DIR");
        }
        List<Version> versions = VersionImport.each(
                GivenPath.of(each),
                GivenPath.of(to),
                CommonOptions.runOptions(arguments).withTrusted(arguments.has("trusted")),
                RunClock.now(terminal.environment()).truncatedTo(ChronoUnit.SECONDS));
        long invalid = versions.stream().filter(version -> !version.valid()).count();
        Version first = versions.get(0);
        Version last = versions.get(versions.size() - 1);
        terminal.println(
                to + ": imported " + versions.size() + (versions.size() == 1 ? " version" : " versions") + ", #"
                        + first.number() + " to #" + last.number() + ", "
                        + (invalid == 0 ? "all of them valid" : invalid + " of them not valid"));
        return DONE;
    }
}
