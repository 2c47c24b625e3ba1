package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;

/** Hands on a column of the batch. A cell that was bad when it was read, or not there at all, is a missing one here. */
public final class FieldKernel extends Kernel {
    private final int field;

    public FieldKernel(FieldType type, int field) {
        super(type);
        this.field = field;
    }

    @Override
    Column compute(Batch batch) {
        Column column = batch.column(field);
        byte[] states = column.states;
        if (states == null) {
            return column;
        }
        int worst = 0;
        for (int i = 0; i < batch.rows(); i++) {
            worst = Math.max(worst, states[i]);
        }
        return worst > Column.NULL ? valuesOrMissing(column, states, batch.rows()) : column;
    }

    private Column valuesOrMissing(Column column, byte[] states, int rows) {
        byte[] missing = stateBuffer(rows);
        for (int i = 0; i < rows; i++) {
            missing[i] = states[i] == Column.VALUE ? Column.VALUE : Column.NULL;
        }
        Column copy = column.withoutRaw();
        copy.states = missing;
        return copy;
    }
}
