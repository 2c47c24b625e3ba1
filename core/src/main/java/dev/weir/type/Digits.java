package dev.weir.type;

import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;

/** Writes whole numbers as decimal digits. */
final class Digits {
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
        out.ensure(20);
        if (value < 0) {
            out.bytes[out.length++] = '-';
        }
        long magnitude = Math.abs(value);
        int end = out.length + count(magnitude);
        write(magnitude, out.bytes, end);
        out.length = end;
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
