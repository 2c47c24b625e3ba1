package dev.weir.row;

import dev.weir.descriptor.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row of a batch with some cells replaced: what {@link Row#with} of a cursor gives. The cells that were not replaced
 * keep their raw text. Valid as long as the batch.
 */
public final class ChangedRow implements Row {
    private final Batch batch;
    private final int position;
    private final @Nullable Object[] values;
    private final boolean[] changed;

    ChangedRow(Batch batch, int position) {
        this(
                batch,
                position,
                new Object[batch.schema().fields().size()],
                new boolean[batch.schema().fields().size()]);
    }

    private ChangedRow(Batch batch, int position, @Nullable Object[] values, boolean[] changed) {
        this.batch = batch;
        this.position = position;
        this.values = values;
        this.changed = changed;
    }

    public Batch batch() {
        return batch;
    }

    public int position() {
        return position;
    }

    /** Whether the cell of {@code field} (0-based) was replaced. */
    public boolean isChanged(int field) {
        return changed[field];
    }

    @Override
    public Schema schema() {
        return batch.schema();
    }

    @Override
    public @Nullable Object value(int field) {
        return changed[field] ? values[field] : batch.column(field).value(position);
    }

    @Override
    public Row with(String field, @Nullable Object value) {
        ChangedRow copy = new ChangedRow(batch, position, values.clone(), changed.clone());
        int index = index(field);
        copy.values[index] = value;
        copy.changed[index] = true;
        return copy;
    }

    @Override
    public Row copy() {
        return ValueRow.copyOf(this);
    }
}
