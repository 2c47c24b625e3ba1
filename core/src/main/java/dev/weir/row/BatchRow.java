package dev.weir.row;

import dev.weir.descriptor.Schema;
import org.jspecify.annotations.Nullable;

/** A cursor on one row of a batch. */
public final class BatchRow implements Row {
    private final Batch batch;
    private int position = -1;

    BatchRow(Batch batch) {
        this.batch = batch;
    }

    /** Moves to row {@code position} of the batch, from 0. */
    public BatchRow at(int position) {
        this.position = position;
        return this;
    }

    public Batch batch() {
        return batch;
    }

    public int position() {
        return position;
    }

    @Override
    public Schema schema() {
        return batch.schema();
    }

    @Override
    public @Nullable Object value(int field) {
        return batch.column(field).value(position);
    }

    @Override
    public Row with(String field, @Nullable Object value) {
        return new ChangedRow(batch, position).with(field, value);
    }

    @Override
    public Row plus(Schema schema, @Nullable Object... more) {
        return new ChangedRow(batch, position).plus(schema, more);
    }

    @Override
    public Row copy() {
        return ValueRow.copyOf(this);
    }

    /**
     * The label of the batch's row that a row is, or is a changed copy of.
     *
     * @throws IllegalArgumentException for a row of no batch
     */
    public static long labelOf(Row row) {
        if (row instanceof BatchRow cursor) {
            return cursor.batch().label(cursor.position());
        }
        if (row instanceof ChangedRow changed) {
            return changed.batch().label(changed.position());
        }
        throw new IllegalArgumentException("a step in place hands on the rows that it got, or their with(...) copies");
    }
}
