package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.expression.Accumulator;
import dev.weir.expression.Expression;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.operate.GroupResults;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Aggregates that rows can be taken away from: each key's accumulators are kept, and a changed row costs what adding it
 * costs. The label of a group is its key.
 */
final class AggregateStream extends Stream {
    private final Stream input;
    private final List<Expression> keys;
    private final Group.Aggregation body;
    private final AggregateTables tables;

    AggregateStream(
            String step, RowCodec codec, Stream input, Group group, Group.Aggregation body, AggregateTables tables) {
        super(step, codec);
        this.input = input;
        this.keys = group.keys();
        this.body = body;
        this.tables = tables;
    }

    @Override
    Delta change() {
        Delta rows = entering(input.delta());
        Touched touched = new Touched(new Groups());
        List<Batch> batches = rows.batches();
        List<int[]> groupOfRow = new ArrayList<>();
        Keys groupKeys = new Keys(keys, input.schema());
        for (Batch batch : batches) {
            Column[] columns = groupKeys.columns(batch);
            byte[][] bytes = Keys.of(columns, batch.rows());
            int[] groups = new int[batch.rows()];
            for (int row = 0; row < groups.length; row++) {
                groups[row] = touched.add(bytes[row], columns, row);
            }
            groupOfRow.add(groups);
        }
        if (keys.isEmpty()) {
            touched.add(new byte[0], new Column[0], 0);
        }
        Delta.Builder made = new Delta.Builder(codec());
        touched.restore(Side.BEFORE);
        touched.fetch(rows, batches, groupOfRow);
        touched.results(-1, made);
        for (int i = 0; i < batches.size(); i++) {
            touched.accumulate(rows, batches.get(i), groupOfRow.get(i));
        }
        touched.results(1, made);
        touched.keep();
        return made.build();
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        List<byte[]> groups = new ArrayList<>();
        try (SortedRuns.Cursor cursor = tables.groups().cursor(Side.AFTER)) {
            boolean more = cursor.seek(new byte[0]);
            while (more) {
                groups.add(cursor.key());
                more = cursor.next();
                if (!more || groups.size() == part) {
                    to.accept(rows(groups.toArray(byte[][]::new), Side.AFTER));
                    groups.clear();
                }
            }
        }
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Touched touched = new Touched(new Groups());
        for (byte[] label : labels) {
            touched.groups.add(label);
        }
        touched.restore(side);
        touched.fetch(side);
        Delta.Builder made = new Delta.Builder(codec());
        touched.results(1, made);
        return made.build();
    }

    /** Groups at hand: their keys, accumulators and number of rows. */
    private final class Touched {
        private final Groups groups;
        private final BatchBuilder firstKeys = new BatchBuilder(codec().schema());
        private final List<Accumulator> accumulators = tables.state().accumulators();
        private Column[] keyColumns = {};
        private long[] rows = {};
        private boolean[] known = {};
        private final List<GroupValues.Changed> changedValues = new ArrayList<>();

        Touched(Groups groups) {
            this.groups = groups;
        }

        int add(byte[] key, Column[] columns, int row) {
            int group = groups.add(key);
            if (group == firstKeys.rows()) {
                for (int i = 0; i < columns.length; i++) {
                    firstKeys.column(i).append(columns[i], row);
                }
                firstKeys.endRow(group);
            }
            return group;
        }

        void restore(Side side) {
            int count = groups.size();
            rows = new long[Math.max(1, count)];
            known = new boolean[count];
            List<byte[]> cells = new ArrayList<>();
            int[] groupOf = new int[count];
            for (int group : groups.sorted()) {
                byte[] value = tables.groups().get(groups.key(group), side);
                if (value != null) {
                    groupOf[cells.size()] = group;
                    known[group] = true;
                    cells.add(value);
                }
            }
            Batch kept = tables.batch(cells);
            tables.state().restore(kept, groupOf, Math.max(1, count), accumulators);
            LongColumn counts = (LongColumn) kept.column(kept.columns().size() - 1);
            for (int i = 0; i < kept.rows(); i++) {
                rows[groupOf[i]] = counts.values[i];
            }
            keyColumns = keyColumns(kept, groupOf, count);
        }

