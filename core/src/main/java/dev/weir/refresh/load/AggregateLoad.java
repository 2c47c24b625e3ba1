package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.expression.Accumulator;
import dev.weir.expression.AggregateCall;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.operate.GroupResults;
import dev.weir.operate.GroupTable;
import dev.weir.operate.Workspace;
import dev.weir.process.Group;
import dev.weir.refresh.AggregateTables;
import dev.weir.refresh.GroupValues;
import dev.weir.refresh.Keys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import dev.weir.store.RowBlock;
import dev.weir.store.SortedCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that rows can be taken away from: groups are numbered by their keys and accumulated; the values that are
 * found by key later are sorted and counted. What comes out comes when all rows have.
 *
 * <p>Memory: the groups, reserved of the budget; a load that has too many for it is refused.
 */
final class AggregateLoad implements LoadNode, AutoCloseable {
    private static final int PART = 4096;

    private final Keys keys;
    private final int keyCount;
    private final Group.Aggregation body;
    private final AggregateTables tables;
    private final Workspace space;
    private final Outlet out;
    private final GroupTable table;
    private final List<Accumulator> accumulators;
    private final List<Accumulator> feeding = new ArrayList<>();
    private final List<@Nullable SortedCounts> counts = new ArrayList<>();
    private final LabelList groupKeys = new LabelList();
    private final TextBuffer entry = new TextBuffer(64);
    private long[] rowsOf = new long[64];
    private int[] groupOfRow = {};
    private int[] bad = {};
    private long reserved;

    AggregateLoad(
            Group group,
            Group.Aggregation body,
            Outlet input,
            Outlet out,
            AggregateTables tables,
            Path folder,
            Workspace space) {
        this.keys = new Keys(group.keys(), input.schema());
        this.keyCount = group.keys().size();
        this.body = body;
        this.tables = tables;
        this.space = space;
        this.out = out;
        this.table = new GroupTable(out.schema().fields().subList(0, keyCount));
        this.accumulators = tables.state().accumulators();
        int at = 0;
        for (BoundAggregate output : body.outputs()) {
            for (AggregateCall call : output.calls()) {
                Accumulator accumulator = accumulators.get(at++);
                SortedCounts values =
                        accumulator.indexed() == null ? null : SortedCounts.in(folder, space.budget(), groupKeys::get);
                counts.add(values);
                feeding.add(
                        values == null
                                ? accumulator
                                : call.passing((of, column, row) -> count(values, of, column, row)));
            }
        }
        input.to(this);
    }

    private void count(SortedCounts values, int group, Column column, int row) {
        entry.clear();
        OrderedBytes.put(new Column[] {column}, row, entry);
        values.add(group, entry.bytes, 0, entry.length);
    }

    @Override
    public void take(LoadedRows rows) {
        Batch batch = rows.batch();
        Column[] columns = keys.columns(batch);
        if (groupOfRow.length < batch.rows()) {
            groupOfRow = new int[batch.rows()];
            bad = new int[batch.rows()];
        }
        assign(columns, batch.rows());
        int groups = table.groups();
        for (int row = 0; row < batch.rows(); row++) {
            rowsOf[groupOfRow[row]]++;
        }
        for (Accumulator accumulator : feeding) {
            accumulator.accumulate(batch, groupOfRow, groups);
            if (accumulator.bad(bad) > 0) {
                throw new RefusedException("rows in error: an aggregate's argument cannot be computed");
            }
        }
        reserve();
    }

    private void assign(Column[] columns, int rows) {
        int known = table.groups();
        table.assign(columns, rows, groupOfRow);
        Column[] held = table.keys();
        for (int group = known; group < table.groups(); group++) {
            OrderedBytes.put(held, group, groupKeys.next());
            groupKeys.end();
        }
        if (rowsOf.length < table.groups()) {
            rowsOf = Arrays.copyOf(rowsOf, Math.max(table.groups(), 2 * rowsOf.length));
        }
    }

    private void reserve() {
        long held = table.heapBytes() + groupKeys.heapBytes() + 8L * rowsOf.length;
        for (Accumulator accumulator : accumulators) {
            held += accumulator.heapBytes();
        }
        if (held > reserved) {
            if (held > 1 << 20 && !space.budget().tryReserve(held - reserved)) {
                throw new RefusedException("more groups than fit the memory");
            }
            reserved = held > 1 << 20 ? held : 0;
        }
    }

    @Override
    public void end() {
        if (keyCount == 0 && table.groups() == 0) {
            groupOfRow = new int[1];
            assign(new Column[0], 1);
        }
        int groups = table.groups();
        int[] order = order(groups);
        byte[][] sorted = new byte[groups][];
        for (int i = 0; i < groups; i++) {
            sorted[i] = groupKeys.get(order[i]);
        }
        for (int i = 0; i < counts.size(); i++) {
            SortedCounts values = counts.get(i);
            GroupValues kept = tables.values().get(i);
            IndexedTotals into = accumulators.get(i).indexed();
            if (values != null && kept != null && into != null) {
                kept.load(values, sorted, order, into);
                values.close();
            }
        }
        Column[] keyColumns = new Column[keyCount];
        for (int i = 0; i < keyCount; i++) {
            keyColumns[i] = table.keys()[i].withoutRaw();
        }
        RowBlock kept = tables.encode(keyColumns, accumulators, rowsOf, groups);
        for (int i = 0; i < groups; i++) {
            tables.groups().put(sorted[i], kept.cells(order[i]));
        }
        tables.seal();
        handOn(keyColumns, order, sorted);
        out.end();
    }

    /** The numbers of the groups in the order of their keys' bytes. */
    private int[] order(int groups) {
        Integer[] order = new Integer[groups];
        Arrays.setAll(order, i -> i);
        byte[] bytes = groupKeys.bytes();
        Arrays.sort(
                order,
                (a, b) -> Arrays.compareUnsigned(
                        bytes, groupKeys.from(a), groupKeys.to(a), bytes, groupKeys.from(b), groupKeys.to(b)));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private void handOn(Column[] keyColumns, int[] order, byte[][] sorted) {
        GroupResults results = new GroupResults(
                body.outputs(),
                out.schema(),
                (batch, row, code, field, note) -> {
                    throw new RefusedException("rows in error: " + note);
                },
                keyColumns,
                accumulators,
                order.length);
        LabelList labels = new LabelList();
        for (int from = 0; from < order.length; from += PART) {
            int[] chosen = Arrays.copyOfRange(order, from, Math.min(order.length, from + PART));
            labels.clear();
            for (int i = 0; i < chosen.length; i++) {
                labels.add(sorted[from + i]);
            }
            out.push(LoadedRows.of(results.rows(chosen, chosen.length, 0), labels));
        }
    }

    @Override
    public void close() {
        for (SortedCounts values : counts) {
            if (values != null) {
                values.close();
            }
        }
        space.budget().release(reserved);
        reserved = 0;
    }
}
