package dev.weir.operate;

import dev.weir.row.Column;
import dev.weir.row.TextColumn;

/** Hash and equality of keys of several columns. Two missing parts are equal here; who wants otherwise leaves them out. */
final class KeyMatch {
    private static final long SEED = 0x2545f4914f6cdd1dL;

    private KeyMatch() {}

    /** The hash of each row's key, into {@code hashes}. */
    static void hash(Column[] keys, int rows, long[] hashes) {
        for (int i = 0; i < rows; i++) {
            hashes[i] = SEED;
        }
        for (Column key : keys) {
            if (key.states == null) {
                for (int i = 0; i < rows; i++) {
                    hashes[i] = key.hash(i, hashes[i]);
                }
            } else {
                for (int i = 0; i < rows; i++) {
                    hashes[i] = key.isNull(i) ? Column.mix(hashes[i] + 1) : key.hash(i, hashes[i]);
                }
            }
        }
    }

    static boolean equal(Column[] keys, int row, Column[] others, int other) {
        for (int i = 0; i < keys.length; i++) {
            if (!equal(keys[i], row, others[i], other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Column key, int row, Column other, int otherRow) {
        if (key.isNull(row) || other.isNull(otherRow)) {
            return key.isNull(row) == other.isNull(otherRow);
        }
        return key instanceof TextColumn text
                ? text.equal(row, (TextColumn) other, otherRow)
                : key.compare(row, other, otherRow) == 0;
    }

    static boolean hasNull(Column[] keys, int row) {
        for (Column key : keys) {
            if (key.isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