        /** The keys of all groups: of the rows that changed, or as they were kept. */
        private Column[] keyColumns(Batch kept, int[] groupOf, int count) {
            Column[] columns = new Column[keys.size()];
            if (firstKeys.rows() == count) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = firstKeys.column(i).build().withoutRaw();
                }
                return columns;
            }
            int[] rowOf = new int[count];
            Arrays.fill(rowOf, -1);
            for (int i = 0; i < kept.rows(); i++) {
                rowOf[groupOf[i]] = i;
            }
            for (int i = 0; i < columns.length; i++) {
                columns[i] = kept.column(i).gather(rowOf, count);
            }
            return columns;
        }

        /** Fetches the values that the accumulators need of rows to come and go. */
        void fetch(Delta changes, List<Batch> batches, List<int[]> groupOfRow) {
            List<Accumulator> changing = tables.state().accumulators();
            for (int i = 0; i < changing.size(); i++) {
                IndexedTotals came = changing.get(i).indexed();
                IndexedTotals into = accumulators.get(i).indexed();
                GroupValues kept = tables.values().get(i);
                if (came != null && into != null && kept != null) {
                    for (int j = 0; j < batches.size(); j++) {
                        Batch batch = batches.get(j);
                        accumulate(changing.get(i), batch, groupOfRow.get(j), weights(changes, batch));
                    }
                    changedValues.add(kept.fetch(came, groups, into));
                }
            }
        }

        /** Fetches the values that the results need. */
        void fetch(Side side) {
            for (int i = 0; i < accumulators.size(); i++) {
                IndexedTotals into = accumulators.get(i).indexed();
                GroupValues kept = tables.values().get(i);
                if (into != null && kept != null) {
                    kept.fetch(groups, side, into);
                }
            }
        }

        void accumulate(Delta changes, Batch batch, int[] groupOfRow) {
            long[] weights = weights(changes, batch);
            for (int row = 0; row < weights.length; row++) {
                rows[groupOfRow[row]] += weights[row];
            }
            for (Accumulator accumulator : accumulators) {
                accumulate(accumulator, batch, groupOfRow, weights);
            }
        }

        private static long[] weights(Delta changes, Batch batch) {
            long[] weights = new long[batch.rows()];
            for (int row = 0; row < weights.length; row++) {
                weights[row] = changes.weight((int) batch.label(row));
            }
            return weights;
        }

        private void accumulate(Accumulator accumulator, Batch batch, int[] groupOfRow, long[] weights) {
            accumulator.accumulate(batch, groupOfRow, groups.size(), weights);
            if (accumulator.bad(new int[batch.rows()]) > 0) {
                throw new RefusedException("rows in error: an aggregate's argument cannot be computed");
            }
        }

        /** The rows of the groups that there are. */
        void results(int weight, Delta.Builder made) {
            int count = groups.size();
            int[] chosen = new int[count];
            int size = 0;
            for (int group = 0; group < count; group++) {
                if (keys.isEmpty() ? weight > 0 || known[group] : rows[group] > 0) {
                    chosen[size++] = group;
                }
            }
            if (size == 0) {
                return;
            }
            GroupResults results = new GroupResults(
                    body.outputs(),
                    schema(),
                    (batch, row, code, field, note) -> {
                        throw new RefusedException("rows in error: " + note);
                    },
                    keyColumns,
                    accumulators,
                    count);
            byte[][] labels = new byte[size][];
            for (int i = 0; i < size; i++) {
                labels[i] = groups.key(chosen[i]);
            }
            int[] weights = new int[size];
            Arrays.fill(weights, weight);
            made.add(results.rows(chosen, size, 0), labels, weights);
        }

        /** Keeps the accumulators as they are now. */
        void keep() {
            changedValues.forEach(GroupValues.Changed::keep);
            int count = groups.size();
            RowBlock block = tables.encode(keyColumns, accumulators, rows, count);
            for (int group = 0; group < count; group++) {
                if (rows[group] == 0 && !keys.isEmpty()) {
                    tables.groups().remove(groups.key(group));
                } else if (rows[group] < 0) {
                    throw new RefusedException("the state of " + step() + " is not whole");
                } else {
                    tables.groups().put(groups.key(group), block.cells(group));
                }
            }
        }
    }
}
