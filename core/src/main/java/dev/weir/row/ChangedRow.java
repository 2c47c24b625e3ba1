package dev.weir.row;

import dev.weir.descriptor.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of a batch with some cells replaced or added: what {@link Row#with} and {@link Row#plus} of a cursor give. The
 * cells of the batch that were not replaced keep their raw text. Valid as long as the batch.
 */
public final class ChangedRow implements Row {
    private final Batch batch;
    private final int position;
    private final Schema schema;
    private final @Nullable Object[] values;
    private final boolean[] changed;

    ChangedRow(Batch batch, int position) {
        this(
                batch,
                position,
                batch.schema(),
                new Object[batch.schema().fields().size()],
                new boolean[batch.schema().fields().size()]);
    }

    private ChangedRow(Batch batch, int position, Schema schema, @Nullable Object[] values, boolean[] changed) {
        this.batch = batch;
        this.position = position;
        this.schema = schema;
        this.values = values;
        this.changed = changed;
    }

    public Batch batch() {
        return batch;
    }

    public int position() {
        return position;
    }

    /** Whether the cell of {@code field} (0-based) was replaced or added. */
    public boolean isChanged(int field) {
        return changed[field];
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Object value(int field) {
        return changed[field] ? values[field] : batch.column(field).value(position);
    }

    @Override
    public Row with(String field, @Nullable Object value) {
        ChangedRow copy = new ChangedRow(batch, position, schema, values.clone(), changed.clone());
        int index = index(field);
        copy.values[index] = value;
        copy.changed[index] = true;
        return copy;
    }

    @Override
    public Row plus(Schema schema, @Nullable Object... more) {
        int width = values.length;
        if (schema.fields().size() != width + more.length) {
            throw new IllegalArgumentException(
                    (width + more.length) + " values for " + schema.fields().size() + " fields");
        }
        Object[] all = Arrays.copyOf(values, width + more.length);
        boolean[] set = Arrays.copyOf(changed, width + more.length);
        System.arraycopy(more, 0, all, width, more.length);
        Arrays.fill(set, width, set.length, true);
        return new ChangedRow(batch, position, schema, all, set);
    }

    @Override
    public Row copy() {
        return ValueRow.copyOf(this);
    }
}
