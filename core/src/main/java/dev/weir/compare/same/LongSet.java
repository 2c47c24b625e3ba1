package dev.weir.compare.same;

/** Hashes, each once: two things with one hash are taken for one. Memory: 32 bytes a hash at the most. */
public final class LongSet {
    private final MemoryUse memory;
    private long[] slots = new long[1024];
    private int size;
    private long bytes;
    /** Whether every hash was new so far, as far as anybody looked. */
    boolean isDistinct = true;

    public LongSet(MemoryUse memory) {
        this.memory = memory;
    }

    int size() {
        return size;
    }

    /** Adds a hash; false where it is there. */
    public boolean add(long hash) {
        long value = hash == 0 ? 1 : hash;
        if (2 * size >= slots.length) {
            grow();
        }
        int slot = slot(value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        size++;
        return true;
    }

    public boolean has(long hash) {
        long value = hash == 0 ? 1 : hash;
        return slots[slot(value)] == value;
    }

    private int slot(long value) {
        int slot = (int) (value >>> 20) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        memory.hold(8L * slots.length);
        bytes += 8L * slots.length;
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long value : old) {
            if (value != 0) {
                slots[slot(value)] = value;
            }
        }
    }

    long common(LongSet other) {
        long common = 0;
        for (long value : slots) {
            common += value != 0 && other.slots[other.slot(value)] == value ? 1 : 0;
        }
        return common;
    }

    /** Its memory is not held any more. */
    public void release() {
        memory.release(bytes);
        bytes = 0;
    }
}
