package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.row.Column;
import java.util.Arrays;
import java.util.List;

/** Numbers the groups of rows by their keys, from 0 in order of first sight: an open-addressing table. One thread. */
final class GroupTable {
    private final GrowingColumn[] keys;
    private final Column[] columns;
    private int[] table = new int[1 << 10];
    private long[] hashes = new long[512];
    private int groups;
    private long[] rowHashes = new long[0];

    GroupTable(List<Field> keyFields) {
        this.keys = keyFields.stream().map(GrowingColumn::new).toArray(GrowingColumn[]::new);
        this.columns = Arrays.stream(keys).map(GrowingColumn::column).toArray(Column[]::new);
    }

    int groups() {
        return groups;
    }

    /** The key columns, one row a group. */
    Column[] keys() {
        return columns;
    }

    /** Finds or makes the group of each row. */
    void assign(Column[] rowKeys, int rows, int[] groupOfRow) {
        if (rowHashes.length < rows) {
            rowHashes = new long[rows];
        }
        KeyMatch.hash(rowKeys, rows, rowHashes);
        for (int row = 0; row < rows; row++) {
            groupOfRow[row] = group(rowKeys, row, rowHashes[row]);
        }
    }

    private int group(Column[] rowKeys, int row, long hash) {
        int mask = table.length - 1;
        int slot = (int) hash & mask;
        while (true) {
            int group = table[slot] - 1;
            if (group < 0) {
                return add(rowKeys, row, hash, slot);
            }
            if (hashes[group] == hash && KeyMatch.equal(columns, group, rowKeys, row)) {
                return group;
            }
            slot = slot + 1 & mask;
        }
    }

    private int add(Column[] rowKeys, int row, long hash, int slot) {
        if (hashes.length == groups) {
            hashes = Arrays.copyOf(hashes, groups * 2);
        }
        hashes[groups] = hash;
        for (int i = 0; i < keys.length; i++) {
            keys[i].append(rowKeys[i], row);
        }
        table[slot] = ++groups;
        if (groups * 2 > table.length) {
            grow();
        }
        return groups - 1;
    }

    private void grow() {
        int[] grown = new int[table.length * 2];
        int mask = grown.length - 1;
        for (int group = 0; group < groups; group++) {
            int slot = (int) hashes[group] & mask;
            while (grown[slot] != 0) {
                slot = slot + 1 & mask;
            }
            grown[slot] = group + 1;
        }
        table = grown;
    }
}
