package dev.weir.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Byte strings of up to {@value #MOST} bytes as numbers, which are sorted a byte at a time: as unsigned numbers they have
 * the order of the strings.
 */
final class LongSort {
    /** Bytes of a string at most: the last byte of the number is its length. */
    static final int MOST = 7;

    private static final int SHORT = 256;
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private LongSort() {}

    static long pack(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (from + Long.BYTES <= bytes.length) {
            return (long) BIG_ENDIAN.get(bytes, from) & -1L << 8 * (Long.BYTES - length) | length;
        }
        long packed = 0;
        for (int i = 0; i < MOST; i++) {
            packed = packed << 8 | (i < length ? bytes[from + i] & 0xff : 0);
        }
        return packed << 8 | length;
    }

    /** Writes a string to where there is room for eight bytes; its length comes back. */
    static int unpack(long packed, byte[] to, int at) {
        BIG_ENDIAN.set(to, at, packed);
        return (int) packed & 0xff;
    }

    /**
     * Sorts numbers as unsigned ones, stable.
     *
     * @param with moves with them; null for nothing
     * @param spare as long as they are, what is in it is lost
     */
    static void sort(
            long[] numbers, long @Nullable [] with, int from, int to, long[] spare, long @Nullable [] spareWith) {
        if (with == null && to - from < SHORT) {
            flip(numbers, from, to);
            Arrays.sort(numbers, from, to);
            flip(numbers, from, to);
            return;
        }
        int[] counts = new int[8 * 256];
        for (int i = from; i < to; i++) {
            long number = numbers[i];
            for (int digit = 0; digit < 8; digit++) {
                counts[digit << 8 | (int) (number >>> 8 * digit) & 0xff]++;
            }
        }
        for (int digit = 0; digit < 8; digit++) {
            int base = digit << 8;
            if (from == to || counts[base | (int) (numbers[from] >>> 8 * digit) & 0xff] == to - from) {
                continue;
            }
            int sum = from;
            for (int value = base; value < base + 256; value++) {
                int count = counts[value];
                counts[value] = sum;
                sum += count;
            }
            for (int i = from; i < to; i++) {
                long number = numbers[i];
                int target = counts[base | (int) (number >>> 8 * digit) & 0xff]++;
                spare[target] = number;
                if (with != null && spareWith != null) {
                    spareWith[target] = with[i];
                }
            }
            System.arraycopy(spare, from, numbers, from, to - from);
            if (with != null && spareWith != null) {
                System.arraycopy(spareWith, from, with, from, to - from);
            }
        }
    }

    private static void flip(long[] numbers, int from, int to) {
        for (int i = from; i < to; i++) {
            numbers[i] ^= Long.MIN_VALUE;
        }
    }
}
