package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
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
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.RowFaults;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds a field behind the others, computed from each row. A type that is stated must be that of the value or one that it
 * widens to (integer to number, date to datetime, anything to string).
 */
public final class AddField implements Step {
    private static final Spec SPEC = FieldProperties.options(Spec.of(
                            "add-field",
                            "Each",
                            "Adds a field behind the others, computed from each row; its type is that of the value"
                                    + " unless it is stated.")
                    .required("name", Option.Kind.TEXT, "the new field")
                    .option("type", Option.Kind.TEXT, "its type: that of the value, or one that it widens to")
                    .required("value", Option.Kind.EXPRESSION, "how it is computed"))
            .example("{name: euros, type: number, value: \"amount * 0.9\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        String type = options.textOrNull("type");
        FieldType stated = type == null ? null : FieldProperties.type(options, "type", type);
        return new Add(options, options.text("name"), stated, options.expression("value"));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        String configuration = options.configuration("resources", "title", "description", "example", "rdfType");
        return TableProcessor.of(SPEC.name(), options, configuration, resource -> form);
    }

    private record Add(
            Options options, String name, @Nullable FieldType stated, Expression value) implements Each {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Schema describe(Schema input) {
            if (input.indexOf(name) >= 0) {
                throw options.error("name", "there is already a field '" + name + "': give the new one another name");
            }
            List<Field> fields = new ArrayList<>(input.fields());
            fields.add(field(input));
            return input.withFields(fields);
        }

        private Field field(Schema input) {
            Bound bound = bound(input);
            Field field = bound.result(name);
            if (stated != null) {
                field = field.with("type", Json.of(stated.text()));
            }
            return FieldProperties.set(field, options);
        }

        private Bound bound(Schema input) {
            return stated == null
                    ? Expressions.bind(options, "value", value, input)
                    : Expressions.widened(options, "value", value, input, stated, "type");
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output)
                    .from(name, value.fields().isEmpty() ? How.TRANSFORMATION : how(inputs.get(0)), 0, value.fields());
        }

        private How how(Schema input) {
            return bound(input).field() >= 0 ? How.IDENTITY : How.TRANSFORMATION;
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            Evaluator evaluator = bound(input).evaluator();
            return (batch, out) -> {
                Column column = evaluator.evaluate(batch);
                List<Column> columns = new ArrayList<>(batch.columns());
                columns.add(column.raw == null ? column : column.withoutRaw());
                if (RowFaults.report(evaluator, batch, name, out) == 0) {
                    out.emit(batch.with(output, columns));
                }
            };
        }
    }
}
