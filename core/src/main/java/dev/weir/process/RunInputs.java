package dev.weir.process;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * What a run fixes once and records: everything that is not data.
 *
 * @param now the run's clock: {@code CURRENT_DATE} and the like, {@code created}
 * @param out takes what {@code print} prints
 * @param takesNetwork whether what is written may be on network file systems, whose locks and renames may not hold
 */
public record RunInputs(Instant now, Consumer<String> out, boolean takesNetwork) {

    /** The same, with local disks only. */
    public RunInputs(Instant now, Consumer<String> out) {
        this(now, out, false);
    }

    /** The same, printing elsewhere. */
    public RunInputs withOut(Consumer<String> other) {
        return new RunInputs(now, other, takesNetwork);
    }
}
