package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
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
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.RowFaults;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the texts of fields in a text field behind the others. Missing cells are left out; where all are missing, so is
 * the result. Values are joined in their canonical text.
 */
public final class MergeFields implements Step {
    private static final Spec SPEC = Spec.of(
                    "merge-fields",
                    "Each",
                    "Joins the texts of fields in a text field behind the others; missing cells are left out.")
            .required("fields", Option.Kind.TEXTS, "the fields, in their order: names, or /…/")
            .required("to", Option.Kind.TEXT, "the new field")
            .option("separator", Option.Kind.TEXT, "the text between them; by default a space")
            .option("keep", Option.Kind.FLAG, "whether the fields that are joined stay")
            .example("{fields: [currency, amount], to: price, separator: \" \", keep: true}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        String separator = options.textOrNull("separator");
        return new Merge(options, options.text("to"), separator == null ? " " : separator);
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Merge(Options options, String to, String separator) implements Each {
        private List<String> merged(Schema input) {
            return new FieldNames(options, "fields").in(input.names());
        }

        private List<String> kept(Schema input) {
            List<String> merged = merged(input);
            return options.flag("keep", false)
                    ? input.names()
                    : input.names().stream()
                            .filter(name -> !merged.contains(name))
                            .toList();
        }

        @Override
        public Schema describe(Schema input) {
            List<String> kept = kept(input);
            if (kept.contains(to)) {
                throw options.error("to", "there is already a field '" + to + "': give the new one another name");
            }
            bound(input);
            List<Field> fields = new ArrayList<>();
            kept.forEach(name -> fields.add(input.field(input.indexOf(name))));
            fields.add(Field.of(to, FieldType.STRING));
            List<String> gone =
                    input.names().stream().filter(name -> !kept.contains(name)).toList();
            return Keys.without(input, gone).withFields(fields);
        }

        private Bound bound(Schema input) {
            StringBuilder sql = new StringBuilder("NULLIF(CONCAT_WS('" + separator.replace("'", "''") + "'");
            for (String name : merged(input)) {
                sql.append(", CAST(").append(Expression.field(name).sql()).append(" AS VARCHAR)");
            }
            Expression joined =
                    options.expression("fields", sql.append("), '')").toString());
            return Expressions.bind(options, "fields", joined, input);
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output)
                    .without(to)
                    .from(to, How.TRANSFORMATION, 0, merged(inputs.get(0)));
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            Evaluator evaluator = bound(input).evaluator();
            int[] kept = kept(input).stream().mapToInt(input::indexOf).toArray();
            return (batch, out) -> {
                List<Column> columns = new ArrayList<>(kept.length + 1);
                for (int index : kept) {
                    columns.add(batch.column(index));
                }
                columns.add(evaluator.evaluate(batch).withoutRaw());
                if (RowFaults.report(evaluator, batch, to, out) == 0) {
                    out.emit(batch.with(output, columns));
                }
            };
        }
    }
}
