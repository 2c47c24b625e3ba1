package dev.weir.refresh;

import dev.weir.delta.RefusedException;
import dev.weir.expression.Evaluator;
import dev.weir.row.Batch;
import dev.weir.row.Column;

/** Key columns of changed rows. */
final class Keys {
    private Keys() {}

    /** A key's column; a key that cannot be computed is refused. */
    static Column column(Evaluator evaluator, Batch batch) {
        Column column = evaluator.evaluate(batch);
        if (column.states != null && evaluator.bad(new int[batch.rows()]) > 0) {
            throw new RefusedException("rows in error: a key cannot be computed");
        }
        return column;
    }
}
