package dev.weir.store;

import java.util.Arrays;

/**
 * Entries of a key and a label, each of up to seven bytes, that are sorted by the key; those of one key stay in the order
 * in which they came. One thread.
 *
 * <p>Memory: 16 bytes an entry and as much again while they are sorted, of the budget.
 */
public final class ShortPairs implements AutoCloseable {
    private static final long STEP = 1 << 20;

    private final MemoryBudget budget;
    private long[] keys = new long[1 << 6];
    private long[] labels = new long[1 << 6];
    private int size;
    private boolean ascends = true;
    private long reserved;

    public ShortPairs(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Takes an entry; false where it is too long, or there is no room for it. */
    public boolean add(byte[] bytes, int keyLength, int length) {
        if (keyLength > LongSort.MOST || length - keyLength > LongSort.MOST || size == keys.length && !grow()) {
            return false;
        }
        long key = LongSort.pack(bytes, 0, keyLength);
        ascends &= size == 0 || Long.compareUnsigned(keys[size - 1], key) <= 0;
        keys[size] = key;
        labels[size++] = LongSort.pack(bytes, keyLength, length - keyLength);
        return true;
    }

    private boolean grow() {
        long held = 64L * keys.length;
        long more = Math.max(held - reserved, STEP);
        if (size >= 1 << 26 || held > reserved && !budget.tryReserve(more)) {
            return false;
        }
        reserved += held > reserved ? more : 0;
        keys = Arrays.copyOf(keys, 2 * size);
        labels = Arrays.copyOf(labels, 2 * size);
        return true;
    }

    public int size() {
        return size;
    }

    /** Whether the keys have come in order. */
    public boolean ascends() {
        return ascends;
    }

    /** Sorts by key. */
    public void sort() {
        if (!ascends) {
            LongSort.sort(keys, labels, 0, size, new long[size], new long[size]);
        }
    }

    /** Writes an entry to the begin of an array that has room for 22 bytes; its length comes back. */
    public int get(int i, byte[] to) {
        int length = LongSort.unpack(keys[i], to, 0);
        return length + LongSort.unpack(labels[i], to, length);
    }

    /** Forgets all and gives the memory back. */
    @Override
    public void close() {
        keys = new long[1];
        labels = new long[1];
        size = 0;
        budget.release(reserved);
        reserved = 0;
    }
}
