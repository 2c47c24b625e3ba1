package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.AggregateCall;
import dev.weir.expression.Bound;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Evaluator;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row a group: each worker numbers groups by their keys and accumulates; workers are merged, and groups come out in
 * key order, missing values last, or in order of first appearance. Memory: the groups.
 */
final class HashAggregate implements Collector {
    private final List<Bound> keys;
    private final List<Field> keyFields;
    private final Group.Aggregation body;
    private final Schema result;
    private final List<Partial> partials = new ArrayList<>();

    HashAggregate(List<Bound> keys, Group.Aggregation body, Schema result) {
        this.keys = keys;
        this.body = body;
        this.result = result;
        this.keyFields = result.fields().subList(0, keys.size());
    }

    @Override
    public synchronized Worker worker() {
        Partial partial = new Partial();
        partials.add(partial);
        return partial;
    }

    /** The groups that one worker has seen. */
    private final class Partial implements Worker {
        final GroupTable table = new GroupTable(keyFields);
        final Evaluator[] evaluators = keys.stream().map(Bound::evaluator).toArray(Evaluator[]::new);
        final List<List<Accumulator>> accumulators = new ArrayList<>();
        long[] firstLabels = new long[64];
        private int[] groupOfRow = new int[0];
        private final Column[] rowKeys = new Column[evaluators.length];

        Partial() {
            for (BoundAggregate output : body.outputs()) {
                accumulators.add(output.calls().stream()
                        .map(AggregateCall::accumulator)
                        .toList());
            }
        }

        @Override
        public void push(Batch batch) {
            int rows = batch.rows();
            if (groupOfRow.length < rows) {
                groupOfRow = new int[rows];
            }
            for (int i = 0; i < rowKeys.length; i++) {
                rowKeys[i] = evaluators[i].evaluate(batch);
            }
            int known = table.groups();
            table.assign(rowKeys, rows, groupOfRow);
            int groups = table.groups();
            noteFirst(known, groups);
            if (body.orderFirst()) {
                for (int row = 0; row < rows; row++) {
                    int group = groupOfRow[row];
                    firstLabels[group] = Math.min(firstLabels[group], batch.label(row));
                }
            }
            for (List<Accumulator> calls : accumulators) {
                for (Accumulator call : calls) {
                    call.accumulate(batch, groupOfRow, groups);
                }
            }
        }

        void noteFirst(int known, int groups) {
            if (firstLabels.length < groups) {
                firstLabels = Arrays.copyOf(firstLabels, groups * 2);
            }
            Arrays.fill(firstLabels, known, groups, Long.MAX_VALUE);
        }

        @Override
        public void end() {
            // Partial results are merged when all workers have ended.
        }

        void merge(Partial other) {
            int groups = other.table.groups();
            int[] map = new int[groups];
            int known = table.groups();
            table.assign(other.table.keys(), groups, map);
            int all = table.groups();
            noteFirst(known, all);
            for (int i = 0; i < groups; i++) {
                firstLabels[map[i]] = Math.min(firstLabels[map[i]], other.firstLabels[i]);
            }
            for (int i = 0; i < accumulators.size(); i++) {
                for (int j = 0; j < accumulators.get(i).size(); j++) {
                    accumulators.get(i).get(j).merge(other.accumulators.get(i).get(j), map, all);
                }
            }
        }
    }

    @Override
    public void finish() {
        if (partials.isEmpty()) {
            partials.add(new Partial());
        }
        while (partials.size() > 1) {
            partials.get(0).merge(partials.remove(partials.size() - 1));
        }
        Partial all = partials.get(0);
        if (keys.isEmpty() && all.table.groups() == 0) {
            all.table.assign(new Column[0], 1, new int[1]);
            all.noteFirst(0, 1);
        }
    }

    @Override
    public Batches output() {
        Partial all = partials.get(0);
        int groups = all.table.groups();
        Column[] keyColumns = all.table.keys();
        List<Column> columns = new ArrayList<>(Arrays.asList(keyColumns));
        for (int i = 0; i < body.outputs().size(); i++) {
            columns.add(combined(body.outputs().get(i), all.accumulators.get(i), groups));
        }
        Batch rows = new Batch(result, groups, columns, 0, null);
        return HeldRows.parts(rows.gather(order(all, keyColumns, groups), groups), true);
    }

    private static Column combined(BoundAggregate output, List<Accumulator> calls, int groups) {
        List<Column> results = new ArrayList<>();
        calls.forEach(call -> results.add(call.result(groups)));
        return output.combine(new Batch(output.callSchema(), groups, results, 0, null));
    }

    private int[] order(Partial all, Column[] keyColumns, int groups) {
        return body.orderFirst()
                ? RowOrder.sort(groups, (a, b) -> Long.compare(all.firstLabels[a], all.firstLabels[b]))
                : RowOrder.sort(groups, (a, b) -> RowOrder.compare(keyColumns, a, b));
    }

    @Override
    public void close() {
        partials.clear();
    }
}
