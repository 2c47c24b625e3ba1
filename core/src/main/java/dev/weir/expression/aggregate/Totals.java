package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one aggregate has seen of each group. Groups are numbered from 0. One thread.
 *
 * <p>Law: adding rows in any split, and merging, gives what adding all of them gives. Where {@link #invertible}, adding a
 * row with weight -1 takes away what adding it with weight 1 did.
 */
public abstract class Totals {
    /**
     * Adds the rows of a batch.
     *
     * @param argument the cells; missing and bad ones are left out; for COUNT(*) any column
     * @param batch whose labels order the rows
     * @param groupOfRow the group of each row, negative for a row that is left out
     * @param groups one more than the greatest group there is
     * @param weights how often each row counts, null for once
     */
    public abstract void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights);

    public abstract Column result(int groups);

    /** The types of the columns of {@link #state}. */
    public abstract List<FieldType> stateTypes();

    /** What was seen, as columns of one cell a group. */
    public abstract List<Column> state(int groups);

    /**
     * Adds what {@link #state} gave: its row {@code i} to group {@code groupOfRow[i]}.
     *
     * @param groups one more than the greatest group there is
     */
    public abstract void restore(List<Column> state, int rows, int[] groupOfRow, int groups);

    /**
     * Adds what other totals of the same call have seen: their group {@code g} to group {@code groupMap[g]}.
     *
     * @param groups one more than the greatest group there is
     */
    public void merge(Totals other, int[] groupMap, int groups) {
        restore(other.state(groupMap.length), groupMap.length, groupMap, groups);
    }

    public abstract boolean invertible();

    /** Bytes of heap held, about. */
    public abstract long heapBytes();

    static long weight(long @Nullable [] weights, int row) {
        return weights == null ? 1 : weights[row];
    }

    static int grown(int wanted) {
        return Math.max(64, wanted + (wanted >> 1));
    }
}
