package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column that a kernel fills cell by cell, in row order: {@link #begin}, then one put a row, then {@link #finish}.
 * Buffers are reused from batch to batch.
 */
public final class Output {
    private final FieldType type;
    private final Map<Integer, String> notes = new HashMap<>();
    private int row;
    private int rows;
    private boolean marked;
    private byte[] states = new byte[0];
    private long[] longs = new long[0];
    private byte[] scales = new byte[0];
    private @Nullable BigDecimal @Nullable [] wideNumbers;
    private @Nullable Object @Nullable [] wide;
    private @Nullable Object[] objects = new Object[0];
    private byte[] bytes = new byte[0];
    private int[] pairs = new int[0];
    private int end;
    private int uniform;

    public Output(FieldType type) {
        this.type = type;
    }

    public void begin(int rows) {
        this.rows = rows;
        row = 0;
        marked = false;
        uniform = -2;
        end = Slices.PAD_FRONT;
        notes.clear();
        wideNumbers = null;
        wide = null;
        if (states.length < rows) {
            allocate(Kernel.capacity(rows));
        }
        Arrays.fill(states, 0, rows, Column.VALUE);
    }

    private void allocate(int capacity) {
        states = new byte[capacity];
        switch (type) {
            case STRING, ANY -> {
                pairs = new int[2 * capacity];
                bytes = new byte[Math.max(bytes.length, 8 * capacity + Slices.PAD_FRONT + Slices.PAD_BEHIND)];
            }
            case NUMBER -> {
                longs = new long[capacity];
                scales = new byte[capacity];
            }
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> objects = new Object[capacity];
            default -> longs = new long[capacity];
        }
    }

    /** The row that the next put is for. */
    public int row() {
        return row;
    }

    public void putNull() {
        mark(Column.NULL);
    }

    /** A cell without a result, and why. */
    public void putBad(String note) {
        notes.put(row, note);
        mark(Column.BAD);
    }

    /** A cell that an operand left without value. */
    void mark(byte state) {
        marked = true;
        states[row] = state;
        switch (type) {
            case STRING, ANY -> putSlice(end, end);
            case NUMBER -> {
                longs[row] = 0;
                scales[row++] = 0;
            }
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> objects[row++] = null;
            default -> longs[row++] = 0;
        }
    }

    /** A value of a type that is held as {@code long}: see {@link LongColumn}. */
    public void put(long value) {
        longs[row++] = value;
    }

    public void put(boolean value) {
        longs[row++] = value ? 1 : 0;
    }

    public void putInteger(BigInteger value) {
        if (value.bitLength() < 64) {
            put(value.longValue());
        } else if (value.bitLength() > Exact.MAX_BITS) {
            putBad("an integer of more than 1000 digits");
        } else {
            putWide(value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, value);
        }
    }

    /** A value that its {@code long} does not hold: see {@link LongColumn#wide}. */
    public void putWide(long nearest, @Nullable Object exact) {
        if (exact != null) {
            Object[] objects = wide;
            if (objects == null) {
                objects = new Object[rows];
                wide = objects;
            }
            objects[row] = exact;
        }
        longs[row++] = nearest;
    }

    public void putNumber(long unscaled, int scale) {
        longs[row] = unscaled;
        scales[row++] = (byte) scale;
        uniform = uniform == -2 || uniform == scale ? scale : -1;
    }

    /** NaN or an infinity: one of the marks of {@link DecimalColumn}. */
    public void putSpecial(byte mark) {
        longs[row] = 0;
        scales[row++] = mark;
        uniform = -1;
    }

    /** A number, exact; a bad cell where it is past the limits. */
    public void putNumber(BigDecimal number) {
        String limit = Exact.limit(number);
        if (limit != null) {
            putBad(limit);
            return;
        }
        BigDecimal fit = Exact.narrow(number);
        if (fit.scale() >= 0 && fit.scale() <= 18 && fit.unscaledValue().bitLength() < 64) {
            putNumber(fit.unscaledValue().longValue(), fit.scale());
            return;
        }
        BigDecimal[] numbers = wideNumbers;
        if (numbers == null) {
            numbers = new BigDecimal[rows];
            wideNumbers = numbers;
        }
        numbers[row] = fit;
        putSpecial(DecimalColumn.WIDE);
    }

    /** A {@code BigDecimal}, or the {@code Double} that is NaN or an infinity. */
    public void putNumberObject(Object number) {
        if (number instanceof Double special) {
            putSpecial(special.isNaN() ? DecimalColumn.NAN : special > 0 ? DecimalColumn.INF : DecimalColumn.NEG_INF);
        } else {
            putNumber((BigDecimal) number);
        }
    }

    public void putText(byte[] source, int from, int to) {
        int length = to - from;
        reserve(length);
        System.arraycopy(source, from, bytes, end, length);
        putSlice(end, end + length);
        end += length;
    }

    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putText(utf8, 0, utf8.length);
    }

    public void putObject(Object value) {
        objects[row++] = value;
    }

    /** Makes room for {@code more} bytes; they may be written to {@link #buffer} from {@link #position} on. */
    public void reserve(int more) {
        if (end + more + Slices.PAD_BEHIND > bytes.length) {
            long wanted = Math.max((long) end + more + Slices.PAD_BEHIND, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }

    public byte[] buffer() {
        return bytes;
    }

    public int position() {
        return end;
    }

    /** Ends a cell of the {@code length} bytes that were written at {@link #position}. */
    public void putWritten(int length) {
        putSlice(end, end + length);
        end += length;
    }

    private void putSlice(int from, int to) {
        pairs[2 * row] = from;
        pairs[2 * row + 1] = to;
        row++;
    }

    /** Copies a cell that has a value of a column of the same type. */
    void copy(Column source, int from) {
        switch (type) {
            case STRING, ANY -> {
                Slices slices = ((TextColumn) source).slices;
                putText(slices.bytes, slices.start(from), slices.end(from));
            }
            case NUMBER -> {
                DecimalColumn numbers = (DecimalColumn) source;
                if (numbers.scales[from] >= 0) {
                    putNumber(numbers.unscaled[from], numbers.scales[from]);
                } else if (numbers.scales[from] == DecimalColumn.WIDE) {
                    putNumber(numbers.decimal(from));
                } else {
                    putSpecial(numbers.scales[from]);
                }
            }
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT ->
                objects[row++] = ((ObjectColumn) source).values[from];
            default -> {
                LongColumn longs = (LongColumn) source;
                putWide(longs.values[from], longs.wide(from));
            }
        }
    }

    /** The column of the cells put since {@link #begin}. */
    public Column finish() {
        Column column = switch (type) {
            case STRING, ANY -> new TextColumn(type, Slices.ofPairs(bytes, pairs));
            case NUMBER -> {
                DecimalColumn numbers = new DecimalColumn(type, longs, scales);
                numbers.wide = wideNumbers;
                numbers.uniformScale = Math.max(uniform, -1);
                yield numbers;
            }
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> new ObjectColumn(type, objects);
            default -> {
                LongColumn values = new LongColumn(type, longs);
                values.wide = wide;
                yield values;
            }
        };
        column.states = marked ? states : null;
        return column;
    }

    /** Why the cell of {@code row} is bad, or null where a put did not say. */
    @Nullable
    String note(int row) {
        return notes.get(row);
    }
}
