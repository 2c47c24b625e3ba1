package dev.weir.store.matching;

import java.util.Arrays;

/** Bytes and numbers as they are appended, in the heap. */
public final class Numbers {
    private byte[] bytes = new byte[256];
    private int size;

    /** Seven bits a byte, the lowest first; a set eighth says that another byte follows. */
    public Numbers number(long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            one((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        return one((int) rest);
    }

    /** A number that may be negative: 0, -1, 1, -2 … as 0, 1, 2, 3 …. */
    public Numbers signed(long value) {
        return number(value << 1 ^ value >> 63);
    }

    public static long signedOf(long number) {
        return number >>> 1 ^ -(number & 1);
    }

    public Numbers one(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Numbers bytes(byte[] from) {
        return bytes(from, 0, from.length);
    }

    public Numbers bytes(byte[] from, int at, int length) {
        room(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** What was appended; the array may be longer. */
    public byte[] array() {
        return bytes;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }
}
