package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: hands the values of each group on, as they come. */
public final class PassedTotals extends Totals {
    private final Taker taker;

    /** Takes the value of a row; the column is valid until the call returns. */
    @FunctionalInterface
    public interface Taker {
        void take(int group, Column values, int row);
    }

    public PassedTotals(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        byte[] states = argument.states;
        for (int row = 0; row < batch.rows(); row++) {
            if (groupOfRow[row] >= 0 && (states == null || states[row] == Column.VALUE)) {
                taker.take(groupOfRow[row], argument, row);
            }
        }
    }

    private static IllegalStateException none() {
        return new IllegalStateException("values that were handed on are not here");
    }

    @Override
    public Column result(int groups) {
        throw none();
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of();
    }

    @Override
    public List<Column> state(int groups) {
        throw none();
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        throw none();
    }

    @Override
    public boolean invertible() {
        return false;
    }

    @Override
    public long heapBytes() {
        return 0;
    }
}
