package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table one part of a block after the other, to be compared with what was kept. What is wrong with the shape or the
 * bytes of any row is refused. A batch is valid until the next one is asked for. One thread.
 */
final class SourceRows implements Batches {
    private final TableScan scan;
    private final TableScan.Load load;

    SourceRows(TableScan scan) {
        this.scan = scan;
        if (scan.table().isEmpty() || !scan.headerErrors().isEmpty()) {
            scan.close();
            throw new RefusedException("a header in error");
        }
        this.load = scan.cargo();
    }

    @Override
    public @Nullable Part next() {
        Batch batch = nextBatch();
        return batch == null ? null : () -> batch;
    }

    @Override
    public @Nullable Batch nextBatch() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interruption();
        }
        Batch batch = scan.readNext(load);
        if (!load.faults.isEmpty()) {
            throw new RefusedException(
                    "rows in error: " + load.faults.list().get(0).note());
        }
        return batch;
    }

    @Override
    public void close() {
        scan.close();
    }
}
