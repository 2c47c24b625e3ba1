package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.store.RowBlock;
import dev.weir.store.RowStore;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For each key of the right rows the place of the first, and for each row the next one of the same key. Filled by one
 * thread in reverse order; then read by several through their own {@link Finder}.
 *
 * <p>A single integer key whose values lie close together is looked up by the value itself.
 */
final class JoinIndex {
    private final GroupTable table;
    private int[] heads = new int[1024];
    private int[] next = {};
    private boolean unique = true;
    private long low;
    private int @Nullable [] direct;

    JoinIndex(List<Field> keyFields) {
        this.table = new GroupTable(keyFields);
    }

    /** Indexes all rows of a store; {@code reader} gives the keys of a block. */
    void fill(RowStore rows, Function<RowBlock, Column[]> reader) {
        next = new int[rows.rows()];
        if (fillDirect(rows, reader)) {
            return;
        }
        int[] groups = new int[RowStore.MAX_BLOCK_ROWS];
        for (int block = rows.blocks() - 1; block >= 0; block--) {
            RowBlock at = rows.block(block);
            Column[] keys = reader.apply(at);
            table.assign(keys, at.rows(), groups);
            grow(table.groups());
            for (int row = at.rows() - 1; row >= 0; row--) {
                if (!JoinKeys.isMissing(keys, row)) {
                    link(rows, block << RowStore.ROW_BITS | row, heads, groups[row]);
                }
            }
        }
    }

    private void link(RowStore rows, int place, int[] heads, int key) {
        unique &= heads[key] == 0;
        next[rows.ordinal(place)] = heads[key];
        heads[key] = place + 1;
    }

    private boolean fillDirect(RowStore rows, Function<RowBlock, Column[]> reader) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int block = 0; block < rows.blocks(); block++) {
            RowBlock at = rows.block(block);
            Column[] keys = reader.apply(at);
            if (keys.length != 1 || !(keys[0] instanceof LongColumn longs) || longs.wide != null) {
                return false;
            }
            for (int row = 0; row < at.rows(); row++) {
                if (!longs.isNull(row)) {
                    least = Math.min(least, longs.values[row]);
                    most = Math.max(most, longs.values[row]);
                }
            }
        }
        long range = most - least;
        if (range < 0 || range > 4L * rows.rows() + 1024) {
            return false;
        }
        int[] byValue = new int[(int) range + 1];
        for (int block = rows.blocks() - 1; block >= 0; block--) {
            RowBlock at = rows.block(block);
            LongColumn keys = (LongColumn) reader.apply(at)[0];
            for (int row = at.rows() - 1; row >= 0; row--) {
                if (!keys.isNull(row)) {
                    link(rows, block << RowStore.ROW_BITS | row, byValue, (int) (keys.values[row] - least));
                }
            }
        }
        low = least;
        direct = byValue;
        return true;
    }

    private void grow(int groups) {
        if (heads.length < groups) {
            heads = Arrays.copyOf(heads, Math.max(groups, 2 * heads.length));
        }
    }

    /** Whether no two right rows have one key. */
    boolean isUnique() {
        return unique;
    }

    /** One more than the place of the next row of the same key, 0 behind the last; by the row's ordinal. */
    int next(int ordinal) {
        return next[ordinal];
    }

    long heapBytes() {
        int[] byValue = direct;
        return table.heapBytes() + 4L * (heads.length + next.length + (byValue == null ? 0 : byValue.length));
    }

    /** Looks keys up; one thread. */
    final class Finder {
        private final GroupTable.Finder finder = table.finder();
        private int[] groups = {};

        /** Of each row one more than the place of the first right row of its key, 0 where there is none. */
        void find(Column[] keys, Batch batch, int[] found) {
            int rows = batch.rows();
            int[] byValue = direct;
            if (byValue != null && keys[0] instanceof LongColumn longs && longs.wide == null) {
                byValue(longs, rows, byValue, found);
                return;
            }
            if (groups.length < rows) {
                groups = new int[rows];
            }
            finder.find(keys, rows, groups);
            for (int row = 0; row < rows; row++) {
                found[row] = groups[row] < 0 || JoinKeys.isMissing(keys, row) ? 0 : heads[groups[row]];
            }
        }

        private void byValue(LongColumn keys, int rows, int[] byValue, int[] found) {
            long[] values = keys.values;
            byte[] states = keys.states;
            for (int row = 0; row < rows; row++) {
                long at = values[row] - low;
                boolean inside = at >= 0 && at < byValue.length && (states == null || states[row] == Column.VALUE);
                found[row] = inside ? byValue[(int) at] : 0;
            }
        }
    }

    Finder finder() {
        return new Finder();
    }
}
