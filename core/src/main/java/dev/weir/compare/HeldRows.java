package dev.weir.compare;

import dev.weir.compare.same.MemoryUse;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import java.util.ArrayList;
import java.util.List;

/** Copies of rows, in the order in which they came. */
final class HeldRows {
    private static final int PART = 4096;

    private final Schema schema;
    private final MemoryUse memory;
    private final List<ComparedRow> rows = new ArrayList<>();
    private BatchBuilder builder;

    HeldRows(Schema schema, MemoryUse memory) {
        this.schema = schema;
        this.memory = memory;
        this.builder = new BatchBuilder(schema);
    }

    /** @param number of the row in its table, from 1 */
    void add(Batch batch, int row, long number) {
        for (int i = 0; i < schema.fields().size(); i++) {
            builder.column(i).append(batch.column(i), row);
        }
        builder.endRow(number);
        if (builder.rows() == PART) {
            flush();
        }
    }

    private void flush() {
        memory.hold(builder.heapBytes() + 40L * builder.rows());
        Batch batch = builder.build();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(new ComparedRow(batch, i, batch.label(i)));
        }
        builder = new BatchBuilder(schema);
    }

    /** All that were added; the last call. */
    ComparedRow[] all() {
        flush();
        return rows.toArray(new ComparedRow[0]);
    }
}
