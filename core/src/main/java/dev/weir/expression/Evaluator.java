package dev.weir.expression;

import dev.weir.row.Batch;
import dev.weir.row.Column;

/**
 * Computes a bound expression over batches of its schema. Of one thread: it reuses its buffers.
 *
 * <p>What a cell cannot be computed from (a division by zero, a text that CAST cannot read) is that cell's error: its
 * state is {@link Column#BAD}, the other cells are not touched, and {@link #note} says why. The step that uses the
 * column reports it. A cell of the input that was bad already counts as missing.
 */
public interface Evaluator {
    /** One cell for each row. Valid until the next call, as long as the batch; its arrays may be longer. */
    Column evaluate(Batch batch);

    /**
     * The rows where a boolean expression is TRUE, not where it is unknown, ascending, in {@code rowsOut}; returns how
     * many. Rows where it is bad are in {@link #bad}.
     *
     * @param rowsOut of at least as many entries as the batch has rows
     */
    int select(Batch batch, int[] rowsOut);

    /** The bad rows of the last {@link #evaluate} or {@link #select}, ascending, in {@code rowsOut}; returns how many. */
    int bad(int[] rowsOut);

    /** Why the cell of a bad row of the last call is bad. */
    String note(int row);
}
