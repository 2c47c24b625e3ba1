package dev.weir.refresh;

import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.expression.Expression;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;

/** The keys of a step's rows as bytes; missing values are a value of their own. One thread. */
public final class Keys {
    private final List<Evaluator> evaluators;

    public Keys(List<Expression> keys, Schema input) {
        List<Bound> bound = keys.stream().map(key -> key.bind(input)).toList();
        bound.forEach(key -> OrderedBytes.require(key.type()));
        this.evaluators = bound.stream().map(Bound::evaluator).toList();
    }

    int size() {
        return evaluators.size();
    }

    /** The key columns of a batch; valid until the next call. */
    public Column[] columns(Batch batch) {
        Column[] columns = new Column[evaluators.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(evaluators.get(i), batch);
        }
        return columns;
    }

    /** A key's column; a key that cannot be computed is refused. */
    private static Column column(Evaluator evaluator, Batch batch) {
        Column column = evaluator.evaluate(batch);
        if (column.states != null && evaluator.bad(new int[batch.rows()]) > 0) {
            throw new RefusedException("rows in error: a key cannot be computed");
        }
        return column;
    }

    /** The key of each row of a batch. */
    byte[][] of(Batch batch) {
        return of(columns(batch), batch.rows());
    }

    /** The key of each row of key columns. */
    static byte[][] of(Column[] columns, int rows) {
        byte[][] keys = new byte[rows][];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = OrderedBytes.of(columns, row);
        }
        return keys;
    }
}
