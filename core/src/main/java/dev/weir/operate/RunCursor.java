package dev.weir.operate;

import dev.weir.row.Column;
import dev.weir.store.ChunkFile;
import dev.weir.store.RowBlock;
import java.util.List;

/** Walks through sorted rows. One thread. */
abstract class RunCursor {
    long prefix;
    RowBlock block = RowBlock.EMPTY;
    int row;

    /** Moves to the next row, at first to the first one; false behind the last. */
    abstract boolean advance();

    /** The keys of the block at hand. */
    abstract Column[] keys();

    /** Rows in the heap: an index of prefixes and places, sorted. */
    static final class InHeap extends RunCursor {
        private final SortIndex index;
        private int at = -1;

        InHeap(SortIndex index) {
            this.index = index;
        }

        @Override
        boolean advance() {
            if (++at >= index.rows()) {
                return false;
            }
            prefix = index.prefix(at);
            block = index.block(at);
            row = index.row(at);
            return true;
        }

        @Override
        Column[] keys() {
            return index.keys(at);
        }
    }

    /** Rows in a file: sorted blocks. */
    static final class OnDisk extends RunCursor {
        private final ChunkFile file;
        private final List<Integer> blocks;
        private final KeyRows rows;
        private Column[] keys = {};
        private int next;

        OnDisk(ChunkFile file, List<Integer> blocks, KeyRows rows) {
            this.file = file;
            this.blocks = blocks;
            this.rows = rows;
        }

        @Override
        boolean advance() {
            if (++row >= block.rows()) {
                if (next == blocks.size()) {
                    return false;
                }
                block = RowBlock.read(file, blocks.get(next++));
                row = 0;
                keys = new Column[0];
            }
            prefix = block.number(row);
            return true;
        }

        @Override
        Column[] keys() {
            if (keys.length == 0) {
                keys = rows.keys(block);
            }
            return keys;
        }
    }
}
