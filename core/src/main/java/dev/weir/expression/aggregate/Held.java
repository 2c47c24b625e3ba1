package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.CompareKernels;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing column of cells that are set one by one, in any order and again; missing until set. */
final class Held {
    private static final int UNSET = -100;
    private static final int MIXED = -101;
    private final FieldType type;
    /** The scale of all numbers, {@link #UNSET} before the first, {@link #MIXED} where they differ. */
    private int uniform = UNSET;

    private int capacity;
    /** How many cells have the uniform scale already. */
    private int scaled;

    private byte[] states = new byte[0];
    private long[] longs = new long[0];
    private byte[] scales = new byte[0];
    private @Nullable BigDecimal @Nullable [] numbers;
    private @Nullable Object @Nullable [] objects;
    private byte[] bytes = new byte[0];
    private int[] pairs = new int[0];
    private int end = Slices.PAD_FRONT;
    private long garbage;
    private @Nullable Column view;

    Held(FieldType type) {
        this.type = type;
    }

    private boolean isText() {
        return type == FieldType.STRING || type == FieldType.ANY;
    }

    private boolean isObject() {
        return switch (type) {
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> true;
            default -> false;
        };
    }

    void reserve(int cells) {
        if (capacity >= cells) {
            return;
        }
        int old = capacity;
        capacity = Totals.grown(cells);
        states = Arrays.copyOf(states, capacity);
        Arrays.fill(states, old, capacity, Column.NULL);
        if (isText()) {
            pairs = Arrays.copyOf(pairs, 2 * capacity);
            Arrays.fill(pairs, 2 * old, 2 * capacity, Slices.PAD_FRONT);
            bytes = bytes.length == 0 ? new byte[Slices.PAD_FRONT + Slices.PAD_BEHIND + 256] : bytes;
        } else if (isObject()) {
            objects = objects == null ? new Object[capacity] : Arrays.copyOf(objects, capacity);
        } else {
            longs = Arrays.copyOf(longs, capacity);
            scales = type == FieldType.NUMBER ? Arrays.copyOf(scales, capacity) : scales;
            numbers = numbers == null ? null : Arrays.copyOf(numbers, capacity);
            objects = objects == null ? null : Arrays.copyOf(objects, capacity);
        }
        view = null;
    }

    boolean isSet(int cell) {
        return states[cell] == Column.VALUE;
    }

    /** The cells as a column that shows what is set later too, until the next {@link #reserve}. */
    Column column() {
        Column made = view;
        if (made == null) {
            made = make();
            view = made;
        }
        return made;
    }

    private Column make() {
        Column column;
        if (isText()) {
            column = new TextColumn(type, Slices.ofPairs(bytes, pairs));
        } else if (type == FieldType.NUMBER) {
            DecimalColumn decimals = new DecimalColumn(type, longs, scales);
            decimals.wide = numbers;
            column = decimals;
        } else if (isObject()) {
            column = new ObjectColumn(type, objects == null ? new Object[0] : objects);
        } else {
            LongColumn values = new LongColumn(type, longs);
            values.wide = objects;
            column = values;
        }
        column.states = states;
        return column;
    }

    /** A column of the first {@code count} cells that does not change later. */
    Column copy(int count) {
        reserve(count);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        Column copy = column().gather(rows, count);
        if (copy instanceof TextColumn text) {
            text.slices = Slices.ofPairs(bytes.clone(), text.slices.positions);
        } else if (copy instanceof DecimalColumn decimals && numbers == null) {
            decimals.uniformScale = Math.max(-1, uniform);
        }
        return copy;
    }

    int compare(int cell, Column other, int row) {
        return CompareKernels.compareCells(column(), cell, other, row);
    }

