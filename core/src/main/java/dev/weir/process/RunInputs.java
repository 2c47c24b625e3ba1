package dev.weir.process;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a run fixes once and records: everything that is not data.
 *
 * @param now the run's clock: {@code CURRENT_DATE} and the like, {@code created}
 * @param out takes what {@code print} prints
 * @param takesNetwork whether what is written may be on network file systems, whose locks and renames may not hold
 * @param into where packages go instead of the places that the flow names
 * @param carrier makes what versions carry beside their data
 */
public record RunInputs(
        Instant now, Consumer<String> out, boolean takesNetwork, UnaryOperator<Path> into, Carrier carrier) {

    /** The same, where packages go to the places that the flow names. */
    public RunInputs(Instant now, Consumer<String> out, boolean takesNetwork) {
        this(now, out, takesNetwork, UnaryOperator.identity(), Carrier.NOTHING);
    }

    /** The same, with local disks only. */
    public RunInputs(Instant now, Consumer<String> out) {
        this(now, out, false);
    }

    /** The same, printing elsewhere. */
    public RunInputs withOut(Consumer<String> other) {
        return new RunInputs(now, other, takesNetwork, into, carrier);
    }

    /** The same, with packages going elsewhere. */
    public RunInputs into(UnaryOperator<Path> elsewhere) {
        return new RunInputs(now, out, takesNetwork, elsewhere, carrier);
    }

    /** The same, with versions that carry more. */
    public RunInputs carrying(Carrier more) {
        return new RunInputs(now, out, takesNetwork, into, more);
    }
}
