package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.report.Words;
import dev.weir.version.VersionSelector;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.util.List;

/** {@code weir checkout}: one version, to the byte. */
final class CheckoutCommand implements Command {
    @Override
    public String name() {
        return "checkout";
    }

    @Override
    public String summary() {
        return "brings a version back, to the byte";
    }

    @Override
    public String usage() {
        return "DIR@VERSION OUT";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public String details() {
        return "VERSION is a version as \"weir log\" shows it, \"latest\" (the newest valid one) or # and a number."
                + " OUT is a\n"
                + "folder that is empty or not there; it gets its name when all files are on disk.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.positional("argument", 2, 2);
        VersionSelector selector = VersionSelector.of(words.get(0));
        if (selector != null
                && selector.version().equals("latest")
                && Owed.written(selector.folder(), VersionStore.open(GivenPath.of(selector.folder())), terminal)
                        == null) {
            return INVALID;
        }
        VersionFolder named = VersionFolder.of(words.get(0));
        named.store().checkout(named.version(), GivenPath.of(words.get(1)));
        terminal.println(words.get(1) + ": version " + named.version().version() + " (#"
                + named.version().number() + "), "
                + Words.count(named.version().files().size(), "file") + ", "
                + Words.count(named.version().bytes(), "byte"));
        return DONE;
    }
}
