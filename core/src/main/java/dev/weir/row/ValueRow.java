package dev.weir.row;

import dev.weir.descriptor.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row that owns its values. Immutable. */
public final class ValueRow implements Row {
    private final Schema schema;
    private final @Nullable Object[] values;

    private ValueRow(Schema schema, @Nullable Object[] values) {
        this.schema = schema;
        this.values = values;
    }

    /** A row of {@code schema} with one value a field, in the classes that {@link Row#value(int)} names. */
    public static ValueRow of(Schema schema, @Nullable Object... values) {
        if (values.length != schema.fields().size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + schema.fields().size() + " fields");
        }
        return new ValueRow(schema, values.clone());
    }

    static ValueRow copyOf(Row row) {
        Object[] values = new Object[row.schema().fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.value(i);
        }
        return new ValueRow(row.schema(), values);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Object value(int field) {
        return values[field];
    }

    @Override
    public Row with(String field, @Nullable Object value) {
        Object[] changed = values.clone();
        changed[index(field)] = value;
        return new ValueRow(schema, changed);
    }

    @Override
    public Row plus(Schema schema, @Nullable Object... more) {
        Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return of(schema, all);
    }

    @Override
    public Row copy() {
        return this;
    }
}
