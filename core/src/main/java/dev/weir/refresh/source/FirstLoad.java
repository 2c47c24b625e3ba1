package dev.weir.refresh.source;

import dev.weir.delta.Label;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import java.util.Arrays;

/** Loads rows into an empty table, batch by batch: row {@code i} gets the label {@code i}. One thread. */
public final class FirstLoad {
    private final SourceTable table;
    private boolean ascends = true;
    private byte[] last = {};
    private long rows;

    public FirstLoad(SourceTable table) {
        this.table = table;
    }

    /** Appends rows. */
    public void append(Batch batch) {
        if (batch.rows() == 0) {
            return;
        }
        RowBlock block = table.encode(batch);
        byte[][] labels = new byte[batch.rows()][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Label.of(rows++);
            table.rows().put(labels[i], block.cells(i));
        }
        SourceKeys keys = table.keys();
        if (keys == null) {
            return;
        }
        Column[] columns = table.keyColumns(batch);
        for (int i = 0; i < labels.length; i++) {
            byte[] key = SourceTable.key(columns, i);
            if (key != null) {
                keys.change(key, labels[i], 1);
                ascends &= Arrays.compareUnsigned(last, key) < 0;
                last = key;
            }
        }
    }

    /** Ends the load; how many rows there are comes back. Keys that did not come in order are gone through once more. */
    public long finish() {
        SourceKeys keys = table.keys();
        if (keys != null && !ascends) {
            keys.markAllRepeated();
        }
        return rows;
    }
}
