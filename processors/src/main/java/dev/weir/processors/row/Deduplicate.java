package dev.weir.processors.row;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Expressions;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Row;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Keeps one row of those with equal keys, in its place. Missing key values are equal to each other. */
public final class Deduplicate implements Step {
    private static final Spec SPEC = Spec.of(
                    "deduplicate",
                    "Group",
                    "Keeps one row of those with equal keys, in its place; missing values are equal to each other.")
            .option("by", Option.Kind.EXPRESSIONS, "the keys; by default the whole row")
            .choice("keep", "which of the equal rows stays: the first, by default, or the last", "first", "last")
            .example("{by: [id], keep: last}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Unique(options, options.expressions("by"));
    }

    @Override
    public Processor processor(Options options) {
        List<Expression> by = options.expressions("by");
        return TableProcessor.of(SPEC.name(), options, resource -> {
            List<Expression> keys = by.isEmpty()
                    ? TableProcessor.schema(resource).names().stream()
                            .map(Expression::field)
                            .toList()
                    : by;
            return new Unique(options, keys);
        });
    }

    private record Unique(Options options, List<Expression> keys) implements Group {
        @Override
        public Schema describe(Schema input) {
            keys.forEach(key -> Expressions.bind(options, "by", key, input));
            return input;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (Expression key : keys) {
                origins = origins.rows(How.GROUP, 0, key.fields());
            }
            return origins;
        }

        @Override
        public Body body(Schema input) {
            return "last".equals(options.textOrNull("keep")) ? new Last() : new First();
        }
    }

    private record First() implements Group.PerKey {
        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            out.accept(rows.iterator().next());
        }
    }

    private record Last() implements Group.PerKey {
        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            Iterator<Row> iterator = rows.iterator();
            Row row = iterator.next();
            while (iterator.hasNext()) {
                row = iterator.next();
            }
            out.accept(row);
        }
    }
}
