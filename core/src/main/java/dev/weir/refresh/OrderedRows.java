package dev.weir.refresh;

import dev.weir.delta.Label;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.operate.Batches;
import dev.weir.operate.Collector;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.TextBuffer;
import dev.weir.store.MemoryBudget;
import dev.weir.store.RowBlock;
import dev.weir.store.SortedRuns;
import dev.weir.store.TemporaryRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a table in an order that follows from their cells alone, wherever they stood: by the fields of a key,
 * then by all fields, missing values last, then, of rows with the same values, by how they are written. So the same rows
 * come out in the same order.
 *
 * <p>Memory: the budget, then sorted runs in a temporary folder. Rows are taken by one thread at a time, and {@link
 * #output} may be asked for as often as is needed until this is closed.
 */
public final class OrderedRows implements Collector {
    private final RowCodec codec;
    private final int shape;
    private final int[] fields;
    private final TemporaryRuns folder;
    private final SortedRuns rows;
    private final TextBuffer key = new TextBuffer(256);
    private final TextBuffer cells = new TextBuffer(256);
    private long taken;

    /**
     * @param columns how the raw text of each column is read, null for none
     * @param key 0-based indexes of the fields that come first
     * @param temporary where temporary files may be
     */
    public OrderedRows(
            Schema schema, List<@Nullable Physical> columns, int[] key, Path temporary, MemoryBudget budget) {
        this.codec = new RowCodec(schema);
        this.shape = codec.addShape(columns);
        this.fields = keyFirst(key, schema.fields().size());
        this.folder = new TemporaryRuns(temporary, budget);
        this.rows = folder.table("rows");
    }

    private static int[] keyFirst(int[] key, int count) {
        List<Integer> fields = new ArrayList<>();
        for (int field : key) {
            fields.add(field);
        }
        for (int field = 0; field < count; field++) {
            if (!fields.contains(field)) {
                fields.add(field);
            }
        }
        return fields.stream().mapToInt(field -> field).toArray();
    }

    /** Takes rows. */
    public synchronized void add(Batch batch) {
        RowBlock block = codec.encode(batch);
        List<Column> compared = new ArrayList<>();
        for (int field : fields) {
            Column column = batch.column(field);
            if (OrderedBytes.isFor(column.type)) {
                compared.add(column); // others are compared as they are written
            }
        }
        Column[] columns = compared.toArray(new Column[0]);
        for (int row = 0; row < batch.rows(); row++) {
            cells.clear();
            block.putCells(row, cells);
            key.clear();
            OrderedBytes.put(columns, row, key);
            putText(cells, key);
            Label.put(taken++, key); // rows that are the same stand apart
            rows.put(key.bytes, 0, key.length, cells.bytes, 0, cells.length);
        }
    }

    /** Bytes that begin no others: so what follows them counts only where they are the same. */
    private static void putText(TextBuffer text, TextBuffer out) {
        for (int i = 0; i < text.length; i++) {
            out.put(text.bytes[i]);
            if (text.bytes[i] == 0) {
                out.put((byte) 0xff);
            }
        }
        out.put((byte) 0);
        out.put((byte) 0);
    }

    @Override
    public Worker worker() {
        return new Worker() {
            @Override
            public void push(Batch batch) {
                add(batch);
            }

            @Override
            public void end() {
                // Rows are in order as they are taken.
            }
        };
    }

    @Override
    public void finish() {
        // Rows are in order as they are taken.
    }

    @Override
    public Batches output() {
        return SourceStream.all(codec, shape, rows);
    }

    @Override
    public void close() {
        folder.close();
    }
}