    /**
     * Sets each row's cell to the row's value where that is better, by loops on {@code long}s; false, and nothing done,
     * where the column has others: wide ones, or numbers of another scale.
     */
    boolean offerLongs(Column source, int rows, int[] cellOfRow, boolean greatest) {
        long[] offered;
        if (source instanceof LongColumn values && values.wide == null && objects == null) {
            offered = values.values;
        } else if (source instanceof DecimalColumn decimals
                && decimals.uniformScale >= 0
                && numbers == null
                && (uniform == decimals.uniformScale || uniform == UNSET)) {
            offered = decimals.unscaled;
            if (scaled < capacity || uniform == UNSET) {
                Arrays.fill(scales, (byte) decimals.uniformScale);
                scaled = capacity;
            }
            uniform = decimals.uniformScale;
        } else {
            return false;
        }
        int shift = type == FieldType.DATETIME ? 1 : 0;
        long flip = greatest ? 0 : -1;
        long[] held = longs;
        byte[] missing = source.states;
        for (int i = 0; i < rows; i++) {
            int cell = cellOfRow[i];
            if (cell < 0 || missing != null && missing[i] != Column.VALUE) {
                continue;
            }
            // without a branch: a wrong guess would wait for the memory
            long value = offered[i];
            long old = held[cell];
            boolean take = (value >> shift ^ flip) > (old >> shift ^ flip) | states[cell] != Column.VALUE;
            held[cell] = take ? value : old;
            states[cell] = Column.VALUE;
        }
        return true;
    }

    /** Sets a cell to one of another column that has a value. */
    void set(int cell, Column source, int row) {
        if (source instanceof TextColumn text) {
            Slices slices = text.slices;
            setText(cell, slices.bytes, slices.start(row), slices.end(row));
        } else if (source instanceof DecimalColumn decimals) {
            longs[cell] = decimals.unscaled[row];
            scales[cell] = decimals.scales[row];
            uniform = uniform == UNSET || uniform == decimals.scales[row] ? decimals.scales[row] : MIXED;
            if (decimals.scales[row] == DecimalColumn.WIDE || numbers != null) {
                setNumber(cell, decimals.scales[row] == DecimalColumn.WIDE ? decimals.decimal(row) : null);
            }
        } else if (source instanceof LongColumn values) {
            longs[cell] = values.values[row];
            if (values.wide != null || objects != null) {
                setObject(cell, values.wide(row));
            }
        } else {
            setObject(cell, source.value(row));
        }
        states[cell] = Column.VALUE;
    }

    private void setNumber(int cell, @Nullable BigDecimal number) {
        BigDecimal[] wide = numbers;
        if (wide == null) {
            wide = new BigDecimal[capacity];
            numbers = wide;
            view = null;
        }
        wide[cell] = number;
    }

    private void setObject(int cell, @Nullable Object value) {
        Object[] values = objects;
        if (values == null) {
            values = new Object[capacity];
            objects = values;
            view = null;
        }
        values[cell] = value;
    }

    private void setText(int cell, byte[] source, int from, int to) {
        int length = to - from;
        int at = pairs[2 * cell];
        if (length > pairs[2 * cell + 1] - at) {
            garbage += pairs[2 * cell + 1] - at;
            pairs[2 * cell] = pairs[2 * cell + 1];
            room(length);
            at = end;
            end += length;
        }
        System.arraycopy(source, from, bytes, at, length);
        pairs[2 * cell] = at;
        pairs[2 * cell + 1] = at + length;
    }

    private void room(int more) {
        if (end + more + Slices.PAD_BEHIND <= bytes.length) {
            return;
        }
        boolean compact = garbage > bytes.length / 2;
        byte[] old = bytes;
        long wanted = compact
                ? bytes.length + (long) more
                : Math.max(bytes.length * 2L, (long) end + more + Slices.PAD_BEHIND);
        byte[] fresh = new byte[(int) Math.min(wanted, Integer.MAX_VALUE - 16)];
        if (!compact) {
            System.arraycopy(old, 0, fresh, 0, end);
        } else {
            end = Slices.PAD_FRONT;
            for (int cell = 0; cell < capacity; cell++) {
                int length = pairs[2 * cell + 1] - pairs[2 * cell];
                System.arraycopy(old, pairs[2 * cell], fresh, end, length);
                pairs[2 * cell] = end;
                pairs[2 * cell + 1] = end + length;
                end += length;
            }
            garbage = 0;
        }
        bytes = fresh;
        view = null;
    }

    long heapBytes() {
        return 9L * longs.length
                + bytes.length
                + 4L * pairs.length
                + (numbers == null ? 0 : 64L * capacity)
                + (objects == null ? 0 : 48L * capacity);
    }
}
