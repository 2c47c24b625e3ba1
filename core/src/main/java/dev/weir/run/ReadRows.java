package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.operate.Batches;
import dev.weir.process.Operation;
import dev.weir.refresh.OrderedRows;
import dev.weir.row.Batch;
import dev.weir.store.MemoryBudget;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a table in the order in which it is read: those of its files, or put in an order of their own first. */
final class ReadRows implements AutoCloseable {
    /** Part of the budget, as those who take the rows in order need memory at the same time. */
    private static final int SHARE = 4;

    private final Operation.Read read;
    private final RunOptions options;
    private final boolean isStrict;
    private final @Nullable OrderedRows ordered;

    /**
     * Opens the table; where its order is not that of its files, all of it is read.
     *
     * @param near on the file system of temporary files
     * @param isStrict whether rows that are too short are refused: see {@link SourceRows}
     */
    ReadRows(Operation.Read read, RunOptions options, Path near, boolean isStrict) {
        this.isStrict = isStrict;
        this.read = read;
        this.options = options;
        this.ordered = read.order().isOfFile() ? null : ordered(near);
    }

    private OrderedRows ordered(Path near) {
        try (TableScan scan = KeptSource.scan(read, options)) {
            OrderedRows rows = ordered(read.order(), scan, options, near);
            boolean done = false;
            try (SourceRows file = new SourceRows(scan, true)) {
                for (Batch batch = file.nextBatch(); batch != null; batch = file.nextBatch()) {
                    rows.add(batch);
                }
                done = true;
            } finally {
                if (!done) {
                    rows.close();
                }
            }
            return rows;
        }
    }

    /** Takes the rows of a table to put them in an order. */
    static OrderedRows ordered(Operation.SourceOrder order, TableScan scan, RunOptions options, Path near) {
        Schema schema = scan.schema();
        int[] key = schema.primaryKey().stream()
                .mapToInt(schema::indexOf)
                .filter(field -> field >= 0)
                .toArray();
        int[] first = order == Operation.SourceOrder.INSIGNIFICANT ? key : new int[0];
        MemoryBudget share = MemoryBudget.ofBytes(options.budget().total() / SHARE);
        return new OrderedRows(schema, scan.physicals(), first, options.temporary(near), share);
    }

    /** The rows, from the first one on. */
    Batches open() {
        return ordered == null ? new SourceRows(KeptSource.scan(read, options), isStrict) : ordered.output();
    }

    @Override
    public void close() {
        if (ordered != null) {
            ordered.close();
        }
    }
}
