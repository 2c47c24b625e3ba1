package dev.weir.store;

import java.util.Arrays;

/**
 * Bytes that are appended or read at a place that moves on. A varint is an unsigned number of 7 bits a byte, the low ones
 * first; all bytes but the last have the high bit set. One thread.
 */
public final class VarBytes {
    public byte[] bytes;
    public int at;

    public VarBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public void putVarint(long value) {
        room(10);
        at = putVarint(bytes, at, value);
    }

    /** Writes at {@code at}, where there are 10 bytes of room; the place behind comes back. */
    static int putVarint(byte[] bytes, int at, long value) {
        if (value >>> 7 == 0) {
            bytes[at] = (byte) value;
            return at + 1;
        }
        long rest = value;
        int to = at;
        while (rest >>> 7 != 0) {
            bytes[to++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[to++] = (byte) rest;
        return to;
    }

    public void put(byte[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, bytes, at, length);
        at += length;
    }

    void putLong(long value) {
        room(8);
        Bytes.putLong(bytes, at, value);
        at += 8;
    }

    public void putInt(int value) {
        room(4);
        Bytes.putInt(bytes, at, value);
        at += 4;
    }

    /** Makes room behind {@code at}. */
    void room(int count) {
        if (bytes.length - at < count) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(at + (long) count, 2L * at)));
        }
    }

    /** The varint at hand; damaged bytes give some number or an {@link IndexOutOfBoundsException}. */
    public long varint() {
        long value = bytes[at++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7f;
        for (int shift = 7; shift < 64; shift += 7) {
            long next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    /** A varint that is a length or a place in memory. */
    public int count() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("a length of " + value);
        }
        return (int) value;
    }
}
