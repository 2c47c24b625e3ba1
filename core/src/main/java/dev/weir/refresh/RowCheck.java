package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.row.Batch;
import dev.weir.validate.RowChecks;

/** Each new row is right by itself. Keeps nothing. */
final class RowCheck extends TableCheck {
    private final Stream rows;

    RowCheck(Place place, Stream rows) {
        super(place);
        this.rows = rows;
    }

    @Override
    void check(boolean judges) {
        Delta change = rows.delta();
        if (judges) {
            requireNotBlank(change);
            requireRight(change, RowChecks.of(rows.schema()));
        }
    }

    /** Refuses new rows that are wrong by themselves. */
    static void requireRight(Delta rows, RowChecks checks) {
        var checker = checks.newChecker();
        for (Batch batch : rows.batches()) {
            checker.check(batch, (code, row, field, note) -> {
                if (rows.weight((int) batch.label(row)) > 0) {
                    throw new RefusedException("rows in error: " + note);
                }
            });
        }
    }

    /** Refuses new rows without a value in any cell: they may be blank rows. */
    static void requireNotBlank(Delta rows) {
        for (Batch batch : rows.batches()) {
            for (int row = 0; row < batch.rows(); row++) {
                int at = row;
                if (rows.weight((int) batch.label(row)) > 0
                        && batch.columns().stream().allMatch(column -> column.isNull(at))) {
                    throw new RefusedException("a blank row");
                }
            }
        }
    }
}
