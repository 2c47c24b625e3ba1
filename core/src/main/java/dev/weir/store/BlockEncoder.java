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
 * Writes rows of a batch as a {@link Block}: numbers as small differences, texts one behind the other, states, raw text
 * and labels too. Keeps its buffers between calls; one thread.
 */
public final class BlockEncoder {
    private final Physicals physicals;
    private final TextBuffer values = new TextBuffer(256);
    private byte[] bytes = new byte[1 << 16];
    private long[] longs = new long[4096];
    private int at;

    /** @param physicals numbers the raw texts' ways of being read; blocks of one store share it */
    public BlockEncoder(Physicals physicals) {
        this.physicals = physicals;
    }

    /** All rows of {@code batch}. */
    public Block encode(Batch batch) {
        return encode(batch, null, batch.rows());
    }

    /**
     * The chosen rows of a batch, in the order given.
     *
     * @param order indexes of the rows; null for all in their order
     */
    public Block encode(Batch batch, int @Nullable [] order, int rows) {
        if (longs.length < rows) {
            longs = new long[rows];
        }
        int columns = batch.columns().size();
        at = Slices.PAD_FRONT;
        ensure(16 + 4 * columns + Frame.size(rows));
        Bytes.putInt(bytes, at, rows);
        Bytes.putInt(bytes, at + 4, columns);
        int offsets = at + 8;
        at = offsets + 4 * columns;
        labels(batch, order, rows);
        for (int i = 0; i < columns; i++) {
            Bytes.putInt(bytes, offsets + 4 * i, at - Slices.PAD_FRONT);
            column(batch.column(i), order, rows);
        }
        return new Block(Arrays.copyOf(bytes, at + Slices.PAD_BEHIND), physicals);
    }

    private void labels(Batch batch, int @Nullable [] order, int rows) {
        boolean dense = true;
        for (int i = 0; i < rows; i++) {
            longs[i] = batch.label(order == null ? i : order[i]);
            dense &= longs[i] == longs[0] + i;
        }
        bytes[at++] = (byte) (dense ? 1 : 0);
        if (dense) {
            Bytes.putLong(bytes, at, rows == 0 ? 0 : longs[0]);
            at += 8;
        } else {
            at = Frame.write(longs, rows, bytes, at);
        }
    }

    private void column(Column column, int @Nullable [] order, int rows) {
        ensure(3 + rows);
        bytes[at++] = (byte) column.type.ordinal();
        byte[] states = column.states;
        bytes[at++] = (byte) (states == null ? 0 : 1);
        if (states != null) {
            for (int i = 0; i < rows; i++) {
                bytes[at + i] = states[order == null ? i : order[i]];
            }
            at += rows;
        }
        int rawMode = rawMode(column, order, rows);
        bytes[at++] = (byte) rawMode;
        RawText raw = column.raw;
        if (raw != null) {
            ensure(4);
            Bytes.putInt(bytes, at, physicals.indexOf(raw.physical()));
            at += 4;
        }
        if (column instanceof LongColumn numbers) {
            longs(numbers, order, rows);
        } else if (column instanceof DecimalColumn numbers) {
            decimals(numbers, order, rows);
        } else if (column instanceof TextColumn texts) {
            if (raw != null && rawMode != BlockColumn.RAW_OWN) {
                framed(texts.slices, raw.slices(), rawMode, order, rows);
                return;
            }
            texts(texts.slices, order, rows);
        } else {
            objects((ObjectColumn) column, order, rows);
        }
        if (raw != null) {
            absences(raw, order, rows);
            texts(raw.slices(), order, rows);
        }
    }

    /** How a column's raw text is kept: as the very text, as the text with a byte around it, or by itself. */
    private static int rawMode(Column column, int @Nullable [] order, int rows) {
        RawText raw = column.raw;
        if (raw == null) {
            return BlockColumn.RAW_NONE;
        }
        if (!(column instanceof TextColumn texts) || texts.slices.bytes != raw.slices().bytes) {
            return BlockColumn.RAW_OWN;
        }
        boolean same = true;
        for (int i = 0; i < rows; i++) {
            int row = order == null ? i : order[i];
            int before = texts.slices.start(row) - raw.slices().start(row);
            int behind = raw.slices().end(row) - texts.slices.end(row);
            if (before != behind || before < 0 || before > 1 || raw.slices().start(row) < 0) {
                return BlockColumn.RAW_OWN;
            }
            same &= before == 0;
        }
        return same ? BlockColumn.RAW_SAME : BlockColumn.RAW_AROUND;
    }

