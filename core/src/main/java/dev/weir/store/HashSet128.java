package dev.weir.store;

/**
 * A set of 128-bit hashes: an open table of pairs of longs, a quarter to a half full. One thread adds; when it is done
 * any number may ask. The budget may refuse its growth: then {@link #add} returns false, and what is in stays in.
 */
public final class HashSet128 implements AutoCloseable {
    private static final int FIRST_SLOTS = 1 << 10;

    private final MemoryBudget budget;
    private long[] table = new long[2 * FIRST_SLOTS];
    private int mask = FIRST_SLOTS - 1;
    private int size;
    private boolean zero;
    private long reserved;

    public HashSet128(MemoryBudget budget) {
        this.budget = budget;
    }

    public boolean add(long high, long low) {
        if (high == 0 && low == 0) {
            zero = true;
            return true;
        }
        int slot = slot(table, mask, high, low);
        if (table[2 * slot] == high && table[2 * slot + 1] == low) {
            return true;
        }
        if (2 * size > mask) {
            if (!grow()) {
                return false;
            }
            slot = slot(table, mask, high, low);
        }
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        size++;
        return true;
    }

    /** The slot where the hash is, or the free one where it belongs. */
    private static int slot(long[] table, int mask, long high, long low) {
        int slot = (int) low & mask;
        while (true) {
            long here = table[2 * slot];
            long there = table[2 * slot + 1];
            if (here == high && there == low || (here | there) == 0) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean grow() {
        long bytes = 8L * 2 * table.length;
        if (mask >= 1 << 28 || !budget.tryReserve(bytes)) {
            return false;
        }
        long[] grown = new long[2 * table.length];
        int grownMask = 2 * mask + 1;
        for (int i = 0; i < table.length; i += 2) {
            if ((table[i] | table[i + 1]) != 0) {
                int slot = slot(grown, grownMask, table[i], table[i + 1]);
                grown[2 * slot] = table[i];
                grown[2 * slot + 1] = table[i + 1];
            }
        }
        table = grown;
        mask = grownMask;
        budget.release(reserved);
        reserved = bytes;
        return true;
    }

    public boolean contains(long high, long low) {
        int slot = (int) low & mask;
        while (true) {
            long here = table[2 * slot];
            long there = table[2 * slot + 1];
            if (here == high && there == low) {
                return (here | there) != 0 || zero;
            }
            if ((here | there) == 0) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
    }

    public int size() {
        return size + (zero ? 1 : 0);
    }

    /** Adds every hash to {@code log}, with label 0. */
    public void copyTo(HashLog log) {
        for (int i = 0; i < table.length; i += 2) {
            if ((table[i] | table[i + 1]) != 0) {
                log.add(table[i], table[i + 1], 0);
            }
        }
        if (zero) {
            log.add(0, 0, 0);
        }
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        table = new long[2];
        mask = 0;
        size = 0;
    }
}
