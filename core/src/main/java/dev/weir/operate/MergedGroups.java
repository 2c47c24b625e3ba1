package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups made of states sorted by key: those of one key stand together and are added up, a few thousand groups at a
 * time. With {@code orderFirst} the finished rows are sorted once more, by the label of each group's first row.
 */
final class MergedGroups implements Batches {
    private static final int PART = 4096;

    private final RowSorter sorter;
    private final RowSorter.Sorted sorted;
    private final AggregateState state;
    private final Group.Aggregation body;
    private final Schema result;
    private final Workspace space;
    private final Runnable closing;
    private final KeyOrder order;
    private @Nullable RowSorter byLabel;
    private RowSorter.@Nullable Sorted labelled;
    private List<Accumulator> accumulators;
    private KeyChanges changes;
    private @Nullable Batch ahead;
    private long segment;

    MergedGroups(
            RowSorter sorter,
            AggregateState state,
            Group.Aggregation body,
            Schema result,
            Workspace space,
            Runnable closing) {
        this.sorter = sorter;
        this.sorted = sorter.sorted();
        this.state = state;
        this.body = body;
        this.result = result;
        this.space = space;
        this.closing = closing;
        this.order = sorter.order();
        this.accumulators = state.accumulators();
        this.changes = new KeyChanges(sorter.keys(), order);
        if (body.orderFirst()) {
            sortByLabel();
        }
    }

    private void sortByLabel() {
        RowSorter again = new RowSorter(new KeyColumns(result, List.of()), new KeyOrder(), space);
        byLabel = again;
        RowSorter.RowWorker worker = again.worker();
        for (Made made = make(); made != null; made = make()) {
            Batch rows = made.results.rows(IntStream.range(0, made.groups).toArray(), made.groups, 0);
            worker.push(new Batch(result, rows.rows(), rows.columns(), 0, labels(rows, made.firstLabels)));
        }
        worker.end();
        labelled = again.sorted();
    }

    /** The first labels of rows, which are numbered by their group. */
    private static long[] labels(Batch rows, long[] firstLabels) {
        long[] labels = new long[rows.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = firstLabels[(int) rows.label(i)];
        }
        return labels;
    }

    @Override
    public @Nullable Part next() {
        RowSorter again = byLabel;
        RowSorter.Sorted inOrder = labelled;
        if (again != null && inOrder != null) {
            RunMerge.Stretch stretch = inOrder.next();
            long base = segment++ << 32;
            return stretch == null ? null : () -> again.keyRows().rows(stretch.gather(), base);
        }
        Made made = make();
        long base = segment++ << 32;
        return made == null
                ? null
                : () -> made.results.rows(IntStream.range(0, made.groups).toArray(), made.groups, base);
    }

    private record Made(GroupResults results, int groups, long[] firstLabels) {}

    /** Adds up the next few thousand groups; null behind the last. */
    private @Nullable Made make() {
        GroupColumns groups = new GroupColumns(result.fields().subList(0, order.keys()));
        accumulators = state.accumulators();
        long[] firstLabels = new long[2 * PART + 2];
        int count = 0;
        while (true) {
            Batch rows = ahead == null ? read() : ahead;
            ahead = null;
            if (rows == null) {
                break;
            }
            int[] groupOfRow = new int[rows.rows()];
            Column[] keys = sorter.keys().of(rows);
            int row = 0;
            for (; row < rows.rows(); row++) {
                if (changes.isNew(keys, row)) {
                    if (count >= PART) {
                        changes.again();
                        break;
                    }
                    groups.append(keys, row);
                    firstLabels[count++] = Long.MAX_VALUE;
                }
                groupOfRow[row] = count - 1;
                firstLabels[count - 1] = Math.min(firstLabels[count - 1], rows.label(row));
            }
            state.restore(head(rows, row), groupOfRow, count, accumulators);
            if (row < rows.rows()) {
                ahead = tail(rows, row);
                break;
            }
        }
        return count == 0
                ? null
                : new Made(
                        new GroupResults(body.outputs(), result, space.errors(), groups.columns(), accumulators, count),
                        count,
                        firstLabels);
    }

    private @Nullable Batch read() {
        RunMerge.Stretch stretch = sorted.next();
        return stretch == null ? null : sorter.keyRows().widened(stretch.gather());
    }

    private static Batch head(Batch rows, int count) {
        return count == rows.rows()
                ? rows
                : rows.gather(IntStream.range(0, count).toArray(), count);
    }

    private static Batch tail(Batch rows, int from) {
        return rows.gather(IntStream.range(from, rows.rows()).toArray(), rows.rows() - from);
    }

    @Override
    public void close() {
        if (byLabel != null) {
            byLabel.close();
        }
        closing.run();
    }
}
