package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.report.Words;
import dev.weir.version.Problem;
import dev.weir.version.StoreCheck;
import java.io.IOException;
import java.util.List;

/** {@code weir verify}: reads a store whole. */
final class VerifyCommand implements Command {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "reads all versions and checks every byte against its hash";
    }

    @Override
    public String usage() {
        return "DIR";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public String details() {
        return "Objects, manifests, HEAD, and the files that DIR shows. Exit code: 0 all whole, 1 something is damaged or\n"
                + "missing, a line for each file; 3 there are no versions.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String folder = arguments.positional("DIR", 1, 1).get(0);
        StoreCheck check = StoreCheck.of(GivenPath.of(folder));
        for (Problem problem : check.problems()) {
            terminal.println(folder + "/" + problem);
        }
        String what = Words.count(check.versions(), "version") + ", " + Words.count(check.objects(), "object") + ", "
                + Words.count(check.bytes(), "byte");
        terminal.println(folder + ": " + what
                + (check.problems().isEmpty()
                        ? ", all whole"
                        : ", " + Words.count(check.problems().size(), "file") + " damaged or missing"));
        return check.problems().isEmpty() ? DONE : INVALID;
    }
}
