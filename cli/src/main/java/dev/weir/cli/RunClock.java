package dev.weir.cli;

import dev.weir.cli.command.UsageException;
import java.time.Instant;

/** The clock of a run: read once, so that a run has one instant. */
final class RunClock {
    private RunClock() {}

    /** The environment's SOURCE_DATE_EPOCH, in seconds since 1970, else the instant. */
    static Instant now() {
        String epoch = System.getenv("SOURCE_DATE_EPOCH");
        if (epoch == null || epoch.isEmpty()) {
            return Instant.now();
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(epoch));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw new UsageException("SOURCE_DATE_EPOCH must be seconds since 1970, not \"" + epoch + "\"");
        }
    }
}
