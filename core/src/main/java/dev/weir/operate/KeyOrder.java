package dev.weir.operate;

import dev.weir.row.Column;

/** The order of rows by key columns: each ascending or descending, missing values last in either direction. */
final class KeyOrder {
    private final boolean[] descending;

    KeyOrder(boolean... descending) {
        this.descending = descending;
    }

    int keys() {
        return descending.length;
    }

    boolean descending(int key) {
        return descending[key];
    }

    int compare(Column[] keys, int row, Column[] otherKeys, int otherRow) {
        for (int i = 0; i < descending.length; i++) {
            boolean missing = keys[i].isNull(row);
            boolean otherMissing = otherKeys[i].isNull(otherRow);
            if (missing || otherMissing) {
                if (missing != otherMissing) {
                    return missing ? 1 : -1;
                }
                continue;
            }
            int order = keys[i].compare(row, otherKeys[i], otherRow);
            if (order != 0) {
                return descending[i] ? -order : order;
            }
        }
        return 0;
    }
}
