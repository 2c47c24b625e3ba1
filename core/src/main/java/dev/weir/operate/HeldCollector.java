package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import java.util.function.Function;

/** Holds all rows, then makes something of the whole table at once. Memory: the rows. */
final class HeldCollector implements Collector {
    private final HeldRows rows;
    private final Function<Batch, Batches> whole;

    HeldCollector(Schema schema, Function<Batch, Batches> whole) {
        this.rows = new HeldRows(schema);
        this.whole = whole;
    }

    @Override
    public Worker worker() {
        return rows.worker();
    }

    @Override
    public void finish() {
        // The rows are put in order when they are asked for.
    }

    @Override
    public Batches output() {
        return whole.apply(rows.inOrder());
    }

    @Override
    public void close() {
        // The rows are in the heap.
    }
}
