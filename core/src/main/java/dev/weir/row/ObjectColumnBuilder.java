package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ObjectColumn}. */
public final class ObjectColumnBuilder extends ColumnBuilder {
    private @Nullable Object[] values = new Object[16];

    ObjectColumnBuilder(FieldType type) {
        super(type);
    }

    @Override
    void appendValue(Object value) {
        put(value);
    }

    @Override
    void appendCell(Column source, int row) {
        put(((ObjectColumn) source).values[row]);
    }

    @Override
    void appendFiller() {
        put(null);
    }

    private void put(@Nullable Object value) {
        if (values.length <= size) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
    }

    @Override
    ObjectColumn buildColumn() {
        return new ObjectColumn(type, values);
    }

    @Override
    long cellBytes() {
        return 128L * values.length;
    }
}
