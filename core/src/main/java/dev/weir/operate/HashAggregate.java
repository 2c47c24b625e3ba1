package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.Bound;
import dev.weir.process.Group;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row a group: each worker numbers groups by their keys and accumulates; workers are merged, and groups come out in
 * key order, missing values last, or in order of first appearance. No rows and no keys give one row, as in SQL.
 *
 * <p>Memory: the groups, while the budget lasts. A worker that gets no more writes what it has seen as rows, one a group,
 * sorts them by key with the others' and begins anew; at the end rows of one key are added up ({@link MergedGroups}).
 */
final class HashAggregate implements Collector {
    private static final int PART = 4096;
    private static final long STEP = 1 << 20;

    private final List<Bound> keys;
    private final Schema result;
    private final Group.Aggregation body;
    private final Workspace space;
    private final AggregateState state;
    private final List<Partial> partials = new ArrayList<>();
    private int workers;
    private @Nullable RowSorter spilled;

    HashAggregate(List<Bound> keys, Group.Aggregation body, Schema result, Workspace space) {
        this.keys = keys;
        this.body = body;
        this.result = result;
        this.space = space;
        this.state = new AggregateState(keyFields(), body.outputs());
    }

    private List<Field> keyFields() {
        return result.fields().subList(0, keys.size());
    }

    @Override
    public synchronized Worker worker() {
        int preferred = workers++ % Math.max(1, space.threads());
        return new Worker() {
            @Override
            public void push(Batch batch) {
                Partial partial = borrow(preferred);
                partial.push(batch);
                giveBack(partial);
            }

            @Override
            public void end() {
                // Partial results are merged when all workers have ended.
            }
        };
    }

    /** A partial result for one batch: as many as threads push at once, however many workers; each holds all groups. */
    private synchronized Partial borrow(int preferred) {
        int count = Math.max(1, space.threads());
        for (int i = 0; i < count; i++) {
            int at = (preferred + i) % count;
            while (partials.size() <= at) {
                partials.add(new Partial());
            }
            if (!partials.get(at).busy) {
                return busy(partials.get(at));
            }
        }
        Partial more = new Partial();
        partials.add(more);
        return busy(more);
    }

    private static Partial busy(Partial partial) {
        partial.busy = true;
        return partial;
    }

    private synchronized void giveBack(Partial partial) {
        partial.busy = false;
    }

    private synchronized RowSorter spill() {
        RowSorter sorter = spilled;
        if (sorter == null) {
            sorter = new RowSorter(state.keyColumns(), new KeyOrder(new boolean[keys.size()]), space);
            spilled = sorter;
        }
        return sorter;
    }

    /** The groups that one thread at a time has seen. */
    private final class Partial {
        final KeyReader reader = new KeyReader(keys, space.errors());
        GroupTable table = new GroupTable(keyFields());
        List<Accumulator> accumulators = state.accumulators();
        long[] firstLabels = new long[64];
        private int[] groupOfRow = new int[0];
        private int[] bad = new int[0];
        private RowSorter.@Nullable RowWorker spilling;
        private long held;
        private boolean busy;

        void push(Batch batch) {
            Column[] rowKeys = reader.read(batch);
            int[] kept = reader.kept(batch.rows());
            if (kept == null) {
                add(batch, rowKeys);
                return;
            }
            Column[] keptKeys = new Column[rowKeys.length];
            for (int i = 0; i < rowKeys.length; i++) {
                keptKeys[i] = rowKeys[i].gather(kept, kept.length);
            }
            add(batch.gather(kept, kept.length), keptKeys);
        }

        private void add(Batch batch, Column[] rowKeys) {
            int rows = batch.rows();
            if (groupOfRow.length < rows) {
                groupOfRow = new int[rows];
                bad = new int[rows];
            }
            int known = table.groups();
            table.assign(rowKeys, rows, groupOfRow);
            int groups = table.groups();
            noteFirst(batch, known, groups);
            for (Accumulator accumulator : accumulators) {
                accumulator.accumulate(batch, groupOfRow, groups);
                report(batch, accumulator);
            }
            hold();
        }

        private void report(Batch batch, Accumulator accumulator) {
            int count = accumulator.bad(bad);
            for (int i = 0; i < count; i++) {
                space.errors().error(batch, bad[i], ErrorCode.TYPE_ERROR, "", accumulator.note(bad[i]));
            }
        }

        private void noteFirst(Batch batch, int known, int groups) {
            grow(known, groups);
            if (body.orderFirst()) {
                for (int row = 0; row < batch.rows(); row++) {
                    int group = groupOfRow[row];
                    firstLabels[group] = Math.min(firstLabels[group], batch.label(row));
                }
            }
        }

