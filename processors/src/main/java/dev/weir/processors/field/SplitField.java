package dev.weir.processors.field;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Nearest;
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
import dev.weir.processors.schema.CellText;
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the text of a field into text fields behind the others. The last one takes the rest; parts that are not there, and
 * those that are one of the missing values, are missing cells.
 */
public final class SplitField implements Step {
    private static final Spec SPEC = Spec.of(
                    "split-field",
                    "Each",
                    "Cuts the text of a field into text fields behind the others, at a separator or by a regular"
                            + " expression; the last takes the rest, parts that are not there are missing.")
            .required("field", Option.Kind.TEXT, "the field to cut")
            .required("to", Option.Kind.TEXTS, "the new fields")
            .option("separator", Option.Kind.TEXT, "the text between the parts")
            .option(
                    "pattern",
                    Option.Kind.TEXT,
                    "a regular expression (RE2): what is between the parts or, if it has groups, the parts")
            .option("keep", Option.Kind.FLAG, "whether the field that is cut stays")
            .example("{field: email, to: [user, domain], separator: \"@\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        List<String> to = options.texts("to");
        for (int i = 0; i < to.size(); i++) {
            if (to.subList(0, i).contains(to.get(i))) {
                throw options.error("to", "two fields would be called '" + to.get(i) + "'");
            }
        }
        return new Split(options, options.text("field"), to, cut(options, to.size()));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    /** The parts of a text, at most as many as there are fields. */
    private interface Cut {
        List<String> parts(String text);
    }

    private static Cut cut(Options options, int count) {
        String separator = options.textOrNull("separator");
        String regex = options.textOrNull("pattern");
        if ((separator == null) == (regex == null)) {
            throw options.error(
                    regex == null ? "separator" : "pattern", "split-field takes 'separator' or 'pattern', one of them");
        }
        if (regex == null && separator != null) {
            if (separator.isEmpty()) {
                throw options.error("separator", "'separator' is empty: say what stands between the parts");
            }
            return text -> Arrays.asList(text.split(java.util.regex.Pattern.quote(separator), count));
        }
        Pattern pattern = pattern(options, String.valueOf(regex));
        if (pattern.groupCount() == 0) {
            return text -> Arrays.asList(pattern.split(text, count));
        }
        if (pattern.groupCount() != count) {
            throw options.error(
                    "pattern", "'pattern' has " + pattern.groupCount() + " groups, 'to' names " + count + " fields");
        }
        return text -> groups(pattern.matcher(text));
    }

    private static Pattern pattern(Options options, String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            if (pattern.groupCount() == 0 && pattern.matches("")) {
                throw options.error("pattern", "'" + regex + "' matches the empty text: it cuts everywhere");
            }
            return pattern;
        } catch (PatternSyntaxException fault) {
            throw options.error("pattern", "'" + regex + "' is not a regular expression: " + fault.getDescription());
        }
    }

    private static List<String> groups(Matcher matcher) {
        List<String> parts = new ArrayList<>();
        if (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                String part = matcher.group(group);
                parts.add(part == null ? "" : part);
            }
        }
        return parts;
    }

    private record Split(Options options, String field, List<String> to, Cut cut) implements Each {
        private boolean keeps() {
            return options.flag("keep", false);
        }

        @Override
        public Schema describe(Schema input) {
            if (input.indexOf(field) < 0) {
                throw options.error("field", "no field '" + field + "'" + Nearest.hint(field, input.names()));
            }
            List<Field> fields = new ArrayList<>(input.fields());
            if (!keeps()) {
                fields.remove(input.indexOf(field));
            }
            for (String name : to) {
                if (fields.stream().anyMatch(other -> other.name().equals(name))) {
                    throw options.error("to", "there is already a field '" + name + "': give the new one another name");
                }
                fields.add(Field.of(name, FieldType.STRING));
            }
            return (keeps() ? input : Keys.without(input, List.of(field))).withFields(fields);
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.sameNames(inputs.get(0), output);
            for (String name : to) {
                origins = origins.without(name).from(name, How.TRANSFORMATION, 0, List.of(field));
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            int index = input.indexOf(field);
            CellText text = new CellText(input, input.field(index));
            List<String> missing = output.missingValues(Field.of(to.get(0), FieldType.STRING)).stream()
                    .map(MissingValue::value)
                    .toList();
            return (batch, out) -> {
                List<Column> columns = new ArrayList<>(batch.columns());
                if (!keeps()) {
                    columns.remove(index);
                }
                columns.addAll(parts(text, batch.column(index), batch.rows(), missing));
                out.emit(batch.with(output, columns));
            };
        }

        private List<Column> parts(CellText text, Column column, int rows, List<String> missing) {
            List<ColumnBuilder> builders =
                    to.stream().map(name -> ColumnBuilder.of(FieldType.STRING)).toList();
            TextBuffer buffer = new TextBuffer(64);
            for (int row = 0; row < rows; row++) {
                buffer.clear();
                boolean there = !column.isNull(row) && text.append(column, row, buffer);
                List<String> parts = there
                        ? cut.parts(new String(buffer.bytes, 0, buffer.length, StandardCharsets.UTF_8))
                        : List.of();
                for (int i = 0; i < builders.size(); i++) {
                    String part = i < parts.size() ? parts.get(i) : null;
                    builders.get(i).append(part == null || missing.contains(part) ? null : (Object) part);
                }
            }
            return builders.stream().map(ColumnBuilder::build).toList();
        }
    }
}
