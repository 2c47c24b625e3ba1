package dev.weir.refresh.snapshot;

import dev.weir.store.VarBytes;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Some rows that stand one behind the other in a published file: their labels, and the bytes of their records.
 *
 * <p>Kept under the label of its first row, varints as {@link VarBytes} says: rows, bytes, CRC-32C of the bytes; for each
 * row but the first how many bytes its label shares with the one before, then how many are its own; for each row how many
 * bytes its record has; the labels' own bytes.
 *
 * @param rows at least one
 * @param value as it is kept
 */
record FileBlock(byte[] first, int rows, int bytes, int checksum, byte[] value, int listsAt) {

    static FileBlock read(byte[] first, byte[] value) {
        VarBytes in = new VarBytes(value);
        int rows = in.count();
        int bytes = in.count();
        int checksum = in.count();
        checksum |= in.count() << 16;
        return new FileBlock(first, rows, bytes, checksum, value, in.at);
    }

    /**
     * Makes what is kept of a block.
     *
     * @param ends where in {@code bytes} the records of the rows end
     * @param at where there the first begins
     */
    static byte[] write(byte[][] labels, int[] ends, int rows, byte[] bytes, int at) {
        int end = ends[rows - 1];
        int checksum = checksum(bytes, at, end);
        VarBytes out = new VarBytes(new byte[8 * rows + 32]);
        out.putVarint(rows);
        out.putVarint(end - at);
        out.putVarint(checksum & 0xffff);
        out.putVarint(checksum >>> 16);
        int[] shared = new int[rows];
        for (int row = 1; row < rows; row++) {
            int same = Arrays.mismatch(labels[row - 1], labels[row]);
            shared[row] = same;
            out.putVarint(same);
        }
        for (int row = 1; row < rows; row++) {
            out.putVarint(labels[row].length - shared[row]);
        }
        int begin = at;
        for (int row = 0; row < rows; row++) {
            out.putVarint(ends[row] - begin);
            begin = ends[row];
        }
        for (int row = 1; row < rows; row++) {
            out.put(labels[row], shared[row], labels[row].length - shared[row]);
        }
        return Arrays.copyOf(out.bytes, out.at);
    }

    static int checksum(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    /** The labels of all rows. */
    byte[][] labels() {
        VarBytes shared = new VarBytes(value);
        shared.at = listsAt;
        VarBytes own = new VarBytes(value);
        own.at = listsAt;
        skip(own, rows - 1);
        VarBytes tails = new VarBytes(value);
        tails.at = own.at;
        skip(tails, 2 * rows - 1);
        int at = tails.at;
        byte[][] labels = new byte[rows][];
        labels[0] = first;
        for (int row = 1; row < rows; row++) {
            int same = shared.count();
            int more = own.count();
            byte[] label = Arrays.copyOf(labels[row - 1], same + more);
            System.arraycopy(value, at, label, same, more);
            at += more;
            labels[row] = label;
        }
        return labels;
    }

    /** How many bytes each record has. */
    int[] lengths() {
        VarBytes in = new VarBytes(value);
        in.at = listsAt;
        skip(in, 2 * (rows - 1));
        int[] lengths = new int[rows];
        for (int row = 0; row < rows; row++) {
            lengths[row] = in.count();
        }
        return lengths;
    }

    private static void skip(VarBytes in, int count) {
        for (int i = 0; i < count; i++) {
            in.varint();
        }
    }
}
