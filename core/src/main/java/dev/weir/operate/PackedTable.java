package dev.weir.operate;

/** Group numbers by packed keys: an open-addressing table of 24 bytes a slot, at most half full. One thread. */
final class PackedTable {
    private long[] slots = new long[3 << 10];
    private int mask = (1 << 10) - 1;
    private int size;

    /** One more than the group of a key; 0 where the key is new: then {@link #put} follows. */
    int find(long first, long second) {
        long[] slots = this.slots;
        int slot = (int) PackedKeys.hash(first, second) & mask;
        while (true) {
            int at = 3 * slot;
            int group = (int) slots[at + 2];
            if (group == 0 || slots[at] == first && slots[at + 1] == second) {
                return group;
            }
            slot = slot + 1 & mask;
        }
    }

    void put(long first, long second, int group) {
        if (2 * ++size > mask) {
            grow();
        }
        insert(first, second, group + 1);
    }

    private void insert(long first, long second, long entry) {
        int slot = (int) PackedKeys.hash(first, second) & mask;
        while (slots[3 * slot + 2] != 0) {
            slot = slot + 1 & mask;
        }
        slots[3 * slot] = first;
        slots[3 * slot + 1] = second;
        slots[3 * slot + 2] = entry;
    }

    private void grow() {
        long[] old = slots;
        int capacity = 2 * (mask + 1);
        slots = new long[3 * capacity];
        mask = capacity - 1;
        for (int at = 0; at < old.length; at += 3) {
            if (old[at + 2] != 0) {
                insert(old[at], old[at + 1], old[at + 2]);
            }
        }
    }

    long heapBytes() {
        return 8L * slots.length;
    }
}