        /** First labels are kept only where they order the groups. */
        private void grow(int known, int groups) {
            if (!body.orderFirst()) {
                return;
            }
            if (firstLabels.length < groups) {
                firstLabels = Arrays.copyOf(firstLabels, groups * 2);
            }
            Arrays.fill(firstLabels, known, groups, Long.MAX_VALUE);
        }

        private long heapBytes() {
            long bytes = table.heapBytes() + 8L * firstLabels.length;
            for (Accumulator accumulator : accumulators) {
                bytes += accumulator.heapBytes();
            }
            return bytes;
        }

        private void hold() {
            long wanted = heapBytes();
            if (wanted <= held || wanted <= space.floorBytes()) {
                return;
            }
            long more = Math.max(wanted - held, Math.min(STEP, space.budget().total()));
            if (space.budget().tryReserve(more)) {
                held += more;
            } else {
                flush();
            }
        }

        void release() {
            space.budget().release(held);
            held = 0;
        }

        /** Hands what was seen to the sorter, and begins anew. */
        void flush() {
            RowSorter.RowWorker sorting = spilling;
            if (sorting == null) {
                sorting = spill().worker();
                spilling = sorting;
            }
            int groups = table.groups();
            if (groups > 0) {
                Batch seen = state.rows(table.keys(), accumulators, groups, labels(groups));
                table = new GroupTable(keyFields());
                accumulators = state.accumulators();
                firstLabels = new long[64];
                release();
                sorting.push(seen);
            }
        }

        private long @Nullable [] labels(int groups) {
            return body.orderFirst() ? Arrays.copyOf(firstLabels, groups) : null;
        }

        void end() {
            RowSorter.RowWorker sorting = spilling;
            if (sorting != null) {
                flush();
                sorting.end();
                spilling = null;
            }
        }

        void merge(Partial other) {
            int groups = other.table.groups();
            int[] map = new int[groups];
            int known = table.groups();
            table.assign(other.table.keys(), groups, map);
            int all = table.groups();
            grow(known, all);
            for (int i = 0; body.orderFirst() && i < groups; i++) {
                firstLabels[map[i]] = Math.min(firstLabels[map[i]], other.firstLabels[i]);
            }
            List<Runnable> merges = new ArrayList<>();
            for (int i = 0; i < accumulators.size(); i++) {
                Accumulator mine = accumulators.get(i);
                Accumulator its = other.accumulators.get(i);
                merges.add(() -> mine.merge(its, map, all));
            }
            Together.run(space.threads(), merges);
        }
    }

    @Override
    public synchronized void finish() {
        if (spilled != null) {
            for (Partial partial : partials) {
                partial.flush();
                partial.end();
            }
            return;
        }
        if (partials.isEmpty()) {
            partials.add(new Partial());
        }
        partials.sort((a, b) -> Integer.compare(b.table.groups(), a.table.groups()));
        while (partials.size() > 1) {
            Partial last = partials.remove(partials.size() - 1);
            partials.get(0).merge(last);
            last.release();
        }
        Partial all = partials.get(0);
        if (keys.isEmpty() && all.table.groups() == 0) {
            all.table.assign(new Column[0], 1, new int[1]);
            all.grow(0, 1);
        }
    }

    @Override
    public Batches output() {
        RowSorter sorter = spilled;
        if (sorter != null) {
            return new MergedGroups(sorter, state, body, result, space, this::close);
        }
        Partial all = partials.get(0);
        int groups = all.table.groups();
        Column[] keyColumns = all.table.keys();
        Column[] calls = new Column[all.accumulators.size()];
        int[][] sorted = new int[1][];
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> sorted[0] = body.orderFirst()
                ? RowOrder.sortByLabel(all.firstLabels, groups)
                : RowOrder.sortByKeys(keyColumns, groups));
        for (int i = 0; i < calls.length; i++) {
            int at = i;
            tasks.add(() -> calls[at] = all.accumulators.get(at).result(groups));
        }
        Together.run(space.threads(), tasks);
        GroupResults results = new GroupResults(body.outputs(), result, space.errors(), keyColumns, List.of(calls));
        int[] order = sorted[0];
        return new Batches() {
            private int at;
            private long segment;

            @Override
            public @Nullable Part next() {
                if (at >= groups) {
                    return null;
                }
                int[] chosen = Arrays.copyOfRange(order, at, Math.min(groups, at + PART));
                at += chosen.length;
                long base = segment++ << 32;
                return () -> results.rows(chosen, chosen.length, base);
            }

            @Override
            public void close() {
                HashAggregate.this.close();
            }
        };
    }

    @Override
    public synchronized void close() {
        partials.forEach(Partial::release);
        partials.clear();
        if (spilled != null) {
            spilled.close();
        }
    }
}
