package dev.weir.operate;

import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Blocks in the heap, in the order of their coming, and an index that puts the rows of all of them in order. One thread. */
final class SortIndex {
    /** Rows of a block; a place is a block's number and a row's index in this many bits. */
    static final int ROW_BITS = 13;

    static final int MAX_BLOCK_ROWS = 1 << ROW_BITS;
    private static final int MAX_BLOCKS = 1 << 31 - ROW_BITS;

    private final KeyRows keyRows;
    private final KeyOrder order;
    private final List<RowBlock> blocks = new ArrayList<>();
    private final List<long[]> blockPrefixes = new ArrayList<>();
    private long[] prefixes = {};
    private int[] places = {};
    private Column[][] keys = {};
    private int rows;
    private boolean labelsAscend = true;
    private long lastLabel = Long.MIN_VALUE;

    SortIndex(KeyRows keyRows, KeyOrder order) {
        this.keyRows = keyRows;
        this.order = order;
    }

    boolean isFull() {
        return blocks.size() >= MAX_BLOCKS - 1 || rows > Integer.MAX_VALUE - 2 * MAX_BLOCK_ROWS;
    }

    /**
     * Adds a block of rows.
     *
     * @param ascend whether its labels ascend
     */
    void add(RowBlock block, long[] prefixes, boolean ascend) {
        labelsAscend &= ascend && block.label(0) >= lastLabel;
        lastLabel = block.label(block.rows() - 1);
        blocks.add(block);
        blockPrefixes.add(prefixes);
        rows += block.rows();
    }

    /** Puts the rows of all blocks in order; {@code exact} as {@link KeyPrefix#exact}. */
    void sort(PrefixSort sorter, boolean exact) {
        prefixes = new long[rows];
        places = new int[rows];
        keys = new Column[blocks.size()][];
        int at = 0;
        for (int i = 0; i < blocks.size(); i++) {
            long[] sorted = blockPrefixes.get(i);
            int count = blocks.get(i).rows();
            System.arraycopy(sorted, 0, prefixes, at, count);
            for (int row = 0; row < count; row++) {
                places[at + row] = i << ROW_BITS | row;
            }
            at += count;
        }
        blockPrefixes.clear();
        sorter.sort(prefixes, places, rows);
        if (!exact || !labelsAscend) {
            PrefixSort.sortTies(prefixes, places, rows, exact ? this::compareLabels : this::compare);
        }
    }

    private int compare(int place, int other) {
        int compared = order.compare(
                keysOf(place >>> ROW_BITS),
                place & MAX_BLOCK_ROWS - 1,
                keysOf(other >>> ROW_BITS),
                other & MAX_BLOCK_ROWS - 1);
        return compared != 0 ? compared : compareLabels(place, other);
    }

    private int compareLabels(int place, int other) {
        return Long.compare(
                blocks.get(place >>> ROW_BITS).label(place & MAX_BLOCK_ROWS - 1),
                blocks.get(other >>> ROW_BITS).label(other & MAX_BLOCK_ROWS - 1));
    }

    private Column[] keysOf(int block) {
        Column[] decoded = keys[block];
        if (decoded == null) {
            decoded = keyRows.keys(blocks.get(block));
            keys[block] = decoded;
        }
        return decoded;
    }

    int rows() {
        return rows;
    }

    long prefix(int at) {
        return prefixes[at];
    }

    RowBlock block(int at) {
        return blocks.get(places[at] >>> ROW_BITS);
    }

    int row(int at) {
        return places[at] & MAX_BLOCK_ROWS - 1;
    }

    Column[] keys(int at) {
        return keysOf(places[at] >>> ROW_BITS);
    }

    void clear() {
        blocks.clear();
        blockPrefixes.clear();
        prefixes = new long[0];
        places = new int[0];
        Arrays.fill(keys, null);
        rows = 0;
        labelsAscend = true;
        lastLabel = Long.MIN_VALUE;
    }
}
