package dev.weir.row;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds a column cell by cell: from values, or as copies of cells of other columns, raw text too. The column owns its
 * buffers. One thread.
 */
public abstract sealed class ColumnBuilder
        permits LongColumnBuilder, DecimalColumnBuilder, TextColumnBuilder, ObjectColumnBuilder {
    final FieldType type;
    int size;
    private byte @Nullable [] states;
    private @Nullable TextColumnBuilder rawText;
    private @Nullable Physical physical;

    ColumnBuilder(FieldType type) {
        this.type = type;
    }

    /** A builder for cells of {@code field}'s type. */
    public static ColumnBuilder of(Field field) {
        return of(field.type());
    }

    public static ColumnBuilder of(FieldType type) {
        return switch (type) {
            case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> new LongColumnBuilder(type);
            case NUMBER -> new DecimalColumnBuilder(type);
            case STRING, ANY -> new TextColumnBuilder(type);
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> new ObjectColumnBuilder(type);
        };
    }

    public final int size() {
        return size;
    }

    /** Appends a value of the class that {@link Row#value(int)} names for the type; null is a missing cell. */
    public final void append(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            appendValue(value);
            added(Column.VALUE);
            if (rawText != null) {
                rawText.appendAbsent();
            }
        }
    }

    /** Appends the decimal of a number cell; the same as {@link #append}. */
    public final void append(BigDecimal value) {
        append((Object) value);
    }

    public final void appendNull() {
        appendFiller();
        added(Column.NULL);
        if (rawText != null) {
            rawText.appendAbsent();
        }
    }

    /** Appends a copy of a cell of a column of the same type: value, state and raw text. */
    public final void append(Column source, int row) {
        byte state = source.states == null ? Column.VALUE : source.states[row];
        if (state == Column.VALUE) {
            appendCell(source, row);
        } else {
            appendFiller();
        }
        RawText raw = source.raw;
        if (raw != null && rawText == null && raw.has(row)) {
            TextColumnBuilder texts = new TextColumnBuilder(FieldType.ANY);
            for (int i = 0; i < size; i++) {
                texts.appendAbsent();
            }
            rawText = texts;
            physical = raw.physical();
        }
        added(state);
        if (rawText != null) {
            if (raw != null
                    && raw.has(row)
                    && (raw.physical() == physical || raw.physical().equals(physical))) {
                rawText.appendSlice(
                        raw.slices().bytes,
                        raw.slices().start(row),
                        raw.slices().end(row));
            } else {
                rawText.appendAbsent();
            }
        }
    }

    private void added(byte state) {
        if (state != Column.VALUE && states == null) {
            states = new byte[Math.max(16, size + 1)];
        }
        if (states != null) {
            if (states.length <= size) {
                states = Arrays.copyOf(states, size * 2);
            }
            states[size] = state;
        }
        size++;
    }

    /** The column of all cells so far; the builder is used up. */
    public final Column build() {
        Column column = buildColumn();
        column.states = states == null ? null : Arrays.copyOf(states, size);
        if (rawText != null && physical != null) {
            column.raw = new RawText(rawText.buildSlices(), physical);
        }
        return column;
    }

    abstract void appendValue(Object value);

    abstract void appendCell(Column source, int row);

    abstract void appendFiller();

    abstract Column buildColumn();

    /** Bytes of heap that the builder holds, about. */
    public final long heapBytes() {
        return cellBytes() + (states == null ? 0 : states.length) + (rawText == null ? 0 : rawText.cellBytes());
    }

    abstract long cellBytes();
}
