package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import java.util.List;

/**
 * Pairs rows of two resources whose keys are equal; a missing key part matches nothing. On changes: Δa ⋈ B + A′ ⋈ Δb.
 *
 * <p>Output label: (left label, right label), a missing side last: the order of the left rows, for each left row the
 * order of the right rows that match, then the unmatched right rows in their order.
 */
public non-sealed interface Join extends Form {

    /** Which rows come out: SQL's joins, and those of the left side that have (semi) or have not (anti) a match. */
    enum Keep {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        SEMI,
        ANTI
    }

    Keep keep();

    /** Names of the left side's key fields. */
    List<String> leftKeys();

    /** Names of the right side's key fields, one for each of {@link #leftKeys}. */
    List<String> rightKeys();

    Schema describe(Schema left, Schema right);

    /** The function for one thread of a run. */
    Kernel kernel(Schema left, Schema right);

    /** Makes output rows of pairs: row i of {@code left} with row i of {@code right}. */
    interface Kernel {
        /**
         * @param left the left rows, all cells missing in those that have no left side
         * @param right the right rows, all cells missing in those that have none; an empty batch for SEMI and ANTI
         */
        void apply(Batch left, Batch right, Output output);
    }
}
