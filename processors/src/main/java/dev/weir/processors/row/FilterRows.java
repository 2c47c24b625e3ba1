package dev.weir.processors.row;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Evaluator;
import dev.weir.expression.Expression;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Expressions;
import dev.weir.processors.schema.RowFaults;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** Keeps the rows for which a condition is true; where it is unknown (a missing cell) the row is dropped. */
public final class FilterRows implements Step {
    private static final Spec SPEC = Spec.of(
                    "filter-rows",
                    "Each",
                    "Keeps the rows for which a condition is true; where it is unknown, because a cell is missing, the"
                            + " row goes.")
            .required("where", Option.Kind.EXPRESSION, "the condition")
            .example("{where: \"status <> 'returned'\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Filter(options, options.expression("where"));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Filter(Options options, Expression where) implements Each {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Schema describe(Schema input) {
            Expressions.condition(options, "where", where, input);
            return input;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output).rows(How.FILTER, 0, where.fields());
        }

        @Override
        public Kernel kernel(Schema input) {
            Evaluator evaluator = where.bind(input).evaluator();
            return (batch, output) -> {
                int[] rows = new int[batch.rows()];
                int kept = evaluator.select(batch, rows);
                RowFaults.report(evaluator, batch, "", output);
                if (kept > 0) {
                    output.emit(kept == batch.rows() ? batch : batch.gather(rows, kept));
                }
            };
        }
    }
}
