package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.Words;
import dev.weir.version.CleanUp;
import dev.weir.version.Retention;
import dev.weir.version.Version;
import java.io.IOException;
import java.nio.file.Path;
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
        return List.of(
                Option.value("keep", "N", "only the newest N versions keep their bytes; the log keeps all (0 = all)"),
                Option.repeated("pin", "V", "first: the version V (1.2.0, latest, #7) always keeps its bytes"),
                Option.repeated("unpin", "V", "first: the version V no longer does"),
                Option.flag("dry-run", "says what would be done, file by file, and does nothing"));
    }

    @Override
    public String details() {
        return "Removes in two steps: what has no use is marked, and goes at the next clean-up if it still has none."
                + " No\n"
                + "version loses its bytes but with --keep, and then at the second clean-up that is asked for it; never"
                + " one that is\n"
                + "pinned, the latest valid one, or the one that DIR shows.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String folder = arguments.positional("DIR", 1, 1).get(0);
        boolean dryRun = arguments.has("dry-run");
        Path place = GivenPath.of(folder);
        int keep = (int) Math.min(Integer.MAX_VALUE, arguments.number("keep", 0));
        List<String> pins = arguments.values("pin");
        List<String> unpins = arguments.values("unpin");
        if (dryRun && !(pins.isEmpty() && unpins.isEmpty())) {
            throw new UsageException("--dry-run changes nothing, and so it pins nothing: leave one out");
        }
        pin(place, pins, true, terminal);
        pin(place, unpins, false, terminal);
        CleanUp done = CleanUp.of(place, keep, dryRun);
        if (dryRun) {
            list(terminal, "would pack ", folder, done.packed());
            list(terminal, "would remove ", folder, done.removed());
            list(terminal, "would mark ", folder, done.marked());
        }
        for (Version version : done.gone()) {
            terminal.println(folder + ": the bytes of version " + words(version)
                    + (dryRun ? " would be removed" : " are removed; the log keeps it"));
        }
        for (Version version : done.spare()) {
            terminal.println(folder + ": the bytes of version " + words(version)
                    + " may go: the next clean-up with --keep " + keep + " removes them");
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

    private static void pin(Path place, List<String> selectors, boolean pinned, Terminal terminal) throws IOException {
        for (String selector : selectors) {
            Version version = Retention.pin(place, selector, pinned);
            terminal.println(
                    place + ": version " + words(version) + (pinned ? " is pinned" : " is not pinned any more"));
        }
    }

    private static String words(Version version) {
        return version.version() + " (#" + version.number() + ")";
    }

    private static void list(Terminal terminal, String what, String folder, List<String> files) throws IOException {
        for (String file : files) {
            terminal.println(what + folder + "/" + file);
        }
    }
}
