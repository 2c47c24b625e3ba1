package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.report.VersionLog;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.util.List;

/** {@code weir log}: the versions of a folder and how they differ. */
final class LogCommand implements Command {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public String summary() {
        return "lists the versions of a package and how they differ";
    }

    @Override
    public String usage() {
        return "DIR";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.choice("format", List.of("text", "json"), "how the log is printed"));
    }

    @Override
    public String details() {
        return "Oldest first. A version's bump and the counts of its rows are against the newest valid version before"
                + " it;\n"
                + "\"declared\" is what its descriptor says.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String folder = arguments.positional("DIR", 1, 1).get(0);
        VersionStore store = VersionStore.open(GivenPath.of(folder));
        terminal.print(
                arguments.value("format", "text").equals("json") ? VersionLog.json(store) : VersionLog.text(store));
        return DONE;
    }
}
