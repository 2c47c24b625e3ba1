package dev.weir.store;

import java.util.Arrays;

/**
 * Walks through sorted entries, removals included: stands before the first (at first), on one, or behind the last. Its
 * fields say where key and value of the entry at hand are; they hold until it moves. One thread.
 */
abstract class EntryCursor {
    boolean isAt;
    byte[] keys = {};
    int keyFrom;
    int keyLength;
    byte[] values = {};
    int valueFrom;
    /** -1 for a removal. */
    int valueLength;

    /** To the first entry whose key is not smaller; behind the last and false if there is none. */
    abstract boolean seek(byte[] key, int from, int length);

    abstract boolean next();

    abstract boolean previous();

    /** Behind the last entry. */
    abstract void toEnd();

    final boolean isRemoved() {
        return valueLength < 0;
    }

    final byte[] key() {
        return Arrays.copyOfRange(keys, keyFrom, keyFrom + keyLength);
    }

    final byte[] value() {
        return Arrays.copyOfRange(values, valueFrom, valueFrom + valueLength);
    }

    final int compare(EntryCursor other) {
        return Arrays.compareUnsigned(
                keys, keyFrom, keyFrom + keyLength, other.keys, other.keyFrom, other.keyFrom + other.keyLength);
    }

    final int compare(byte[] key, int from, int length) {
        return Arrays.compareUnsigned(keys, keyFrom, keyFrom + keyLength, key, from, from + length);
    }
}
