package dev.weir.processors.row;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Evaluator;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Scan;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Expressions;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds a field behind the others: an aggregate of the rows up to and with this one, in their order, per key where one is
 * named; a running balance is SUM(amount). The state of a key is a few values for each aggregate, whatever the number of
 * rows. The last row of a key has what {@code aggregate} gives for it.
 */
public final class ScanRows implements Step {
    private static final Spec SPEC = Spec.of(
                    "scan",
                    "Scan",
                    "Adds a field with a running aggregate: of the rows up to and with each one, in their order, per"
                            + " key where one is named.")
            .required("name", Option.Kind.TEXT, "the new field")
            .required(
                    "value",
                    Option.Kind.EXPRESSION,
                    "an expression of SUM, COUNT, AVG, MIN, MAX, FIRST, LAST, BOOL_AND, BOOL_OR: SUM(amount)")
            .option("by", Option.Kind.TEXTS, "the key fields; by default all rows are of one key")
            .example("{by: currency, name: balance, value: \"SUM(amount)\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        if (!options.expression("value").isAggregate()) {
            throw options.error(
                    "value", "'value' takes an aggregate, like SUM(amount); for the row alone use add-field");
        }
        return TableProcessor.of(SPEC.name(), options, resource -> form(options, TableProcessor.schema(resource)));
    }

    private static Running form(Options options, Schema input) {
        String name = options.text("name");
        if (input.indexOf(name) >= 0) {
            throw options.error("name", "there is already a field '" + name + "': give the new one another name");
        }
        BoundAggregate value = Expressions.bindAggregate(options, "value", options.expression("value"), input);
        List<RunningTotal> totals = value.calls().stream()
                .map(call -> RunningTotal.of(options, call))
                .toList();
        List<String> keys = options.has("by") ? new FieldNames(options, "by").in(input.names()) : List.of();
        return new Running(name, keys, options.expression("value").fields(), value, totals, new Combined(value));
    }

    /** What each aggregate has seen: {@link RunningTotal#WIDTH} values each. */
    record Seen(List<@Nullable Object> values) {}

    private record Running(
            String name,
            List<String> keys,
            Set<String> read,
            BoundAggregate value,
            List<RunningTotal> totals,
            Combined combined)
            implements Scan<Seen> {
        @Override
        public Schema describe(Schema input) {
            List<Field> fields = new ArrayList<>(input.fields());
            fields.add(value.result(name));
            return input.withFields(fields);
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output)
                    .from(name, How.AGGREGATION, 0, read)
                    .from(name, How.GROUP, 0, keys);
        }

        @Override
        public Seen initial() {
            return new Seen(Collections.nCopies(totals.size() * RunningTotal.WIDTH, null));
        }

        @Override
        public Next<Seen> next(Seen state, Row row, Schema output) {
            List<@Nullable Object> values = new ArrayList<>(state.values());
            Object[] results = new Object[totals.size()];
            for (int i = 0; i < results.length; i++) {
                List<@Nullable Object> own = values.subList(i * RunningTotal.WIDTH, (i + 1) * RunningTotal.WIDTH);
                totals.get(i).add(row, own);
                results[i] = totals.get(i).result(own);
            }
            return new Next<>(new Seen(values), row.plus(output, combined.of(results)));
        }
    }

    /** Makes the value of the results of the aggregates. */
    private static final class Combined {
        private final BoundAggregate value;
        private final Evaluator evaluator;

        Combined(BoundAggregate value) {
            this.value = value;
            this.evaluator = value.evaluator();
        }

        synchronized @Nullable Object of(@Nullable Object... results) {
            BatchBuilder row = new BatchBuilder(value.callSchema());
            for (int i = 0; i < results.length; i++) {
                row.column(i).append(results[i]);
            }
            row.endRow(0);
            return evaluator.evaluate(row.build()).value(0);
        }
    }
}
