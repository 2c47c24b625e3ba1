package dev.weir.purity;

import dev.weir.descriptor.Schema;
import dev.weir.process.Scan;
import dev.weir.row.Row;
import java.util.List;

/** A function on a state and a row, called twice on each. */
record CheckedScan<S extends Record>(Scan<S> scan, String step) implements Scan<S> {
    @Override
    public List<String> keys() {
        return scan.keys();
    }

    @Override
    public Schema describe(Schema input) {
        return scan.describe(input);
    }

    @Override
    public S initial() {
        return scan.initial();
    }

    @Override
    public Next<S> next(S state, Row row, Schema output) {
        Next<S> before = scan.next(state, row, output);
        Object[] first = Results.cells(before.row());
        Next<S> next = scan.next(state, row, output);
        Object[] then = Results.cells(next.row());
        for (int i = 0; i < then.length; i++) {
            Results.compare(step, "field '" + output.field(i).name() + "'", row, first[i], then[i]);
        }
        Results.compare(step, "the state behind", row, before.state(), next.state());
        return next;
    }
}
