package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.row.Column;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the groups of rows by their keys, from 0 in order of first sight. Short keys of one or two columns are found by
 * their packed value, others by their hash, confirmed. One thread.
 */
public final class GroupTable {
    private final GrowingColumn[] keys;
    private final Column[] columns;
    private final boolean packs;
    private final PackedKeys packed = new PackedKeys();
    private final PackedTable packedTable = new PackedTable();
    private final long[] near = new long[PackedTable.NEAR];
    private long fetched;
    private int[] table = new int[1 << 10];
    private long[] hashes = new long[512];
    private int groups;
    private int hashed;
    private long[] rowHashes = new long[0];

    public GroupTable(List<Field> keyFields) {
        this.keys = keyFields.stream().map(GrowingColumn::new).toArray(GrowingColumn[]::new);
        this.columns = Arrays.stream(keys).map(GrowingColumn::column).toArray(Column[]::new);
        this.packs = PackedKeys.suits(List.of(columns));
    }

    public int groups() {
        return groups;
    }

    /** The key columns, one row a group. */
    public Column[] keys() {
        return columns;
    }

    /** Finds or makes the group of each row. */
    public void assign(Column[] rowKeys, int rows, int[] groupOfRow) {
        if (keys.length == 0) {
            groups = Math.max(groups, Math.min(rows, 1));
            Arrays.fill(groupOfRow, 0, rows, 0);
        } else if (packs) {
            assignPacked(rowKeys, rows, groupOfRow);
        } else {
            assignHashed(rowKeys, rows, groupOfRow);
        }
    }

    private void assignPacked(Column[] rowKeys, int rows, int[] groupOfRow) {
        packed.pack(rowKeys, rows);
        long[] first = packed.first;
        long[] second = packed.second;
        boolean[] misfits = packed.misfits;
        for (int from = 0; from < rows; from += PackedTable.NEAR) {
            int to = Math.min(rows, from + PackedTable.NEAR);
            fetched = packedTable.fetch(first, second, from, to, near);
            for (int row = from; row < to; row++) {
                if (misfits != null && misfits[row]) {
                    continue;
                }
                long hash = near[row - from];
                int found = packedTable.find(first[row], second[row], hash);
                if (found == 0) {
                    found = addKey(rowKeys, row) + 1;
                    packedTable.put(first[row], second[row], hash, found - 1);
                }
                groupOfRow[row] = found - 1;
            }
        }
        if (misfits != null) {
            hash(rowKeys, rows);
            for (int row = 0; row < rows; row++) {
                if (misfits[row]) {
                    groupOfRow[row] = group(rowKeys, row, rowHashes[row]);
                }
            }
        }
    }

    private void assignHashed(Column[] rowKeys, int rows, int[] groupOfRow) {
        hash(rowKeys, rows);
        for (int row = 0; row < rows; row++) {
            groupOfRow[row] = group(rowKeys, row, rowHashes[row]);
        }
    }

    private void hash(Column[] rowKeys, int rows) {
        if (rowHashes.length < rows) {
            rowHashes = new long[rows];
        }
        KeyMatch.hash(rowKeys, rows, rowHashes);
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
        int group = addKey(rowKeys, row);
        if (hashes.length <= group) {
            hashes = Arrays.copyOf(hashes, Math.max(group + 1, hashes.length * 2));
        }
        hashes[group] = hash;
        table[slot] = group + 1;
        if (++hashed * 2 > table.length) {
            grow();
        }
        return group;
    }

    private int addKey(Column[] rowKeys, int row) {
        for (int i = 0; i < keys.length; i++) {
            keys[i].append(rowKeys[i], row);
        }
        return groups++;
    }

    private void grow() {
        int[] grown = new int[table.length * 2];
        int mask = grown.length - 1;
        for (int entry : table) {
            if (entry != 0) {
                int slot = (int) hashes[entry - 1] & mask;
                while (grown[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                grown[slot] = entry;
            }
        }
        table = grown;
    }

    Finder finder() {
        return new Finder();
    }

    /** Finds the groups of keys in a table that no longer changes; one thread. */
    final class Finder {
        private final PackedKeys packing = new PackedKeys();
        private final long[] near = new long[PackedTable.NEAR];
        private long fetched;
        private long[] found = new long[0];

        /** The group of each row, -1 where its key is in none. */
        void find(Column[] rowKeys, int rows, int[] groupOfRow) {
            boolean[] misfits = null;
            if (packs) {
                packing.pack(rowKeys, rows);
                misfits = packing.misfits;
                long[] first = packing.first;
                long[] second = packing.second;
                for (int from = 0; from < rows; from += PackedTable.NEAR) {
                    int to = Math.min(rows, from + PackedTable.NEAR);
                    fetched = packedTable.fetch(first, second, from, to, near);
                    for (int row = from; row < to; row++) {
                        groupOfRow[row] = packedTable.find(first[row], second[row], near[row - from]) - 1;
                    }
                }
                if (misfits == null) {
                    return;
                }
            }
            found = found.length < rows ? new long[rows] : found;
            KeyMatch.hash(rowKeys, rows, found);
            for (int row = 0; row < rows; row++) {
                if (misfits == null || misfits[row]) {
                    groupOfRow[row] = lookUp(rowKeys, row, found[row]);
                }
            }
        }

        private int lookUp(Column[] rowKeys, int row, long hash) {
            int mask = table.length - 1;
            int slot = (int) hash & mask;
            while (table[slot] != 0) {
                int group = table[slot] - 1;
                if (hashes[group] == hash && KeyMatch.equal(columns, group, rowKeys, row)) {
                    return group;
                }
                slot = slot + 1 & mask;
            }
            return -1;
        }
    }

    /** Bytes of heap held, about. */
    public long heapBytes() {
        long bytes = packedTable.heapBytes() + 4L * table.length + 8L * hashes.length;
        for (GrowingColumn key : keys) {
            bytes += key.heapBytes();
        }
        return bytes;
    }
}
