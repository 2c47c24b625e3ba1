package dev.weir.operate;

import dev.weir.row.Column;

/** Sorts row numbers: a stable merge sort that compares by index, without an object a row. */
final class RowOrder {
    private RowOrder() {}

    /** Compares two rows by their indexes. */
    interface Comparison {
        int compare(int row, int other);
    }

    /** The numbers from 0 to {@code rows - 1} in order; rows that compare equal stay in theirs. */
    static int[] sort(int rows, Comparison comparison) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        int[] other = new int[rows];
        for (int width = 1; width < rows && width > 0; width *= 2) {
            for (int from = 0; from < rows; from += 2 * width) {
                merge(order, other, from, Math.min(from + width, rows), Math.min(from + 2 * width, rows), comparison);
            }
            int[] swap = order;
            order = other;
            other = swap;
        }
        return order;
    }

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

    private static void merge(int[] in, int[] out, int from, int middle, int to, Comparison comparison) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = left < middle && (right >= to || comparison.compare(in[left], in[right]) <= 0);
            out[i] = takeLeft ? in[left++] : in[right++];
        }
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
