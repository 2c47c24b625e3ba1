package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.Words;
import dev.weir.descriptor.JsonObject;
import dev.weir.run.KeptState;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code dump: {snapshot: later}} has left to be written is written before a package is published or checked out. */
final class Owed {
    private Owed() {}

    /**
     * The versions of a package with all that its last run has found: where some of it is not written yet the flow runs once
     * more and writes it.
     *
     * @param folder of the package, as the user names it
     * @return null where rows are in error, so that nothing was written
     * @throws UsageException where it is not known how to run the flow
     */
    static @Nullable VersionStore written(String folder, VersionStore store, Terminal terminal) throws IOException {
        Path place = GivenPath.of(folder);
        int owed = KeptState.owed(place);
        if (owed == 0) {
            return store;
        }
        JsonObject made = store.shown().more();
        String flow = made.text("flow");
        String left = folder + ": " + Words.count(owed, "table") + " of the last run " + (owed == 1 ? "has" : "have")
                + " yet to be written (snapshot: later)";
        if (flow == null || made.has("set")) {
            throw new UsageException(left + ": run its flow with --now first");
        }
        String file = place.resolve(flow).normalize().toString();
        terminal.say("weir: " + left + ": running " + file);
        RunCommand run = new RunCommand();
        Arguments arguments = Arguments.parse(run.options(), List.of("--now", "--", file));
        return run.run(arguments, terminal) == 0 ? VersionStore.open(place) : null;
    }
}
