package dev.weir.store;

import java.util.function.LongConsumer;

/**
 * A set of longs as one bit each, while they lie close together. One thread adds; when it is done any number may ask.
 * {@link #add} returns false, and adds nothing, where the set would need more than 64 bits a value or the budget refuses.
 */
public final class DenseLongs implements AutoCloseable {
    private static final long ALWAYS = 1 << 16;

    private final MemoryBudget budget;
    private long[] bits = new long[0];
    private long base;
    private long size;
    private long reserved;

    public DenseLongs(MemoryBudget budget) {
        this.budget = budget;
    }

    public boolean add(long value) {
        long offset = value - base;
        if (offset < 0 || offset >= 64L * bits.length || (value < base) != (offset < 0)) {
            if (!grow(value)) {
                return false;
            }
            offset = value - base;
        }
        int word = (int) (offset >> 6);
        long bit = 1L << offset;
        size += (bits[word] & bit) == 0 ? 1 : 0;
        bits[word] |= bit;
        return true;
    }

    /** Makes the bits reach {@code value}, with as much again to spare on its side. */
    private boolean grow(long value) {
        if (bits.length == 0) {
            base = value & ~63L;
            bits = new long[16];
            return true;
        }
        long last = base + 64L * bits.length - 1;
        long low = Math.min(base, value & ~63L);
        long high = Math.max(last, value);
        long span = high - low + 1;
        if (span <= 0 || span > Math.max(ALWAYS, 64 * (size + 1)) || span > 1L << 36) {
            return false;
        }
        long words = Math.max((span + 63) >> 6, 2L * bits.length);
        long start = value < base ? Math.max(low - ((words << 6) - span), Long.MIN_VALUE + 64) & ~63L : base;
        if (start > low || start + (words << 6) - 1 < high || words > Integer.MAX_VALUE - 16) {
            return false;
        }
        if (!budget.tryReserve(8 * words)) {
            return false;
        }
        long[] grown = new long[(int) words];
        System.arraycopy(bits, 0, grown, (int) ((base - start) >> 6), bits.length);
        bits = grown;
        base = start;
        budget.release(reserved);
        reserved = 8 * words;
        return true;
    }

    public boolean contains(long value) {
        long word = (value - base) >> 6;
        return value >= base && word >= 0 && word < bits.length && (bits[(int) word] & 1L << (value - base)) != 0;
    }

    public long size() {
        return size;
    }

    /** Gives every value, in order. */
    public void forEach(LongConsumer sink) {
        for (int i = 0; i < bits.length; i++) {
            for (long rest = bits[i]; rest != 0; rest &= rest - 1) {
                sink.accept(base + 64L * i + Long.numberOfTrailingZeros(rest));
            }
        }
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        bits = new long[0];
        size = 0;
    }
}
