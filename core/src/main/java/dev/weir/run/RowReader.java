package dev.weir.run;

import dev.weir.row.Batch;
import dev.weir.validate.RowLookup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Reads rows of a table again by their labels: their blocks where they stand, or the whole table once more. One thread. */
final class RowReader implements RowLookup {
    private final TableScan scan;
    private final Supplier<TableScan> reopen;

    /** @param reopen opens the same table anew, for sources that are read but once */
    RowReader(TableScan scan, Supplier<TableScan> reopen) {
        this.scan = scan;
        this.reopen = reopen;
    }

    @Override
    public void read(long[] labels, int count, Rows sink) {
        visit(
                labels,
                count,
                (index, batch, row, load) -> sink.row(index, batch.cursor().at(row)));
    }

    /** Takes a row that was read again, with the block that it stands in. */
    interface Visitor {
        void row(int index, Batch batch, int row, TableScan.Load load);
    }

    void visit(long[] labels, int count, Visitor visitor) {
        TableScan.Load load = scan.cargo();
        int at = 0;
        while (at < count) {
            long segment = labels[at] >>> 32;
            long start = scan.positions().start(segment);
            if (!scan.table().blocks().again(load.block, segment, start)) {
                visitAnew(labels, at, count, visitor);
                return;
            }
            at = visitBlock(scan, load, labels, at, count, visitor);
        }
    }

    private void visitAnew(long[] labels, int from, int count, Visitor visitor) {
        try (TableScan again = reopen.get()) {
            TableScan.Load load = again.cargo();
            int at = from;
            while (at < count && again.next(load)) {
                again.settle(load);
                if (labels[at] >>> 32 == load.sequence()) {
                    at = visitBlock(again, load, labels, at, count, visitor);
                }
            }
        }
    }

    private static int visitBlock(
            TableScan scan, TableScan.Load load, long[] labels, int from, int count, Visitor visitor) {
        int at = from;
        while (at < count && labels[at] >>> 32 == load.sequence()) {
            Batch batch = scan.read(load);
            if (batch == null) {
                String message = scan.positions().resource() + ": has changed while it was read";
                throw new UncheckedIOException(message, new IOException(message));
            }
            at = visitPart(batch, load, labels, at, count, visitor);
        }
        return at;
    }

    private static int visitPart(
            Batch batch, TableScan.Load load, long[] labels, int from, int count, Visitor visitor) {
        int at = from;
        int row = 0;
        while (at < count) {
            if (!load.block.hasComments()) {
                row = (int) Math.min(batch.rows(), labels[at] - batch.label(0));
            }
            while (row < batch.rows() && batch.label(row) < labels[at]) {
                row++;
            }
            if (row == batch.rows()) {
                break;
            }
            visitor.row(at, batch, row, load);
            at++;
        }
        return at;
    }
}
