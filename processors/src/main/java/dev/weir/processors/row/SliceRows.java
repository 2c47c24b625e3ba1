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
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps rows by their place, counted from 0: those from one place to another, the first, or the last ones; of each key
 * where one is named. Rows keep their order and raw text.
 */
public final class SliceRows implements Step {
    private static final Spec SPEC = Spec.of(
                    "slice-rows",
                    "Group",
                    "Keeps rows by their place: from one to another, the first, or the last ones; of each key where one"
                            + " is named.")
            .option("start", Option.Kind.INTEGER, "the first place, from 0; by default 0")
            .option("stop", Option.Kind.INTEGER, "the place behind the last; by default that behind all rows")
            .option("step", Option.Kind.INTEGER, "2 keeps every second row from start, and so on; by default 1")
            .option("head", Option.Kind.INTEGER, "how many rows, the first ones")
            .option("tail", Option.Kind.INTEGER, "how many rows, the last ones")
            .option("by", Option.Kind.EXPRESSIONS, "keys: places are counted for each; by default for all rows")
            .example("{by: currency, head: 3}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        for (String name : List.of("start", "stop", "step", "head", "tail")) {
            int least = name.equals("step") ? 1 : 0;
            if (options.integer(name, least) < least) {
                throw options.error(
                        name, "'" + name + "' takes " + least + " or more; for the last rows there is 'tail'");
            }
        }
        boolean range = options.has("start") || options.has("stop") || options.has("step");
        int ways = (range ? 1 : 0) + (options.has("head") ? 1 : 0) + (options.has("tail") ? 1 : 0);
        if (ways != 1) {
            String option = options.has("tail") ? "tail" : "head";
            throw options.error(option, "slice-rows takes 'head', 'tail', or 'start', 'stop' and 'step'");
        }
        return new Slice(options, options.expressions("by"));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Slice(Options options, List<Expression> keys) implements Group {
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
            if (options.has("tail")) {
                return new Tail(options.integer("tail", 0));
            }
            int stop = options.integer("head", options.integer("stop", Integer.MAX_VALUE));
            return new Range(options.integer("start", 0), stop, options.integer("step", 1));
        }
    }

    private record Range(long start, long stop, long step) implements Group.PerKey {
        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            long place = 0;
            for (Row row : rows) {
                if (place >= stop) {
                    return;
                }
                if (place >= start && (place - start) % step == 0) {
                    out.accept(row);
                }
                place++;
            }
        }
    }

    private record Tail(long count) implements Group.PerKey {
        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            long left = 0;
            for (Row row : rows) {
                left++;
            }
            for (Row row : rows) {
                if (left-- <= count) {
                    out.accept(row);
                }
            }
        }
    }
}