    private void framed(Slices text, Slices raw, int rawMode, int @Nullable [] order, int rows) {
        if (rawMode == BlockColumn.RAW_AROUND) {
            ensure(rows);
            for (int i = 0; i < rows; i++) {
                int row = order == null ? i : order[i];
                bytes[at + i] = (byte) (text.start(row) - raw.start(row));
            }
            at += rows;
        }
        texts(raw, order, rows);
    }

    private void absences(RawText raw, int @Nullable [] order, int rows) {
        ensure(1 + rows);
        boolean any = false;
        for (int i = 0; i < rows; i++) {
            boolean has = raw.has(order == null ? i : order[i]);
            bytes[at + 1 + i] = (byte) (has ? 0 : 1);
            any |= !has;
        }
        bytes[at++] = (byte) (any ? 1 : 0);
        at += any ? rows : 0;
    }

    private void longs(LongColumn column, int @Nullable [] order, int rows) {
        long[] source = column.values;
        if (order == null) {
            numbers(source, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                longs[i] = source[order[i]];
            }
            numbers(longs, rows);
        }
        wide(column.wide, order, rows);
    }

    private void numbers(long[] source, int rows) {
        ensure(Frame.size(rows));
        at = Frame.write(source, rows, bytes, at);
    }

    private void decimals(DecimalColumn column, int @Nullable [] order, int rows) {
        ensure(1 + rows);
        boolean uniform = column.uniformScale >= 0;
        bytes[at++] = (byte) (uniform ? column.uniformScale : -1);
        if (!uniform) {
            for (int i = 0; i < rows; i++) {
                bytes[at + i] = column.scales[order == null ? i : order[i]];
            }
            at += rows;
        }
        if (order == null) {
            numbers(column.unscaled, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                longs[i] = column.unscaled[order[i]];
            }
            numbers(longs, rows);
        }
        wide(column.wide, order, rows);
    }

    /** Values beside the numbers: how many, row and end of each, their bytes. */
    private void wide(@Nullable Object @Nullable [] wide, int @Nullable [] order, int rows) {
        int count = 0;
        for (int i = 0; wide != null && i < rows; i++) {
            count += wide[order == null ? i : order[i]] == null ? 0 : 1;
        }
        ensure(4 + 8 * count);
        Bytes.putInt(bytes, at, count);
        at += 4;
        if (wide == null || count == 0) {
            return;
        }
        values.clear();
        for (int i = 0; i < rows; i++) {
            Object value = wide[order == null ? i : order[i]];
            if (value != null) {
                Bytes.putInt(bytes, at, i);
                Bytes.putInt(bytes, at + 4, values.length);
                at += 8;
                ValueBytes.write(value, values);
            }
        }
        ensure(4 + values.length);
        Bytes.putInt(bytes, at, values.length);
        System.arraycopy(values.bytes, 0, bytes, at + 4, values.length);
        at += 4 + values.length;
    }

    private void objects(ObjectColumn column, int @Nullable [] order, int rows) {
        values.clear();
        int[] ends = new int[2 * rows];
        for (int i = 0; i < rows; i++) {
            int row = order == null ? i : order[i];
            ends[2 * i] = values.length;
            ValueBytes.write(column.isNull(row) ? null : column.values[row], values);
            ends[2 * i + 1] = values.length;
        }
        texts(Slices.ofPairs(values.bytes, ends), null, rows);
    }

    /** Texts: width of an offset, rows + 1 offsets, the bytes. */
    private void texts(Slices slices, int @Nullable [] order, int rows) {
        long total = 0;
        for (int i = 0; i < rows; i++) {
            total += slices.length(order == null ? i : order[i]);
        }
        int width = total < 1 << 16 ? 2 : 4;
        ensure(1 + width * (rows + 1L) + total + 8);
        bytes[at++] = (byte) width;
        int offsets = at;
        int data = at + width * (rows + 1);
        int to = data;
        byte[] source = slices.bytes;
        int[] positions = slices.positions;
        for (int i = 0; i < rows; i++) {
            int place = slices.offset + (order == null ? i : order[i]) * slices.stride;
            int start = positions[place] + slices.gap;
            int length = positions[place + 1] - start;
            putOffset(offsets, width, i, to - data);
            Bytes.copy(source, start, length, bytes, to);
            to += length;
        }
        putOffset(offsets, width, rows, to - data);
        at = to;
    }

    private void putOffset(int offsets, int width, int row, int offset) {
        if (width == 2) {
            Bytes.putShort(bytes, offsets + 2 * row, offset);
        } else {
            Bytes.putInt(bytes, offsets + 4 * row, offset);
        }
    }

    private void ensure(long more) {
        long wanted = at + more + Slices.PAD_BEHIND;
        if (wanted > Integer.MAX_VALUE - 16) {
            throw new IllegalStateException("rows of one batch take more than 2 GB");
        }
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, bytes.length * 2L), Integer.MAX_VALUE - 16));
        }
    }
}
