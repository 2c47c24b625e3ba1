package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.validate.Faults;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table one part of a block after the other, to be compared with what was kept. What is wrong with the shape or the
 * bytes of any row is refused. A batch is valid until the next one is asked for. One thread at a time.
 */
final class SourceRows implements Batches {
    private final TableScan scan;
    private final boolean isStrict;
    private TableScan.Load load;
    private TableScan.@Nullable Load other;
    private @Nullable Batch ahead;
    private boolean isAhead;

    /** @param isStrict whether rows that are too short are refused as well: they are kept as such, without the cells */
    SourceRows(TableScan scan, boolean isStrict) {
        this.scan = scan;
        this.isStrict = isStrict;
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
        if (isAhead) {
            isAhead = false;
            return ahead;
        }
        return read();
    }

    /**
     * Reads the next batch while the last one is still in use, if it can: at most once for each call of {@link #nextBatch},
     * whose result it then is.
     */
    void readAhead() {
        if (load.block.hasMore()) {
            return;
        }
        TableScan.Load used = load;
        load = other == null ? scan.cargo() : other;
        other = used;
        ahead = read();
        isAhead = true;
    }

    private @Nullable Batch read() {
        Batch batch = scan.readNext(load);
        for (Faults.Fault fault : load.faults.list()) {
            if (isStrict || fault.code() != ErrorCode.MISSING_CELL) {
                throw new RefusedException("rows in error: " + fault.note());
            }
        }
        return batch;
    }

    @Override
    public void close() {
        scan.close();
    }
}
