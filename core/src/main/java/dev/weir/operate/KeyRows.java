package dev.weir.operate;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import dev.weir.store.RowDecoder;
import dev.weir.store.RowEncoder;
import dev.weir.store.RowShapes;

/** How widened rows are kept: key columns first, so that they are read without the others. Safe for several threads. */
final class KeyRows {
    private final KeyColumns keys;
    private final RowShapes shapes = new RowShapes();
    private final int[] order;
    private final int heads;
    private final RowDecoder decoder;

    KeyRows(KeyColumns keys) {
        this.keys = keys;
        int columns = keys.widened().fields().size();
        order = new int[columns];
        boolean[] placed = new boolean[columns];
        int at = 0;
        for (int i = 0; i < keys.size(); i++) {
            if (!placed[keys.place(i)]) {
                placed[keys.place(i)] = true;
                order[at++] = keys.place(i);
            }
        }
        heads = at;
        for (int i = 0; i < columns; i++) {
            if (!placed[i]) {
                order[at++] = i;
            }
        }
        decoder = new RowDecoder(keys.widened(), shapes, order);
    }

    RowShapes shapes() {
        return shapes;
    }

    /** For one thread. */
    RowEncoder encoder() {
        return new RowEncoder(shapes, order);
    }

    /** The key columns of a block, in the order of the keys. */
    Column[] keys(RowBlock block) {
        Column[] head = decoder.head(block, heads);
        Column[] columns = new Column[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            for (int k = 0; k < heads; k++) {
                if (order[k] == keys.place(i)) {
                    columns[i] = head[k];
                }
            }
        }
        return columns;
    }

    /** Rows without their computed keys, under their own labels. */
    Batch rows(RowBlock block) {
        return decoder.batch(block, keys.rows());
    }

    /** Rows without their computed keys, under new labels. */
    Batch rows(RowBlock block, long base) {
        return decoder.batch(block, keys.rows(), base);
    }

    /** Rows with their computed keys, under their own labels. */
    Batch widened(RowBlock block) {
        return decoder.batch(block, keys.widened());
    }
}
