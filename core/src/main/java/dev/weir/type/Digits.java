package dev.weir.type;

import dev.weir.row.TextBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes whole numbers and decimals as digits, from the last to the first and then moved into their place. */
final class Digits {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Room for the digits, sign and point of a {@code long}, in whole words. */
    private static final int ROOM = 24;

    private static final byte[] PAIRS = new byte[200];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private Digits() {}

    /** Appends {@code value} with a minus where it is below zero. */
    static void put(long value, TextBuffer out) {
        if (value == Long.MIN_VALUE) {
            out.put("-9223372036854775808".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        out.ensure(2 * ROOM + 8);
        byte[] bytes = out.bytes;
        int end = out.length + 2 * ROOM;
        int at = write(Math.abs(value), bytes, end);
        if (value < 0) {
            bytes[--at] = '-';
        }
        moveDown(out, at, end);
    }

    /**
     * Appends {@code unscaled / 10^places}, with as many digits behind the point.
     *
     * @param unscaled more than {@code Long.MIN_VALUE}
     * @param places 1 to 18
     */
    static void putDecimal(long unscaled, int places, byte point, TextBuffer out) {
        out.ensure(2 * ROOM + 8);
        byte[] bytes = out.bytes;
        int end = out.length + 2 * ROOM;
        int at = end;
        long rest = Math.abs(unscaled);
        int left = places;
        for (; left >= 2; left -= 2) {
            long next = rest / 100;
            int pair = (int) (rest - next * 100) * 2;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = next;
        }
        if (left == 1) {
            long next = rest / 10;
            bytes[--at] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        bytes[--at] = point;
        at = write(rest, bytes, at);
        if (unscaled < 0) {
            bytes[--at] = '-';
        }
        moveDown(out, at, end);
    }

    /** Moves what stands above the end of the buffer to its end. */
    private static void moveDown(TextBuffer out, int from, int to) {
        byte[] bytes = out.bytes;
        int length = out.length;
        for (int i = 0; i < to - from; i += 8) {
            LONGS.set(bytes, length + i, (long) LONGS.get(bytes, from + i));
        }
        out.length = length + to - from;
    }

    /** Appends {@code value}, which is not below zero, with zeros before it up to {@code width} digits. */
    static void putPadded(long value, int width, TextBuffer out) {
        int count = Math.max(count(value), width);
        out.ensure(count);
        int end = out.length + count;
        int at = write(value, out.bytes, end);
        while (at > out.length) {
            out.bytes[--at] = '0';
        }
        out.length = end;
    }

    /** Appends two digits. */
    static void putTwo(int value, TextBuffer out) {
        out.ensure(2);
        out.bytes[out.length] = PAIRS[2 * value];
        out.bytes[out.length + 1] = PAIRS[2 * value + 1];
        out.length += 2;
    }

    /** Writes the digits of {@code value} so that they end before {@code end}; where they begin. */
    static int write(long value, byte[] bytes, int end) {
        int at = end;
        long rest = value;
        while (rest >= 100) {
            long next = rest / 100;
            int pair = (int) (rest - next * 100) * 2;
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = next;
        }
        int pair = (int) rest * 2;
        bytes[--at] = PAIRS[pair + 1];
        if (rest >= 10) {
            bytes[--at] = PAIRS[pair];
        }
        return at;
    }

    static int count(long value) {
        int count = 1;
        for (long limit = 10; count < 19 && value >= limit; count++) {
            limit *= 10;
        }
        return count;
    }
}
