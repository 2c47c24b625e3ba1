package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.BatchRow;
import dev.weir.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one key, given to a function: rows are sorted by key and label, and what comes out is kept until all groups
 * were seen, in key order or, in place, sorted again by label. Rows get new labels. Memory: the budget, then disk; one
 * group does not have to fit.
 */
final class PerKeyGroups implements Collector {
    private static final int BATCH_ROWS = 4096;
    private static final int BATCH_BYTES = 512 << 10;

    private final Group.PerKey body;
    private final Schema result;
    private final RowSorter sorter;
    private final Collector made;

    PerKeyGroups(Group.PerKey body, List<Bound> keys, Schema input, Schema result, Workspace space) {
        this.body = body;
        this.result = result;
        this.sorter = new RowSorter(new KeyColumns(input, keys), new KeyOrder(new boolean[keys.size()]), space);
        this.made = body.inPlace() ? new Sort(result, List.of(), new boolean[0], space) : new SpoolRows(result, space);
    }

    @Override
    public Worker worker() {
        return sorter.worker();
    }

    @Override
    public void finish() {
        Worker worker = made.worker();
        GroupRows groups = new GroupRows(sorter);
        Made out = new Made(worker);
        while (groups.nextGroup()) {
            body.apply(groups, out::add);
        }
        out.flush();
        worker.end();
        made.finish();
        sorter.close();
    }

    /** Copies the rows that come out. */
    private final class Made {
        private final Worker worker;
        private BatchBuilder rows = new BatchBuilder(result);
        private long label;

        Made(Worker worker) {
            this.worker = worker;
        }

        void add(Row row) {
            rows.append(row, body.inPlace() ? BatchRow.labelOf(row) : label++);
            boolean look = (rows.rows() & 63) == 0;
            if (rows.rows() >= BATCH_ROWS || look && rows.heapBytes() > BATCH_BYTES) {
                flush();
            }
        }

        void flush() {
            if (rows.rows() > 0) {
                worker.push(rows.build());
                rows = new BatchBuilder(result);
            }
        }
    }

    @Override
    public Batches output() {
        return new Relabelled(made.output(), this::close);
    }

    @Override
    public void close() {
        sorter.close();
        made.close();
    }

    /** The same rows under new labels, one segment a part. */
    static final class Relabelled implements Batches {
        private final Batches rows;
        private final Runnable closing;
        private long segment;

        Relabelled(Batches rows, Runnable closing) {
            this.rows = rows;
            this.closing = closing;
        }

        @Override
        public @Nullable Part next() {
            Part part = rows.next();
            long base = segment++ << 32;
            return part == null ? null : () -> relabelled(part.batch(), base);
        }

        private static Batch relabelled(Batch batch, long base) {
            return new Batch(batch.schema(), batch.rows(), batch.columns(), base, null);
        }

        @Override
        public void close() {
            rows.close();
            closing.run();
        }
    }
}
