package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.report.Words;
import dev.weir.version.CleanUp;
import java.io.IOException;
import java.util.List;

/** {@code weir gc}: packs, marks, removes what was marked before. */
final class GcCommand implements Command {
    @Override
    public String name() {
        return "gc";
    }

    @Override
    public String summary() {
        return "packs a package's versions, and removes what none of them needs";
    }

    @Override
    public String usage() {
        return "DIR";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.flag("dry-run", "says what would be done, file by file, and does nothing"));
    }

    @Override
    public String details() {
        return "Removes in two steps: what has no use is marked, and goes at the next clean-up if it still has none. No\n"
                + "version is ever removed.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String folder = arguments.positional("DIR", 1, 1).get(0);
        boolean dryRun = arguments.has("dry-run");
        CleanUp done = CleanUp.of(GivenPath.of(folder), dryRun);
        if (dryRun) {
            list(terminal, "would pack ", folder, done.packed());
            list(terminal, "would remove ", folder, done.removed());
            list(terminal, "would mark ", folder, done.marked());
        }
        terminal.println(folder + ": " + (dryRun ? "would have " : "")
                + (done.packed().isEmpty()
                        ? ""
                        : "packed " + Words.count(done.packed().size(), "data file") + ", ")
                + "removed " + Words.count(done.removed().size(), "file") + ", "
                + Words.count(done.removedBytes(), "byte") + "; marked "
                + Words.count(done.marked().size(), "file") + " for the next time");
        return DONE;
    }

    private static void list(Terminal terminal, String what, String folder, List<String> files) throws IOException {
        for (String file : files) {
            terminal.println(what + folder + "/" + file);
        }
    }
}
