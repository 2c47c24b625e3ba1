package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Expression;
import dev.weir.process.Scan;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.BatchRow;
import dev.weir.row.Column;
import dev.weir.row.Row;
import dev.weir.store.Spool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs through rows in order with a state per key. Rows get new labels. Memory: the rows, then a file; the states of all
 * keys while the budget lasts. If it does not, rows are sorted by key, run through key by key with one state, and sorted
 * back: the function is called again, for rows that it has seen.
 */
final class ScanRows<S extends Record> implements Collector {
    /** Heap that a key and its state take, about. */
    private static final int STATE_BYTES = 320;

    private final Scan<S> scan;
    private final Schema input;
    private final Schema result;
    private final Workspace space;
    private final Spool rows;
    private final List<Bound> keys = new ArrayList<>();
    private @Nullable Collector made;
    private long held;

    ScanRows(Scan<S> scan, Schema input, Schema result, Workspace space) {
        this.scan = scan;
        this.input = input;
        this.result = result;
        this.space = space;
        this.rows = new Spool(input, space.budget(), space.spills());
        for (String name : scan.keys()) {
            keys.add(Expression.field(name).bind(input));
        }
    }

    @Override
    public Worker worker() {
        return SpoolRows.appending(rows);
    }

    @Override
    public void finish() {
        rows.seal();
        if (keys.isEmpty()) {
            return;
        }
        Collector spooled = new SpoolRows(result, space);
        made = spooled;
        if (!throughAll(spooled)) {
            spooled.close();
            releaseStates();
            made = byKey();
        }
        releaseStates();
        rows.close();
    }

    private void releaseStates() {
        space.budget().release(held);
        held = 0;
    }

    /** Runs through all rows with the states of all keys; false if they do not fit. */
    private boolean throughAll(Collector out) {
        Worker worker = out.worker();
        States<S> states = new States<>(scan, fields(), keyPlaces());
        for (int i = 0; i < rows.blocks(); i++) {
            Batch batch = rows.batch(i);
            int known = states.known();
            int[] groups = states.groups(batch);
            long more = (long) (states.known() - known) * STATE_BYTES;
            boolean small = states.known() * (long) STATE_BYTES <= space.floorBytes();
            if (more > 0 && !small) {
                if (!space.budget().tryReserve(more)) {
                    return false;
                }
                held += more;
            }
            worker.push(states.apply(batch, groups, result));
        }
        worker.end();
        out.finish();
        return true;
    }

    private List<Field> fields() {
        return scan.keys().stream()
                .map(name -> input.field(input.indexOf(name)))
                .toList();
    }

    private int[] keyPlaces() {
        return scan.keys().stream().mapToInt(input::indexOf).toArray();
    }

    /** The states of keys, numbered as they are seen. */
    private static final class States<S extends Record> {
        private final Scan<S> scan;
        private final GroupTable table;
        private final int[] places;
        private final List<S> states = new ArrayList<>();

        States(Scan<S> scan, List<Field> fields, int[] places) {
            this.scan = scan;
            this.table = new GroupTable(fields);
            this.places = places;
        }

        int known() {
            return table.groups();
        }

        int[] groups(Batch batch) {
            Column[] columns = new Column[places.length];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = batch.column(places[i]);
            }
            int[] groups = new int[batch.rows()];
            table.assign(columns, batch.rows(), groups);
            return groups;
        }

        Batch apply(Batch batch, int[] groups, Schema result) {
            BatchBuilder out = new BatchBuilder(result);
            BatchRow cursor = batch.cursor();
            for (int i = 0; i < batch.rows(); i++) {
                while (states.size() <= groups[i]) {
                    states.add(scan.initial());
                }
                Scan.Next<S> next = scan.next(states.get(groups[i]), cursor.at(i), result);
                states.set(groups[i], next.state());
                out.append(next.row(), batch.label(i));
            }
            return out.build();
        }
    }

    private Collector byKey() {
        KeyOrder order = new KeyOrder(new boolean[keys.size()]);
        Sort back = new Sort(result, List.of(), new boolean[0], space);
        try (RowSorter sorter = new RowSorter(new KeyColumns(input, keys), order, space)) {
            RowSorter.RowWorker sorting = sorter.worker();
            for (int i = 0; i < rows.blocks(); i++) {
                sorting.push(rows.batch(i));
            }
            sorting.end();
            Worker worker = back.worker();
            GroupRows groups = new GroupRows(sorter);
            while (groups.nextGroup()) {
                group(groups, worker);
            }
            worker.end();
        }
        back.finish();
        return back;
    }

    private void group(GroupRows rows, Worker worker) {
        S state = scan.initial();
        BatchBuilder out = new BatchBuilder(result);
        for (Row row : rows) {
            Scan.Next<S> next = scan.next(state, row, result);
            state = next.state();
            BatchRow cursor = (BatchRow) row;
            out.append(next.row(), cursor.batch().label(cursor.position()));
            if (out.rows() == 4096) {
                worker.push(out.build());
                out = new BatchBuilder(result);
            }
        }
        if (out.rows() > 0) {
            worker.push(out.build());
        }
    }

    @Override
    public Batches output() {
        Collector finished = made;
        return new PerKeyGroups.Relabelled(finished == null ? oneState() : finished.output(), this::close);
    }

    /** Without keys rows are run through as they are asked for. */
    private Batches oneState() {
        States<S> state = new States<>(scan, List.of(), new int[0]);
        return new Batches() {
            private int at;

            @Override
            public @Nullable Part next() {
                if (at == rows.blocks()) {
                    return null;
                }
                Batch batch = rows.batch(at++);
                Batch out = state.apply(batch, new int[batch.rows()], result);
                return () -> out;
            }

            @Override
            public void close() {
                // The rows are given back with the scan.
            }
        };
    }

    @Override
    public void close() {
        releaseStates();
        rows.close();
        if (made != null) {
            made.close();
        }
    }
}
