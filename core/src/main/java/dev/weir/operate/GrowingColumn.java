package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.util.Arrays;

/** A column that cells are appended to, and that can be read at any time. Values only, no raw text. */
final class GrowingColumn {
    private final Column column;
    private int size;
    private int textEnd = Slices.PAD_FRONT;

    GrowingColumn(Field field) {
        this.column = switch (field.type()) {
            case INTEGER, YEAR, BOOLEAN, DATE, TIME, YEARMONTH, DATETIME -> new LongColumn(field.type(), new long[64]);
            case NUMBER -> new DecimalColumn(field.type(), new long[64], new byte[64]);
            case STRING, ANY ->
                new TextColumn(
                        field.type(),
                        Slices.ofPairs(new byte[Slices.PAD_FRONT + 1024 + Slices.PAD_BEHIND], new int[128]));
            default -> new ObjectColumn(field.type(), new Object[64]);
        };
    }

    Column column() {
        return column;
    }

    /** Bytes of heap held, about. */
    long heapBytes() {
        if (column instanceof LongColumn longs) {
            return 8L * longs.values.length + (longs.wide == null ? 0 : 48L * longs.wide.length);
        }
        if (column instanceof DecimalColumn numbers) {
            return 9L * numbers.unscaled.length + (numbers.wide == null ? 0 : 64L * numbers.wide.length);
        }
        return column instanceof TextColumn texts
                ? texts.slices.bytes.length + 4L * texts.slices.positions.length
                : 128L * size;
    }

    void append(Column source, int row) {
        boolean isNull = source.isNull(row);
        if (isNull && column.states == null) {
            column.states = new byte[Math.max(64, size + 1)];
        }
        if (column.states != null) {
            column.states = column.states.length > size ? column.states : Arrays.copyOf(column.states, size * 2);
            column.states[size] = isNull ? Column.NULL : Column.VALUE;
        }
        if (column instanceof LongColumn longs) {
            append(longs, (LongColumn) source, row, isNull);
        } else if (column instanceof DecimalColumn numbers) {
            append(numbers, (DecimalColumn) source, row, isNull);
        } else if (column instanceof TextColumn texts) {
            append(texts, (TextColumn) source, row, isNull);
        } else if (column instanceof ObjectColumn objects) {
            if (objects.values.length <= size) {
                objects.values = Arrays.copyOf(objects.values, size * 2);
            }
            objects.values[size] = isNull ? null : ((ObjectColumn) source).values[row];
        }
        size++;
    }

    private void append(LongColumn longs, LongColumn source, int row, boolean isNull) {
        if (longs.values.length <= size) {
            longs.values = Arrays.copyOf(longs.values, size * 2);
        }
        longs.values[size] = isNull ? 0 : source.values[row];
        Object exact = isNull ? null : source.wide(row);
        if (exact != null && longs.wide == null) {
            longs.wide = new Object[longs.values.length];
        }
        if (longs.wide != null) {
            longs.wide = longs.wide.length > size ? longs.wide : Arrays.copyOf(longs.wide, longs.values.length);
            longs.wide[size] = exact;
        }
    }

    private void append(DecimalColumn numbers, DecimalColumn source, int row, boolean isNull) {
        if (numbers.unscaled.length <= size) {
            numbers.unscaled = Arrays.copyOf(numbers.unscaled, size * 2);
            numbers.scales = Arrays.copyOf(numbers.scales, size * 2);
        }
        numbers.unscaled[size] = isNull ? 0 : source.unscaled[row];
        numbers.scales[size] = isNull ? 0 : source.scales[row];
        BigDecimal exact = isNull || source.wide == null ? null : source.wide[row];
        if (exact != null && numbers.wide == null) {
            numbers.wide = new BigDecimal[numbers.unscaled.length];
        }
        if (numbers.wide != null) {
            numbers.wide =
                    numbers.wide.length > size ? numbers.wide : Arrays.copyOf(numbers.wide, numbers.unscaled.length);
            numbers.wide[size] = exact;
        }
    }

    private void append(TextColumn texts, TextColumn source, int row, boolean isNull) {
        Slices slices = texts.slices;
        int start = isNull ? 0 : source.slices.start(row);
        int length = isNull ? 0 : source.slices.end(row) - start;
        if (slices.positions.length < 2 * size + 2) {
            slices.positions = Arrays.copyOf(slices.positions, size * 4);
        }
        if (slices.bytes.length < textEnd + length + Slices.PAD_BEHIND) {
            slices.bytes = Arrays.copyOf(slices.bytes, 2 * (textEnd + length) + Slices.PAD_BEHIND);
        }
        System.arraycopy(source.slices.bytes, start, slices.bytes, textEnd, length);
        slices.positions[2 * size] = textEnd;
        slices.positions[2 * size + 1] = textEnd + length;
        textEnd += length;
    }
}
