package dev.weir.purity;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Group;
import dev.weir.row.Row;
import java.util.List;
import java.util.function.Consumer;

/** A function on the rows of a key, called twice on each group; aggregates are left as they are. */
record CheckedGroup(Group group, String step) implements Group {
    @Override
    public List<Expression> keys() {
        return group.keys();
    }

    @Override
    public Schema describe(Schema input) {
        return group.describe(input);
    }

    @Override
    public Body body(Schema input) {
        Body body = group.body(input);
        return body instanceof PerKey perKey ? new Checked(perKey, step) : body;
    }

    private record Checked(PerKey body, String step) implements PerKey {
        @Override
        public boolean inPlace() {
            return body.inPlace();
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            Results results = new Results(step, null);
            body.apply(rows, results::add);
            body.apply(rows, row -> {
                results.compare(row, -1);
                out.accept(row);
            });
            results.end();
        }
    }
}
