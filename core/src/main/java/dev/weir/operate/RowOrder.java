package dev.weir.operate;

import dev.weir.row.Column;

/** Sorts row numbers, stably, without an object a row. */
final class RowOrder {
    private RowOrder() {}

    /** The numbers of rows in the order of their labels. */
    static int[] sortByLabel(long[] labels, int rows) {
        long[] prefixes = new long[rows];
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            prefixes[i] = labels[i] ^ Long.MIN_VALUE;
            order[i] = i;
        }
        new PrefixSort().sort(prefixes, order, rows);
        return order;
    }

    /** The numbers of rows in the ascending order of key columns, missing values last. */
    static int[] sortByKeys(Column[] keys, int rows) {
        long[] prefixes = new long[rows];
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        KeyPrefix prefixer = new KeyPrefix(new KeyOrder(new boolean[keys.length]));
        prefixer.compute(keys, row -> row, 0, rows, prefixes);
        new PrefixSort().sort(prefixes, order, rows);
        if (!prefixer.exact()) {
            PrefixSort.sortTies(prefixes, order, rows, (a, b) -> compare(keys, a, b));
        }
        return order;
    }

    /** Order of two rows by their columns, missing values last. */
    static int compare(Column[] columns, int row, int other) {
        for (Column column : columns) {
            boolean isNull = column.isNull(row);
            boolean otherNull = column.isNull(other);
            int order = isNull || otherNull ? Boolean.compare(isNull, otherNull) : column.compare(row, column, other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
