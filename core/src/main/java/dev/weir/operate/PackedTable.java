package dev.weir.operate;

import java.util.Arrays;

/**
 * Group numbers by packed keys: an open-addressing table of 8 bytes a slot, at most half full, and 16 bytes a group. One
 * thread adds; several may find while none does.
 *
 * <p>With a million groups each look-up waits for the memory twice. So rows are looked up some hundreds at a time: {@link
 * #fetch} reads what all of them need, which the memory serves side by side, then {@link #find} has it near.
 */
final class PackedTable {
    /** Rows to fetch at a time: few enough for the first to be near when the last has come. */
    static final int NEAR = 256;

    private static final long HIGH = 0xffffffff00000000L;

    /** The high half of a key's hash, whose low bits choose the slot, and one more than its group; 0 is free. */
    private long[] slots = new long[1 << 10];
    /** The two parts of the key of group g, at 2g. */
    private long[] keys = new long[1 << 10];

    private int size;

    /** The hashes of the keys of rows {@code from} to {@code to}, from index 0. Returns nothing of use. */
    long fetch(long[] first, long[] second, int from, int to, long[] hashes) {
        int mask = slots.length - 1;
        long read = 0;
        for (int row = from; row < to; row++) {
            long hash = PackedKeys.hash(first[row], second[row]);
            hashes[row - from] = hash;
            read += slots[(int) (hash >>> 32) & mask];
        }
        for (int i = 0; i < to - from; i++) {
            int group = Math.max(0, (int) slots[(int) (hashes[i] >>> 32) & mask] - 1);
            read += keys[2 * group];
        }
        return read;
    }

    /** One more than the group of a key; 0 where the key is new: then {@link #put} follows. */
    int find(long first, long second, long hash) {
        long[] slots = this.slots;
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (true) {
            long entry = slots[slot];
            int group = (int) entry;
            if (group == 0
                    || ((entry ^ hash) & HIGH) == 0 && keys[2 * group - 2] == first && keys[2 * group - 1] == second) {
                return group;
            }
            slot = slot + 1 & mask;
        }
    }

    void put(long first, long second, long hash, int group) {
        if (2 * ++size > slots.length) {
            grow();
        }
        if (keys.length < 2 * group + 2) {
            keys = Arrays.copyOf(keys, Math.max(2 * group + 2, 2 * keys.length));
        }
        keys[2 * group] = first;
        keys[2 * group + 1] = second;
        insert(slots, hash & HIGH | group + 1);
    }

    private static void insert(long[] slots, long entry) {
        int mask = slots.length - 1;
        int slot = (int) (entry >>> 32) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }

    private void grow() {
        long[] old = slots;
        long[] grown = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                insert(grown, entry);
            }
        }
        slots = grown;
    }

    long heapBytes() {
        return 8L * slots.length + 8L * keys.length;
    }
}
