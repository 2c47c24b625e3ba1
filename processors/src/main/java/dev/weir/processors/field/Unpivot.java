package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.CommonColumn;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows of fields: for each row and each of the named fields one row of the other fields, the field's name and its
 * value, in the fields' order. Missing values give rows too. The name joins the primary key and the unique keys.
 */
public final class Unpivot implements Step {
    private static final Spec SPEC = Spec.of(
                    "unpivot",
                    "Each",
                    "Makes rows of fields: for each row and each named field one row of the other fields, the field's"
                            + " name and its value; missing values give rows too.")
            .required("fields", Option.Kind.TEXTS, "the fields to make rows of: names, or /…/")
            .option("name", Option.Kind.TEXT, "the field for the names; by default name")
            .option("value", Option.Kind.TEXT, "the field for the values; by default value")
            .example("{fields: [amount, tax], name: kind, value: euros}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Melt(options, text(options, "name"), text(options, "value"));
    }

    private static String text(Options options, String name) {
        String text = options.textOrNull(name);
        return text == null ? name : text;
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Melt(Options options, String name, String value) implements Each {
        @Override
        public Schema describe(Schema input) {
            List<String> melted = new FieldNames(options, "fields").in(input.names());
            List<Field> fields = new ArrayList<>();
            for (Field field : input.fields()) {
                if (!melted.contains(field.name())) {
                    fields.add(FieldProperties.withoutConstraint(field, "unique"));
                    if (field.name().equals(name) || field.name().equals(value)) {
                        throw options.error(
                                field.name().equals(name) ? "name" : "value",
                                "there is already a field '" + field.name() + "'");
                    }
                }
            }
            if (name.equals(value)) {
                throw options.error("value", "'name' and 'value' are both '" + name + "'");
            }
            fields.add(Field.of(name, FieldType.STRING));
            fields.add(valueField(input, melted));
            return withName(Keys.without(input, melted)).withFields(fields);
        }

        private Field valueField(Schema input, List<String> melted) {
            Field first = input.field(input.indexOf(melted.get(0)));
            FieldType type = first.type();
            boolean same = true;
            for (String each : melted) {
                Field field = input.field(input.indexOf(each));
                boolean numeric = isNumeric(type) && isNumeric(field.type());
                if (field.type() != type && !numeric) {
                    throw options.error(
                            "fields",
                            "'" + first.name() + "' is " + type.text() + " and '" + each + "' is "
                                    + field.type().text() + ": one field cannot hold both, set their types first");
                }
                same &= field.withName(value).equals(first.withName(value));
                type = numeric && field.type() == FieldType.NUMBER ? FieldType.NUMBER : type;
            }
            return same ? FieldProperties.withoutConstraint(first.withName(value), "unique") : Field.of(value, type);
        }

        private static boolean isNumeric(FieldType type) {
            return type == FieldType.INTEGER || type == FieldType.NUMBER;
        }

        /** Keys that named a row name it together with the new field. */
        private Schema withName(Schema schema) {
            Schema result = schema;
            if (!schema.primaryKey().isEmpty()) {
                result = result.with("primaryKey", plusName(schema.primaryKey()));
            }
            if (!schema.uniqueKeys().isEmpty()) {
                result = result.with(
                        "uniqueKeys",
                        JsonArray.of(
                                schema.uniqueKeys().stream().map(this::plusName).toList()));
            }
            return result;
        }

        private Json plusName(List<String> key) {
            List<String> names = new ArrayList<>(key);
            names.add(name);
            return JsonArray.ofTexts(names);
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            List<String> melted =
                    new FieldNames(options, "fields").in(inputs.get(0).names());
            return Origins.sameNames(inputs.get(0), output)
                    .without(name)
                    .without(value)
                    .from(value, How.TRANSFORMATION, 0, melted);
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            List<String> melted = new FieldNames(options, "fields").in(input.names());
            int[] kept = output.names().stream()
                    .limit(output.fields().size() - 2L)
                    .mapToInt(input::indexOf)
                    .toArray();
            int[] sources = melted.stream().mapToInt(input::indexOf).toArray();
            CommonColumn[] common = new CommonColumn[sources.length];
            for (int i = 0; i < sources.length; i++) {
                common[i] = new CommonColumn(input, input.field(sources[i]), output, output.field(kept.length + 1));
            }
            return (batch, out) -> {
                Column[] values = new Column[sources.length];
                for (int i = 0; i < sources.length; i++) {
                    values[i] = common[i].apply(batch.column(sources[i]), batch.rows());
                }
                out.emit(melted(batch, output, kept, melted, values));
            };
        }

        private static Batch melted(Batch batch, Schema output, int[] kept, List<String> names, Column[] values) {
            BatchBuilder rows = new BatchBuilder(output);
            for (int row = 0; row < batch.rows(); row++) {
                for (int field = 0; field < values.length; field++) {
                    for (int i = 0; i < kept.length; i++) {
                        rows.column(i).append(batch.column(kept[i]), row);
                    }
                    rows.column(kept.length).append((Object) names.get(field));
                    rows.column(kept.length + 1).append(values[field], row);
                    rows.endRow(batch.label(row));
                }
            }
            return rows.build();
        }
    }
}
