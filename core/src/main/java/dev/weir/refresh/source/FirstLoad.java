package dev.weir.refresh.source;

import dev.weir.delta.LabelList;
import dev.weir.delta.OrderedBytes;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import dev.weir.store.RowBlock;
import java.util.Arrays;

/**
 * Loads rows into an empty table, batch by batch: row {@code i} gets the label {@code i}. One thread, but for the two
 * halves of a batch.
 */
public final class FirstLoad {
    private final SourceTable table;
    private final LabelList own = new LabelList();
    private final TextBuffer entry = new TextBuffer(64);
    private boolean ascends = true;
    private byte[] last = new byte[16];
    private int lastLength;
    private long rows;

    public FirstLoad(SourceTable table) {
        this.table = table;
    }

    /** Appends rows. */
    public void append(Batch batch) {
        own.clear();
        for (int i = 0; i < batch.rows(); i++) {
            own.addPlace(rows + i);
        }
        append(batch, own);
    }

    private void append(Batch batch, LabelList labels) {
        appendRows(batch, labels);
        appendKeys(batch, labels);
    }

    /** Appends rows whose labels, those of their places, are known; {@link #appendKeys} has to follow, or go on beside it. */
    public void appendRows(Batch batch, LabelList labels) {
        if (batch.rows() == 0) {
            return;
        }
        RowBlock block = table.encode(batch);
        byte[] bytes = labels.bytes();
        for (int i = 0; i < batch.rows(); i++) {
            block.load(i, bytes, labels.from(i), labels.to(i), table.rows());
        }
        rows += batch.rows();
    }

    /** The other half: keys, if the table has any. */
    public void appendKeys(Batch batch, LabelList labels) {
        SourceKeys keys = table.keys();
        if (keys == null) {
            return;
        }
        Column[] columns = table.keyColumns(batch);
        for (int i = 0; i < batch.rows(); i++) {
            if (!SourceTable.isMissing(columns, i)) {
                appendKey(keys, columns, labels, i);
            }
        }
    }

    private void appendKey(SourceKeys keys, Column[] columns, LabelList labels, int row) {
        entry.clear();
        OrderedBytes.put(columns, row, entry);
        int length = entry.length;
        ascends &= Arrays.compareUnsigned(last, 0, lastLength, entry.bytes, 0, length) < 0;
        if (last.length < length) {
            last = new byte[2 * length];
        }
        System.arraycopy(entry.bytes, 0, last, 0, length);
        lastLength = length;
        entry.put(labels.bytes(), labels.from(row), labels.to(row));
        keys.add(entry, length);
    }

    /** Ends the load; how many rows there are comes back. Keys that did not come in order are gone through once more. */
    public long finish() {
        SourceKeys keys = table.keys();
        if (keys != null && !ascends) {
            keys.markAllRepeated();
        }
        return rows;
    }

    /** Brings the rows to disk. */
    public void sealRows() {
        table.rows().seal();
    }

    /** Ends the load and brings the keys to disk. */
    public void sealKeys() {
        finish();
        SourceKeys keys = table.keys();
        if (keys != null) {
            keys.seal();
        }
    }
}
