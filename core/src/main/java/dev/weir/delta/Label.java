package dev.weir.delta;

import dev.weir.row.TextBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Order labels: byte strings whose unsigned order is the order of rows.
 *
 * <p>The label of a source's row is a path of integers, ended by a zero byte: {@code [4]} lies before {@code [4,0]}, that
 * before {@code [4,1]}, that before {@code [5]}. In a first load row {@code i} has {@code [i]}; a row inserted later gets
 * a path between those of its neighbours, so that no row is numbered again. Inserting at the head, at the end, before the
 * last row or always behind the row inserted last costs at most one integer more than the neighbours have.
 *
 * <p>No label is the beginning of another one, so labels one behind the other are a label again, ordered by the first,
 * then the second: (label, i) of a step that makes many rows of one, (left, right) of a join, (place, label) of tables put
 * one below the other, (key, label) of a sort.
 */
public final class Label {
    /** Longest label of a source's row, in bytes; past it the source is labelled anew. */
    public static final int LIMIT = 64;

    /** The label of a side that a join did not find: behind all others. */
    public static final byte[] MISSING = {(byte) 0xff};

    private static final int END = 0;
    private static final int ZERO = 0x80;
    private static final int NEAR = 0x40;

    private Label() {}

    /** The label of the row at a place of a first load. */
    public static byte[] of(long place) {
        return encode(place);
    }

    /** A label between two of a source's rows; null for the end on that side. */
    public static byte[] between(byte @Nullable [] before, byte @Nullable [] after) {
        long[] low = before == null ? null : path(before);
        long[] high = after == null ? null : path(after);
        if (low == null) {
            return high == null ? encode(0) : encode(high[0] - 1);
        }
        if (high == null) {
            return encode(low[0] + 1);
        }
        int same = 0;
        while (same < low.length && same < high.length && low[same] == high[same]) {
            same++;
        }
        if (same == low.length) {
            long[] path = Arrays.copyOf(high, same + 1);
            path[same]--;
            return encode(path);
        }
        if (same == high.length || low[same] > high[same]) {
            throw new IllegalArgumentException("the labels are not in order: " + text(before) + ", " + text(after));
        }
        if (high[same] - low[same] > 1) {
            long[] path = Arrays.copyOf(low, same + 1);
            path[same]++;
            return encode(path);
        }
        long[] path = Arrays.copyOf(low, same + 2);
        path[same + 1] = low.length > same + 1 ? low[same + 1] + 1 : 0;
        return encode(path);
    }

    /** {@code first}, then {@code second}. */
    public static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The label of the {@code i}-th row that was made of the row with label {@code of}, from 0. */
    public static byte[] child(byte[] of, long i) {
        byte[] bytes = new byte[of.length + size(i)];
        System.arraycopy(of, 0, bytes, 0, of.length);
        put(i, bytes, of.length);
        return bytes;
    }

    /** An integer whose bytes begin no other integer's and sort as integers do. */
    static int put(long value, byte[] bytes, int at) {
        if (value >= -NEAR && value < NEAR) {
            bytes[at] = (byte) (ZERO + value);
            return at + 1;
        }
        long folded = value < 0 ? ~value : value;
        int length = 71 - Long.numberOfLeadingZeros(folded) >>> 3;
        bytes[at] = (byte) (value < 0 ? ZERO - NEAR - length : ZERO + NEAR + length - 1);
        for (int i = 0; i < length; i++) {
            bytes[at + 1 + i] = (byte) (value >>> 8 * (length - 1 - i));
        }
        return at + 1 + length;
    }

    /** The same, behind what is there. */
    public static void put(long value, TextBuffer out) {
        out.ensure(9);
        out.length = put(value, out.bytes, out.length);
    }

    static int size(long value) {
        if (value >= -NEAR && value < NEAR) {
            return 1;
        }
        return 1 + (71 - Long.numberOfLeadingZeros(value < 0 ? ~value : value) >>> 3);
    }

    /** Bytes of the integer that begins at {@code at}. */
    public static int sizeAt(byte[] bytes, int at) {
        int head = bytes[at] & 0xff;
        if (head >= ZERO - NEAR && head < ZERO + NEAR) {
            return 1;
        }
        return head < ZERO ? 1 + ZERO - NEAR - head : 2 + head - ZERO - NEAR;
    }

    /** The integer that begins at {@code at}. */
    public static long get(byte[] bytes, int at) {
        int head = bytes[at] & 0xff;
        if (head >= ZERO - NEAR && head < ZERO + NEAR) {
            return head - ZERO;
        }
        long value = head < ZERO ? -1 : 0;
        for (int i = 1; i < sizeAt(bytes, at); i++) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static byte[] encode(long... path) {
        int length = 1;
        for (long step : path) {
            length += size(step);
        }
        byte[] label = new byte[length];
        int at = 0;
        for (long step : path) {
            at = put(step, label, at);
        }
        label[at] = END;
        return label;
    }

    private static long[] path(byte[] label) {
        long[] path = new long[label.length];
        int count = 0;
        for (int at = 0; label[at] != END; at += sizeAt(label, at)) {
            path[count++] = get(label, at);
        }
        return Arrays.copyOf(path, count);
    }

    /** For messages: {@code 4.0.1}. */
    private static String text(byte @Nullable [] label) {
        return label == null ? "none" : Arrays.toString(path(label));
    }
}
