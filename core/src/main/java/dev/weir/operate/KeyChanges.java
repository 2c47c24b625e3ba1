package dev.weir.operate;

import dev.weir.row.Column;

/** Says where a new key begins in rows that come sorted by key, batch after batch. One thread. */
final class KeyChanges {
    private final KeyColumns keyColumns;
    private final KeyOrder order;
    private Column[] last = {};
    private int lastRow = -1;

    KeyChanges(KeyColumns keyColumns, KeyOrder order) {
        this.keyColumns = keyColumns;
        this.order = order;
    }

    /** Whether a row's key differs from that of the row asked about before; rows are asked about in order. */
    boolean isNew(Column[] keys, int row) {
        boolean isNew = lastRow < 0 || keyColumns.size() > 0 && order.compare(last, lastRow, keys, row) != 0;
        last = keys;
        lastRow = row;
        return isNew;
    }

    /** The next row is a new key whatever it is: it was asked about before. */
    void again() {
        lastRow = -1;
    }
}
