package dev.weir.cli;

import dev.weir.cli.command.UsageException;
import java.time.Instant;
import java.util.Map;

/** The clock of a run: read once, so that a run has one instant. */
final class RunClock {
    private static final long YEAR_9999 = 253_402_300_799L;

    private RunClock() {}

    /** The environment's SOURCE_DATE_EPOCH, in seconds since 1970, else the instant. */
    static Instant now(Map<String, String> environment) {
        String epoch = environment.getOrDefault("SOURCE_DATE_EPOCH", "");
        if (epoch.isEmpty()) {
            return Instant.now();
        }
        try {
            long seconds = Long.parseLong(epoch);
            if (seconds >= 0 && seconds <= YEAR_9999) {
                return Instant.ofEpochSecond(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // said below, as a number past all calendars is
        }
        throw new UsageException(
                "SOURCE_DATE_EPOCH must be seconds since 1970, up to the year 9999, not \"" + epoch + "\"");
    }
}
