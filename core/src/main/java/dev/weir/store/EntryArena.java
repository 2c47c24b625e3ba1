package dev.weir.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the heap, one behind the other in the order they came in: varint length of the key, key, varint 0 for a
 * removal or 1 + length of the value, value. A place is the number of a chunk and a byte in it. Written by one thread.
 */
final class EntryArena {
    private static final int FIRST_CHUNK = 1 << 12;
    private static final int CHUNK = 1 << 20;
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[][] chunks = new byte[4][];
    private int[] ends = new int[4];
    private int last = -1;
    private byte[] chunk = {};
    private int at;
    private long allocated;
    /** Kept so that nobody leaves the reading out. */
    private int touched;

    /** How many entries are fetched at once. */
    static final int NEAR = 64;

    /** Appends an entry; {@code null} removes. Its place comes back. */
    long append(byte[] key, int keyFrom, int keyLength, byte @Nullable [] value, int valueFrom, int valueLength) {
        long need = 20L + keyLength + valueLength;
        if (chunk.length - at < need) {
            begin(need);
        }
        int start = at;
        int to = VarBytes.putVarint(chunk, start, keyLength);
        System.arraycopy(key, keyFrom, chunk, to, keyLength);
        to += keyLength;
        if (value == null) {
            chunk[to++] = 0;
        } else {
            to = VarBytes.putVarint(chunk, to, valueLength + 1L);
            System.arraycopy(value, valueFrom, chunk, to, valueLength);
            to += valueLength;
        }
        at = to;
        ends[last] = to;
        return (long) last << 32 | start;
    }

    private void begin(long need) {
        if (need > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("an entry of " + need + " bytes is too large to keep");
        }
        last++;
        if (last == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * last);
            ends = Arrays.copyOf(ends, 2 * last);
        }
        int usual = (int) Math.min(CHUNK, Math.max(FIRST_CHUNK, allocated));
        chunk = new byte[(int) Math.max(need, usual)];
        chunks[last] = chunk;
        ends[last] = 0;
        at = 0;
        allocated += chunk.length;
    }

    /** Bytes of heap. */
    long allocated() {
        return allocated;
    }

    /** Where the next entry goes, or, as the chunk may be full, the place behind the last one. */
    long end() {
        return last < 0 ? 0 : (long) last << 32 | at;
    }

    /** The place of the first entry at or behind a place that {@link #end} gave or {@link #behind} an entry. */
    long skip(long place) {
        int number = (int) (place >>> 32);
        return number < last && (int) place == ends[number] ? (number + 1L) << 32 : place;
    }

    /** The place behind an entry. */
    long behind(long place) {
        byte[] bytes = chunk(place);
        int from = keyFrom(place);
        int value = from + keyLength(bytes, (int) place);
        int length = valueLength(bytes, value);
        return place & 0xffffffff00000000L | valueFrom(bytes, value) + Math.max(0, length);
    }

    /**
     * Has the memory of entries fetched that are about to be looked at, many at once: one by one, in an order that is not
     * theirs, each takes as long as all of them.
     */
    void touch(long[] places, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += chunks[(int) (places[i] >>> 32)][(int) places[i]];
        }
        touched = sum;
    }

    byte[] chunk(long place) {
        return chunks[(int) (place >>> 32)];
    }

    int keyLength(long place) {
        return keyLength(chunk(place), (int) place);
    }

    int keyFrom(long place) {
        return behindVarint(chunk(place), (int) place);
    }

    private static int keyLength(byte[] bytes, int at) {
        int first = bytes[at];
        return first >= 0 ? first : longVarint(bytes, at);
    }

    /** The length of the value behind the key that ends at {@code at}; -1 for a removal. */
    static int valueLength(byte[] bytes, int at) {
        int first = bytes[at];
        return (first >= 0 ? first : longVarint(bytes, at)) - 1;
    }

    static int valueFrom(byte[] bytes, int at) {
        return behindVarint(bytes, at);
    }

    private static int behindVarint(byte[] bytes, int at) {
        int to = at;
        while (bytes[to] < 0) {
            to++;
        }
        return to + 1;
    }

    private static int longVarint(byte[] bytes, int at) {
        int value = 0;
        int shift = 0;
        int from = at;
        for (; bytes[from] < 0; from++, shift += 7) {
            value |= (bytes[from] & 0x7f) << shift;
        }
        return value | bytes[from] << shift;
    }

    /** Eight bytes of a key from {@code depth} on as a number that sorts as they do; zeros where it is shorter. */
    long prefix(long place, int depth) {
        byte[] bytes = chunk(place);
        int length = keyLength(bytes, (int) place) - depth;
        if (length <= 0) {
            return 0;
        }
        int from = behindVarint(bytes, (int) place) + depth;
        if (from + Long.BYTES <= bytes.length) {
            long eight = (long) BIG_ENDIAN.get(bytes, from);
            return length >= Long.BYTES ? eight : eight & -1L << 8 * (Long.BYTES - length);
        }
        long some = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            some = some << 8 | (i < length ? bytes[from + i] & 0xff : 0);
        }
        return some;
    }

    int compare(long place, long other) {
        byte[] bytes = chunk(place);
        int from = keyFrom(place);
        return -compare(other, bytes, from, keyLength(bytes, (int) place));
    }

    /** Compares the key at a place with {@code key}. */
    int compare(long place, byte[] key, int from, int length) {
        byte[] bytes = chunk(place);
        int start = behindVarint(bytes, (int) place);
        return Arrays.compareUnsigned(bytes, start, start + keyLength(bytes, (int) place), key, from, from + length);
    }
}
