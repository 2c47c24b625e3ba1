package dev.weir.refresh.load;

import dev.weir.delta.RefusedException;
import dev.weir.row.Batch;
import dev.weir.validate.RowChecks;

/** Refuses rows that are wrong by themselves, or may be blank ones. */
record CheckLoad(RowChecks checks) implements LoadNode {
    @Override
    public void take(LoadedRows rows) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
            int at = row;
            if (batch.columns().stream().allMatch(column -> column.isNull(at))) {
                throw new RefusedException("a blank row");
            }
        }
        checks.newChecker().check(batch, (code, row, field, note) -> {
            throw new RefusedException("rows in error: " + note);
        });
    }

    @Override
    public void end() {
        // All were right.
    }
}
