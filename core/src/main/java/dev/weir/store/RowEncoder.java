package dev.weir.store;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows one behind the other, each whole: for sorts, groups and joins, which pick rows in another order than they
 * came. Keeps its buffers between calls; one thread.
 *
 * <p>A row is a head of {@value #HEAD} bytes (a number of the caller's choice, the label), then its cells. A cell is a
 * tag (low four bits a length, then two bits of state, two bits of raw text), its value, its raw text. Column by column
 * all rows are written at their own places; what a fast copy writes too far is written over by the next cell, at a row's
 * end by the next row's head, which comes last.
 */
public final class RowEncoder {
    static final int HEAD = 16;
    static final int WIDE = 9;
    static final int ONE_BYTE = 14;
    static final int FOUR_BYTES = 15;
    static final int RAW_NONE = 0;
    /** Raw text is the text; in a column of another kind than text: raw text stands behind the value. */
    static final int RAW_SAME = 1;

    static final int RAW_AROUND = 2;
    /** In a column of another kind than text: raw text is the {@link UsualText} of the value. */
    static final int RAW_USUAL = 2;

    static final int RAW_OWN = 3;

    private final RowShapes shapes;
    private final int[] order;
    private final @Nullable UsualText usual;
    private int[] sizes = {};
    private int[] at = {};
    private byte[] modes = {};
    private byte[] bytes = {};

    /**
     * @param shapes shared by all encoders whose rows are mixed
     * @param order the columns' places, in the order in which they are written
     */
    public RowEncoder(RowShapes shapes, int[] order) {
        this(shapes, order, false);
    }

    private RowEncoder(RowShapes shapes, int[] order, boolean isDense) {
        this.shapes = shapes;
        this.order = order.clone();
        this.usual = isDense ? new UsualText() : null;
    }

    /** One whose rows take less room, and longer to be written and read: raw text that follows from its value is left out. */
    public static RowEncoder dense(RowShapes shapes, int[] order) {
        return new RowEncoder(shapes, order, true);
    }

    /** Rows {@code from} to {@code to} of a batch, with a number in each one's head. */
    public RowBlock encode(Batch batch, int from, int to, long @Nullable [] numbers) {
        int rows = to - from;
        if (sizes.length < rows) {
            sizes = new int[rows];
            at = new int[rows];
            modes = new byte[rows * order.length];
        }
        Arrays.fill(sizes, 0, rows, HEAD);
        TextBuffer[] objects = new TextBuffer[order.length];
        int[][] objectEnds = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            Column column = batch.column(order[i]);
            if (column instanceof TextColumn texts) {
                sizeTexts(texts, i * rows, from, rows);
            } else if (column instanceof LongColumn longs) {
                sizeNumbers(longs, longs.values, longs.wide, from, rows, 1);
            } else if (column instanceof DecimalColumn decimals) {
                sizeNumbers(decimals, decimals.unscaled, decimals.wide, from, rows, 2);
            } else {
                objects[i] = new TextBuffer(64);
                objectEnds[i] = sizeObjects((ObjectColumn) column, objects[i], from, rows);
            }
            if (!(column instanceof TextColumn)) {
                sizeRaw(column, i * rows, from, rows);
            }
        }
        place(rows);
        for (int i = 0; i < order.length; i++) {
            Column column = batch.column(order[i]);
            if (column instanceof TextColumn texts) {
                putTexts(texts, i * rows, from, rows);
            } else if (column instanceof LongColumn longs) {
                putNumbers(longs, longs.values, null, longs.wide, i * rows, from, rows);
            } else if (column instanceof DecimalColumn decimals) {
                putNumbers(decimals, decimals.unscaled, decimals.scales, decimals.wide, i * rows, from, rows);
            } else {
                TextBuffer values = objects[i];
                int[] ends = objectEnds[i];
                if (values != null && ends != null) {
                    putObjects(column, values, ends, from, rows);
                }
            }
        }
        return finish(batch, from, rows, numbers);
    }

    private void place(int rows) {
        long total = RowBlock.headBytes(rows);
        for (int i = 0; i < rows; i++) {
            at[i] = (int) (Slices.PAD_FRONT + total + HEAD);
            total += sizes[i];
        }
        bytes = RowGather.buffer(total);
    }

    private RowBlock finish(Batch batch, int from, int rows, long @Nullable [] numbers) {
        int offset = RowBlock.headBytes(rows);
        int shape = shapes.of(batch);
        for (int i = 0; i < rows; i++) {
            int row = Slices.PAD_FRONT + offset;
            Bytes.putLong(bytes, row, numbers == null ? 0 : numbers[i]);
            Bytes.putLong(bytes, row + 8, batch.label(from + i));
            RowBlock.putStart(bytes, i, offset);
            offset += sizes[i];
        }
        RowBlock.putStart(bytes, rows, offset);
        RowBlock.putHead(bytes, rows, shape);
        RowBlock block = new RowBlock(bytes);
        bytes = new byte[0];
        return block;
    }

    private void sizeTexts(TextColumn column, int mode, int from, int rows) {
        RawText raw = column.raw;
        Slices text = column.slices;
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            int start = text.start(row);
            int length = text.end(row) - start;
            if (raw == null || !raw.has(row)) {
                modes[mode + i] = RAW_NONE;
                sizes[i] += 1 + lengthBytes(length) + length;
                continue;
            }
            int rawStart = raw.slices().start(row);
            int rawLength = raw.slices().end(row) - rawStart;
            boolean shared = raw.slices().bytes == text.bytes;
            if (rawLength == length && isSame(raw.slices(), text, row)) {
                modes[mode + i] = RAW_SAME;
                sizes[i] += 1 + lengthBytes(length) + length;
            } else if (shared && rawStart == start - 1 && rawLength == length + 2) {
                modes[mode + i] = RAW_AROUND;
                sizes[i] += 1 + lengthBytes(rawLength) + rawLength;
            } else {
                modes[mode + i] = RAW_OWN;
                sizes[i] += 1 + lengthBytes(length) + length + (rawLength < 255 ? 1 : 5) + rawLength;
            }
        }
    }

    private static boolean isSame(Slices raw, Slices text, int row) {
        int start = raw.start(row);
        int other = text.start(row);
        return raw.bytes == text.bytes && start == other
                || Arrays.equals(raw.bytes, start, raw.end(row), text.bytes, other, text.end(row));
    }

    private static int lengthBytes(int length) {
        return length < ONE_BYTE ? 0 : length < 256 ? 1 : 4;
    }

    private void sizeNumbers(
            Column column, long[] values, @Nullable Object @Nullable [] wide, int from, int rows, int fixed) {
        TextBuffer buffer = new TextBuffer(0);
        byte[] states = column.states;
        for (int i = 0; i < rows; i++) {
            if (states != null && states[from + i] != Column.VALUE) {
                sizes[i] += fixed + width(0);
                continue;
            }
            sizes[i] += fixed + width(values[from + i]);
            Object value = wide == null ? null : wide[from + i];
            if (value != null) {
                buffer.clear();
                ValueBytes.write(value, buffer);
                sizes[i] += 12 - width(values[from + i]) + buffer.length;
            }
        }
    }

    /** Bytes of a number, its sign folded into the lowest bit. */
    private static int width(long value) {
        return 71 - Long.numberOfLeadingZeros(value << 1 ^ value >> 63) >>> 3;
    }

    private int[] sizeObjects(ObjectColumn column, TextBuffer values, int from, int rows) {
        int[] ends = new int[rows];
        for (int i = 0; i < rows; i++) {
            int before = values.length;
            ValueBytes.write(column.isNull(from + i) ? null : column.values[from + i], values);
            ends[i] = values.length;
            sizes[i] += 5 + values.length - before;
        }
        return ends;
    }

    private void sizeRaw(Column column, int mode, int from, int rows) {
        RawText raw = column.raw;
        if (raw == null) {
            Arrays.fill(modes, mode, mode + rows, (byte) RAW_NONE);
            return;
        }
        boolean mayBeUsual = usual != null && (column instanceof DecimalColumn || column instanceof LongColumn);
        for (int i = 0; i < rows; i++) {
            if (!raw.has(from + i)) {
                modes[mode + i] = RAW_NONE;
                continue;
            }
            int start = raw.slices().start(from + i);
            int length = raw.slices().end(from + i) - start;
            if (mayBeUsual && isUsual(column, from + i, raw.slices().bytes, start, length)) {
                modes[mode + i] = RAW_USUAL;
            } else {
                modes[mode + i] = RAW_SAME;
                sizes[i] += (length < 255 ? 1 : 5) + length;
            }
        }
    }

    private boolean isUsual(Column column, int row, byte[] bytes, int start, int length) {
        if (column.states != null && column.states[row] != Column.VALUE) {
            return false;
        }
        if (column instanceof DecimalColumn numbers) {
            return (numbers.wide == null || numbers.wide[row] == null)
                    && UsualText.isDecimal(numbers.unscaled[row], numbers.scales[row], bytes, start, length);
        }
        UsualText texts = usual;
        return texts != null
                && column instanceof LongColumn longs
                && (longs.wide == null || longs.wide[row] == null)
                && texts.is(longs.type, longs.values[row], bytes, start, length);
    }

    private void putTexts(TextColumn column, int mode, int from, int rows) {
        byte[] states = column.states;
        Slices text = column.slices;
        RawText raw = column.raw;
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            int rawMode = modes[mode + i];
            int around = rawMode == RAW_AROUND ? 1 : 0;
            int start = text.start(row) - around;
            int length = text.end(row) + around - start;
            int tag = rawMode << 6 | (states == null ? 0 : states[row] << 4);
            int to = putLength(bytes, at[i], tag, length);
            Bytes.copy(text.bytes, start, length, bytes, to);
            to += length;
            at[i] = rawMode == RAW_OWN && raw != null ? putRaw(raw, row, to) : to;
        }
    }

    private static int putLength(byte[] bytes, int at, int tag, int length) {
        if (length < ONE_BYTE) {
            bytes[at] = (byte) (tag | length);
            return at + 1;
        }
        if (length < 256) {
            bytes[at] = (byte) (tag | ONE_BYTE);
            bytes[at + 1] = (byte) length;
            return at + 2;
        }
        bytes[at] = (byte) (tag | FOUR_BYTES);
        Bytes.putInt(bytes, at + 1, length);
        return at + 5;
    }

    private int putRaw(RawText raw, int row, int to) {
        int start = raw.slices().start(row);
        int length = raw.slices().end(row) - start;
        int at = to;
        if (length < 255) {
            bytes[at++] = (byte) length;
        } else {
            bytes[at] = (byte) 255;
            Bytes.putInt(bytes, at + 1, length);
            at += 5;
        }
        Bytes.copy(raw.slices().bytes, start, length, bytes, at);
        return at + length;
    }

    private void putNumbers(
            Column column,
            long[] values,
            byte @Nullable [] scales,
            @Nullable Object @Nullable [] wide,
            int mode,
            int from,
            int rows) {
        byte[] states = column.states;
        RawText raw = column.raw;
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            int to = at[i];
            int rawMode = modes[mode + i];
            boolean there = states == null || states[row] == Column.VALUE;
            long value = there ? values[row] : 0;
            Object exact = wide == null || !there ? null : wide[row];
            int width = exact == null ? width(value) : WIDE;
            bytes[to] = (byte) (width | (states == null ? 0 : states[row] << 4) | rawMode << 6);
            to++;
            if (scales != null) {
                bytes[to++] = there ? scales[row] : 0;
            }
            Bytes.putLong(bytes, to, value << 1 ^ value >> 63);
            to = exact == null ? to + width : putWide(exact, to + 8);
            at[i] = rawMode == RAW_SAME && raw != null ? putRaw(raw, row, to) : to;
        }
    }

    private int putWide(Object value, int to) {
        TextBuffer buffer = new TextBuffer(64);
        ValueBytes.write(value, buffer);
        Bytes.putInt(bytes, to, buffer.length);
        System.arraycopy(buffer.bytes, 0, bytes, to + 4, buffer.length);
        return to + 4 + buffer.length;
    }

    private void putObjects(Column column, TextBuffer values, int[] ends, int from, int rows) {
        RawText raw = column.raw;
        byte[] states = column.states;
        int start = 0;
        for (int i = 0; i < rows; i++) {
            int row = from + i;
            boolean hasRaw = raw != null && raw.has(row);
            int to = at[i];
            bytes[to] = (byte) ((states == null ? 0 : states[row] << 4) | (hasRaw ? RAW_SAME << 6 : 0));
            Bytes.putInt(bytes, to + 1, ends[i] - start);
            System.arraycopy(values.bytes, start, bytes, to + 5, ends[i] - start);
            to += 5 + ends[i] - start;
            start = ends[i];
            at[i] = hasRaw && raw != null ? putRaw(raw, row, to) : to;
        }
    }
}
