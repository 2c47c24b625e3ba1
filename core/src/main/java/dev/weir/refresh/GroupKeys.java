package dev.weir.refresh;

import dev.weir.delta.OrderedBytes;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.expression.Expression;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;

/** The keys of a step's rows as bytes; missing values are a value of their own. One thread. */
final class GroupKeys {
    private final List<Evaluator> evaluators;

    GroupKeys(List<Expression> keys, Schema input) {
        List<Bound> bound = keys.stream().map(key -> key.bind(input)).toList();
        bound.forEach(key -> OrderedBytes.require(key.type()));
        this.evaluators = bound.stream().map(Bound::evaluator).toList();
    }

    int size() {
        return evaluators.size();
    }

    /** The key columns of a batch; valid until the next call. */
    Column[] columns(Batch batch) {
        Column[] columns = new Column[evaluators.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Keys.column(evaluators.get(i), batch);
        }
        return columns;
    }

    /** The key of each row of a batch. */
    byte[][] of(Batch batch) {
        Column[] columns = columns(batch);
        byte[][] keys = new byte[batch.rows()][];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = OrderedBytes.of(columns, row);
        }
        return keys;
    }
}
