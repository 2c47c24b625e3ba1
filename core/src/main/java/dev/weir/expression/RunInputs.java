package dev.weir.expression;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may read besides its row: fixed for a run and recorded by it, so that the run can be repeated.
 *
 * @param now the instant that CURRENT_DATE and CURRENT_TIMESTAMP give, in UTC; null where they may not be used
 */
public record RunInputs(@Nullable Instant now) {
    public static final RunInputs NONE = new RunInputs(null);

    /** The value of {@code CURRENT_DATE}, {@code CURRENT_TIMESTAMP} or {@code LOCALTIMESTAMP}, or null. */
    @Nullable
    Object value(String name) {
        if (now == null) {
            return null;
        }
        return switch (name) {
            case "CURRENT_DATE" -> now.atOffset(ZoneOffset.UTC).toLocalDate();
            case "LOCALTIMESTAMP" -> now.atOffset(ZoneOffset.UTC).toLocalDateTime();
            default -> now.atOffset(ZoneOffset.UTC);
        };
    }
}
