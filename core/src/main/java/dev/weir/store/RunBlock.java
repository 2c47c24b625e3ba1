package dev.weir.store;

import java.util.Arrays;

/** The entries of one block of a run, ready to be searched. Immutable and safe for several threads. */
final class RunBlock {
    private final byte[] raw;
    private final byte[] keys;
    private final int[] keyEnds;
    private final int[] valueFrom;
    private final int[] valueLength;

    private RunBlock(byte[] raw, byte[] keys, int entries) {
        this.raw = raw;
        this.keys = keys;
        this.keyEnds = new int[entries + 1];
        this.valueFrom = new int[entries];
        this.valueLength = new int[entries];
    }

    /** Reads what {@link RunFileWriter} wrote; damaged bytes give an {@link IndexOutOfBoundsException}. */
    static RunBlock decode(byte[] raw) {
        VarBytes in = new VarBytes(raw);
        int entries = in.count();
        int keyBytes = in.count();
        if (entries > raw.length || entries == 0) {
            throw new IndexOutOfBoundsException(entries + " entries");
        }
        RunBlock block = new RunBlock(raw, new byte[keyBytes], entries);
        int end = 0;
        int before = 0;
        for (int i = 0; i < entries; i++) {
            int shared = in.count();
            int own = in.count();
            int value = in.count() - 1;
            System.arraycopy(block.keys, before, block.keys, end, shared);
            System.arraycopy(raw, in.at, block.keys, end + shared, own);
            in.at += own;
            before = end;
            end += shared + own;
            block.keyEnds[i + 1] = end;
            block.valueFrom[i] = in.at;
            block.valueLength[i] = value;
            in.at += Math.max(0, value);
        }
        if (in.at != raw.length) {
            throw new IndexOutOfBoundsException("bytes behind the last entry");
        }
        return block;
    }

    int entries() {
        return valueFrom.length;
    }

    long heapBytes() {
        return raw.length + keys.length + 12L * entries() + 128;
    }

    private int compare(int entry, byte[] key, int from, int length) {
        return Arrays.compareUnsigned(keys, keyEnds[entry], keyEnds[entry + 1], key, from, from + length);
    }

    /** The first entry whose key is not smaller; looks from {@code near} on first. */
    int ceiling(int near, byte[] key, int from, int length) {
        int low = 0;
        int high = entries();
        if (near < high && compare(near, key, from, length) < 0) {
            low = near + 1;
            for (int step = 1; low < high; step <<= 1) {
                int probe = Math.min(high - 1, low + step - 1);
                if (compare(probe, key, from, length) >= 0) {
                    high = probe;
                    break;
                }
                low = probe + 1;
            }
        } else if (near < high) {
            high = near;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key, from, length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void show(int entry, EntryCursor cursor) {
        cursor.keys = keys;
        cursor.keyFrom = keyEnds[entry];
        cursor.keyLength = keyEnds[entry + 1] - keyEnds[entry];
        cursor.values = raw;
        cursor.valueFrom = valueFrom[entry];
        cursor.valueLength = valueLength[entry];
    }
}
