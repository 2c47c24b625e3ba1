package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
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
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.RowFaults;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a value into missing cells: a constant, another field, any expression over the row as it was. Other cells keep their
 * raw text; a cell that could not be read stays as it is. Where the value is missing too, so is the cell.
 */
public final class Fill implements Step {
    private static final Spec SPEC = Spec.of(
                    "fill",
                    "Each",
                    "Puts a value into the missing cells of fields: a constant, another field, or any expression over"
                            + " the row.")
            .required("fields", Option.Kind.TEXTS, "the fields: names, or /…/")
            .required("value", Option.Kind.EXPRESSION, "what stands where a cell is missing")
            .example("{fields: [tax], value: \"amount * 0.19\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Filled(options, options.expression("value"));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Filled(Options options, Expression value) implements Each {
        @Override
        public Schema describe(Schema input) {
            fields(input).forEach(field -> bound(input, field));
            return input;
        }

        private List<Field> fields(Schema input) {
            return new FieldNames(options, "fields")
                    .in(input.names()).stream()
                            .map(name -> input.field(input.indexOf(name)))
                            .toList();
        }

        /** The value where the field is missing: it is not computed, and so not in error, elsewhere. */
        private Bound bound(Schema input, Field field) {
            Expressions.widened(options, "value", value, input, field.type(), "value");
            String name = Expression.field(field.name()).sql();
            Expression where =
                    options.expression("value", "CASE WHEN " + name + " IS NULL THEN " + value.sql() + " END");
            return Expressions.widened(options, "value", where, input, field.type(), "value");
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (Field field : fields(inputs.get(0))) {
                origins = origins.without(field.name())
                        .from(field.name(), How.TRANSFORMATION, 0, List.of(field.name()))
                        .from(field.name(), How.TRANSFORMATION, 0, value.fields());
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            List<Field> fields = fields(input);
            int[] indexes =
                    fields.stream().mapToInt(f -> input.indexOf(f.name())).toArray();
            Evaluator[] evaluators =
                    fields.stream().map(f -> bound(input, f).evaluator()).toArray(Evaluator[]::new);
            return (batch, output) -> {
                List<Column> columns = new ArrayList<>(batch.columns());
                int faults = 0;
                for (int i = 0; i < indexes.length; i++) {
                    Column column = batch.column(indexes[i]);
                    if (isMissingSomewhere(column, batch.rows())) {
                        Column values = evaluators[i].evaluate(batch);
                        faults += RowFaults.report(
                                evaluators[i], batch, fields.get(i).name(), output);
                        columns.set(indexes[i], filled(column, values, batch.rows()));
                    }
                }
                if (faults == 0) {
                    output.emit(batch.with(input, columns));
                }
            };
        }

        private static boolean isMissingSomewhere(Column column, int rows) {
            boolean missing = false;
            for (int row = 0; row < rows && column.states != null && !missing; row++) {
                missing = column.isNull(row) && !column.isBad(row);
            }
            return missing;
        }

        private static Column filled(Column column, Column values, int rows) {
            ColumnBuilder filled = ColumnBuilder.of(column.type);
            for (int row = 0; row < rows; row++) {
                if (column.isNull(row) && !column.isBad(row) && !values.isNull(row)) {
                    filled.append(values.value(row));
                } else {
                    filled.append(column, row);
                }
            }
            return filled.build();
        }
    }
}
