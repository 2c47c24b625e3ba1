package dev.weir.processors.row;

import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.process.FlowException;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.BatchRow;
import dev.weir.row.Column;
import dev.weir.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression for single rows. Rows that follow one another in a batch are computed together. Safe for use by
 * several threads, one at a time.
 */
final class RowValue {
    private final Bound bound;
    private final Evaluator evaluator;
    private @Nullable Batch last;
    private @Nullable Column computed;

    RowValue(Bound bound) {
        this.bound = bound;
        this.evaluator = bound.evaluator();
    }

    /** The value; one that cannot be computed ends the run. */
    synchronized @Nullable Object of(Row row) {
        if (bound.field() >= 0) {
            return row.value(bound.field());
        }
        if (row instanceof BatchRow cursor && cursor.batch() == last) {
            Column column = computed;
            if (column == null) {
                column = evaluator.evaluate(cursor.batch());
                computed = column;
            }
            return value(column, cursor.position());
        }
        last = row instanceof BatchRow cursor ? cursor.batch() : null;
        computed = null;
        BatchBuilder one = new BatchBuilder(row.schema());
        one.append(row, 0);
        return value(evaluator.evaluate(one.build()), 0);
    }

    private @Nullable Object value(Column column, int row) {
        if (column.isBad(row)) {
            throw new FlowException("scan cannot compute a value: " + evaluator.note(row));
        }
        return column.value(row);
    }
}
