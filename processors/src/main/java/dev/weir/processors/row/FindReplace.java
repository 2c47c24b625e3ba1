package dev.weir.processors.row;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.MissingValue;
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
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replaces text within the cells of text fields; cells in which nothing is found keep their raw text. */
public final class FindReplace implements Step {
    private static final Spec SPEC = Spec.of(
                    "find-replace",
                    "Each",
                    "Replaces a text wherever it stands in the cells of text fields; a result that is one of the"
                            + " field's missing values is a missing cell.")
            .option("fields", Option.Kind.TEXTS, "the fields; by default all text fields")
            .required("find", Option.Kind.TEXT, "the text to find")
            .required("replace", Option.Kind.TEXT, "what stands in its place; $1 is the first group of a regex")
            .option("regex", Option.Kind.FLAG, "whether find is a regular expression (RE2)")
            .example("{fields: [status], find: shipped, replace: sent}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        String find = options.text("find");
        String replace = options.text("replace");
        if (find.isEmpty()) {
            throw options.error("find", "'find' is empty: say what to find");
        }
        if (!options.flag("regex", false)) {
            return new Replace(options, find, text -> text.replace(find, replace));
        }
        try {
            Pattern pattern = Pattern.compile(find);
            // A pattern that matches nothing as well: the groups of the replacement are looked up before the first row.
            Pattern.compile("(?:" + find + ")|").matcher("").replaceAll(replace);
            return new Replace(options, "", text -> pattern.matcher(text).replaceAll(replace));
        } catch (PatternSyntaxException fault) {
            throw options.error("find", "'" + find + "' is not a regular expression: " + fault.getDescription());
        } catch (IndexOutOfBoundsException | IllegalArgumentException fault) {
            throw options.error("replace", "'" + replace + "' names a group that 'find' does not have");
        }
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    /** @param literal the text that a cell must contain to be changed, empty for a regular expression */
    private record Replace(Options options, String literal, UnaryOperator<String> function) implements Each {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Schema describe(Schema input) {
            fields(input);
            return input;
        }

        private List<Integer> fields(Schema input) {
            List<Integer> fields = new ArrayList<>();
            for (String name : new FieldNames(options, "fields").in(input.names())) {
                Field field = input.field(input.indexOf(name));
                if (field.type() != FieldType.STRING && field.type() != FieldType.ANY) {
                    throw options.error(
                            "fields",
                            "field '" + name + "' is " + field.type().text()
                                    + ", find-replace works on text: set its type to string first");
                }
                fields.add(input.indexOf(name));
            }
            for (int i = 0; i < input.fields().size() && !options.has("fields"); i++) {
                FieldType type = input.field(i).type();
                if (type == FieldType.STRING || type == FieldType.ANY) {
                    fields.add(i);
                }
            }
            return fields;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (int field : fields(inputs.get(0))) {
                String name = output.field(field).name();
                origins = origins.without(name).from(name, How.TRANSFORMATION, 0, List.of(name));
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            List<Integer> fields = fields(input);
            byte[] wanted = literal.getBytes(StandardCharsets.UTF_8);
            return (batch, output) -> {
                List<Column> columns = new ArrayList<>(batch.columns());
                for (int field : fields) {
                    TextColumn column = (TextColumn) columns.get(field);
                    List<String> missing = input.missingValues(input.field(field)).stream()
                            .map(MissingValue::value)
                            .toList();
                    columns.set(field, replaced(column, batch.rows(), wanted, missing));
                }
                output.emit(batch.with(input, columns));
            };
        }

        /** The column itself as long as nothing is found, else a copy. */
        private Column replaced(TextColumn column, int rows, byte[] wanted, List<String> missing) {
            ColumnBuilder copy = null;
            for (int row = 0; row < rows; row++) {
                String changed = null;
                if (!column.isNull(row) && contains(column, row, wanted)) {
                    String text = column.slices.text(row);
                    String result = function.apply(text);
                    changed = result.equals(text) ? null : result;
                }
                if (changed != null && copy == null) {
                    copy = ColumnBuilder.of(column.type);
                    for (int before = 0; before < row; before++) {
                        copy.append(column, before);
                    }
                }
                if (copy != null && changed == null) {
                    copy.append(column, row);
                } else if (copy != null) {
                    copy.append(missing.contains(changed) ? null : (Object) changed);
                }
            }
            return copy == null ? column : copy.build();
        }

        private static boolean contains(TextColumn column, int row, byte[] wanted) {
            byte[] bytes = column.slices.bytes;
            int last = column.slices.end(row) - wanted.length;
            for (int start = column.slices.start(row); start <= last; start++) {
                int i = 0;
                while (i < wanted.length && bytes[start + i] == wanted[i]) {
                    i++;
                }
                if (i == wanted.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
