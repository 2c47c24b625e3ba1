package dev.weir.store;

import java.util.Arrays;

/**
 * Byte strings that are a {@value #FIRST} and up to {@value LongSort#MOST} bytes behind it, as most cells are in order,
 * each of a group. 12 bytes of heap each, 28 while they are sorted. One thread.
 */
final class ShortValues {
    static final byte FIRST = 1;

    private long[] values = new long[1 << 6];
    private int[] groupOf = new int[1 << 6];
    private int size;
    private int groups;

    static boolean isFor(byte[] bytes, int from, int length) {
        return length > 0 && length <= LongSort.MOST + 1 && bytes[from] == FIRST;
    }

    void add(int group, byte[] bytes, int from, int length) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            groupOf = Arrays.copyOf(groupOf, 2 * size);
        }
        values[size] = LongSort.pack(bytes, from + 1, length - 1);
        groupOf[size++] = group;
        groups = Math.max(groups, group + 1);
    }

    int size() {
        return size;
    }

    /** One more than the largest group. */
    int groups() {
        return groups;
    }

    /** Heap that they hold, or will while they are sorted. */
    long heapBytes() {
        return 28L * values.length;
    }

    /** Sorts them by group, and those of a group in their order; where each group begins, and the last one ends. */
    int[] sort() {
        int[] starts = new int[groups + 1];
        for (int i = 0; i < size; i++) {
            starts[groupOf[i] + 1]++;
        }
        for (int group = 0; group < groups; group++) {
            starts[group + 1] += starts[group];
        }
        int[] next = Arrays.copyOf(starts, groups);
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[next[groupOf[i]]++] = values[i];
        }
        long[] spare = values;
        values = sorted;
        groupOf = new int[0];
        for (int group = 0; group < groups; group++) {
            LongSort.sort(sorted, null, starts[group], starts[group + 1], spare, null);
        }
        return starts;
    }

    /** After sorting: one of them, packed. */
    long get(int i) {
        return values[i];
    }
}
