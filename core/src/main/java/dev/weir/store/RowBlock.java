package dev.weir.store;

import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Rows one behind the other, as {@link RowEncoder} writes them, all of one shape. Immutable; safe for several threads.
 *
 * <p>On bytes, behind {@link Slices#PAD_FRONT}: rows (4), shape (4), where each row begins and the last one ends (4
 * each), the rows.
 */
public final class RowBlock {
    /** No rows. */
    public static final RowBlock EMPTY = new RowBlock(new byte[Slices.PAD_FRONT + 12 + Slices.PAD_BEHIND]);

    final byte[] bytes;
    private final int rows;
    private final int shape;

    RowBlock(byte[] bytes) {
        this.bytes = bytes;
        this.rows = Bytes.getInt(bytes, Slices.PAD_FRONT);
        this.shape = Bytes.getInt(bytes, Slices.PAD_FRONT + 4);
    }

    /** A block that {@link #spill} wrote. */
    public static RowBlock read(ChunkFile file, int number) {
        return new RowBlock(file.read(number));
    }

    /** Writes the block to a file; its number there comes back. */
    public int spill(ChunkFile file) {
        return file.append(bytes, Slices.PAD_FRONT, bytes.length - Slices.PAD_FRONT - Slices.PAD_BEHIND);
    }

    static int headBytes(int rows) {
        return 8 + 4 * (rows + 1);
    }

    static void putHead(byte[] bytes, int rows, int shape) {
        Bytes.putInt(bytes, Slices.PAD_FRONT, rows);
        Bytes.putInt(bytes, Slices.PAD_FRONT + 4, shape);
    }

    static void putStart(byte[] bytes, int row, int start) {
        Bytes.putInt(bytes, Slices.PAD_FRONT + 8 + 4 * row, start);
    }

    public int rows() {
        return rows;
    }

    public int shape() {
        return shape;
    }

    /** Where a row begins in {@link #bytes}. */
    int start(int row) {
        return Slices.PAD_FRONT + Bytes.getInt(bytes, Slices.PAD_FRONT + 8 + 4 * row);
    }

    /** The number in a row's head. */
    public long number(int row) {
        return Bytes.getLong(bytes, start(row));
    }

    public long label(int row) {
        return Bytes.getLong(bytes, start(row) + 8);
    }

    public long heapBytes() {
        return bytes.length + 32;
    }

    /** Whether two rows have the same cells: values, states and raw text, whatever their labels. */
    public boolean sameRow(int row, RowBlock other, int otherRow) {
        return Arrays.equals(
                bytes,
                start(row) + RowEncoder.HEAD,
                start(row + 1),
                other.bytes,
                other.start(otherRow) + RowEncoder.HEAD,
                other.start(otherRow + 1));
    }

    /** A row's cells without its head; {@link #of} makes a block of such rows again. */
    public byte[] cells(int row) {
        return Arrays.copyOfRange(bytes, start(row) + RowEncoder.HEAD, start(row + 1));
    }

    /** Puts a row's {@link #cells} behind what is there. */
    public void putCells(int row, TextBuffer out) {
        out.put(bytes, start(row) + RowEncoder.HEAD, start(row + 1));
    }

    /** Loads a row's {@link #cells} under a key, a part of an array from a place to before another one. */
    public void load(int row, byte[] key, int keyFrom, int keyTo, SortedRuns into) {
        into.load(key, keyFrom, keyTo, bytes, start(row) + RowEncoder.HEAD, start(row + 1));
    }

    /** Rows of one shape that {@link #cells} gave, under the label 0. */
    public static RowBlock of(List<byte[]> rows, int shape) {
        long total = headBytes(rows.size());
        for (byte[] row : rows) {
            total += RowEncoder.HEAD + row.length;
        }
        byte[] bytes = RowGather.buffer(total);
        int at = headBytes(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            byte[] row = rows.get(i);
            putStart(bytes, i, at);
            System.arraycopy(row, 0, bytes, Slices.PAD_FRONT + at + RowEncoder.HEAD, row.length);
            at += RowEncoder.HEAD + row.length;
        }
        putStart(bytes, rows.size(), at);
        putHead(bytes, rows.size(), shape);
        return new RowBlock(bytes);
    }
}
