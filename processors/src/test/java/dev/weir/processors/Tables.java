package dev.weir.processors;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.descriptor.YamlReader;
import dev.weir.flow.Steps;
import dev.weir.process.Composite;
import dev.weir.process.Each;
import dev.weir.process.Operation;
import dev.weir.process.Output;
import dev.weir.process.Processor;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.type.CellType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small tables as text, fed through steps batch by batch. A cell's text is its raw text, as if read from CSV. */
final class Tables {
    static final Steps STEPS = Steps.of(Tables.class.getClassLoader());

    private Tables() {}

    /** {@code "id integer, status string"}. */
    static Schema schema(String fields) {
        List<Field> list = new ArrayList<>();
        for (String field : fields.split(",")) {
            String[] words = field.strip().split(" ");
            FieldType type = FieldType.of(words[1]);
            list.add(Field.of(words[0], type == null ? FieldType.ANY : type));
        }
        return Schema.of(list);
    }

    static Resource resource(String name, String fields) {
        return Resource.of(name, schema(fields));
    }

    static DataPackage dataPackage(Resource... resources) {
        DataPackage result = DataPackage.EMPTY;
        for (Resource resource : resources) {
            result = result.withResource(resource);
        }
        return result;
    }

    /** A package in YAML flow style. */
    static DataPackage dataPackage(String yaml) {
        return new DataPackage((JsonObject) YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "package"));
    }

    static JsonObject json(String yaml) {
        return (JsonObject) YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), "options");
    }

    static Processor step(String name, String options) {
        return STEPS.processor(name, json(options), Path.of(""), Instant.EPOCH);
    }

    /** A step and the package in front of it. */
    record Placed(Processor step, DataPackage before) {}

    /** A step, or the parts of one that is made of steps, one after the other. */
    static List<Placed> parts(Processor step, DataPackage input) {
        if (!(step instanceof Composite composite)) {
            return List.of(new Placed(step, input));
        }
        List<Placed> parts = new ArrayList<>();
        DataPackage current = input;
        for (Processor part : composite.parts(input)) {
            parts.addAll(parts(part, current));
            current = part.describe(current);
        }
        return parts;
    }

    /** A batch of rows written as {@code 1|paid}, labels from {@code base}. */
    static Batch batch(Schema schema, long base, String... rows) {
        List<Column> columns = new ArrayList<>();
        for (int field = 0; field < schema.fields().size(); field++) {
            columns.add(column(schema, field, rows));
        }
        return new Batch(schema, rows.length, columns, base, null);
    }

    private static Column column(Schema schema, int field, String... rows) {
        StringBuilder text = new StringBuilder();
        int[] pairs = new int[2 * rows.length];
        int[] rawPairs = new int[2 * rows.length];
        int length = Slices.PAD_FRONT;
        for (int row = 0; row < rows.length; row++) {
            String raw = rows[row].split("\\|", -1)[field];
            int bytes = raw.getBytes(StandardCharsets.UTF_8).length;
            boolean quoted = raw.length() > 1 && raw.startsWith("\"");
            rawPairs[2 * row] = length;
            rawPairs[2 * row + 1] = length + bytes;
            pairs[2 * row] = length + (quoted ? 1 : 0);
            pairs[2 * row + 1] = length + bytes - (quoted ? 1 : 0);
            length += bytes;
            text.append(raw);
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[Slices.PAD_FRONT + utf8.length + Slices.PAD_BEHIND];
        System.arraycopy(utf8, 0, buffer, Slices.PAD_FRONT, utf8.length);
        Field described = schema.field(field);
        CellType type = CellType.of(described, schema.missingValues(described));
        Column column = type.allocate(rows.length);
        type.cast(Slices.ofPairs(buffer, pairs), rows.length, column);
        column.raw = new RawText(
                Slices.ofPairs(buffer, rawPairs),
                new Physical(Dialect.DEFAULT, described, schema.missingValues(described)));
        return column;
    }

    /** What came out of a kernel: rows as raw text, a canonical cell in angle brackets, and errors. */
    static final class Collected implements Output {
        final List<String> rows = new ArrayList<>();
        final List<String> errors = new ArrayList<>();

        @Override
        public void emit(Batch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                List<String> cells = new ArrayList<>();
                for (int field = 0; field < batch.columns().size(); field++) {
                    cells.add(cell(batch, field, row));
                }
                rows.add(String.join("|", cells));
            }
        }

        @Override
        public void error(Batch batch, int row, ErrorCode code, String field, String note) {
            errors.add(batch.label(row) + " " + code + " " + field + ": " + note);
        }

        private static String cell(Batch batch, int field, int row) {
            Column column = batch.column(field);
            RawText raw = column.raw;
            if (raw != null && raw.has(row)) {
                return raw.slices().text(row);
            }
            if (column.isNull(row)) {
                return "-";
            }
            Field described = batch.schema().field(field);
            return "<"
                    + CellType.of(described, batch.schema().missingValues(described))
                            .formatValue(column.value(row))
                    + ">";
        }
    }

    /** Runs the only Each of a step over the rows in batches of {@code size}. */
    static Collected each(Processor step, Schema schema, int size, String... rows) {
        DataPackage input = dataPackage(Resource.of("t", schema));
        step.describe(input);
        Operation.Apply apply = (Operation.Apply) step.operations(input).get(0);
        return each((Each) apply.form(), schema, size, rows);
    }

    static Collected each(Each form, Schema schema, int size, String... rows) {
        Collected collected = new Collected();
        Each.Kernel kernel = form.kernel(schema);
        for (int from = 0; from < rows.length; from += size) {
            kernel.apply(
                    batch(schema, from, Arrays.copyOfRange(rows, from, Math.min(from + size, rows.length))), collected);
        }
        return collected;
    }

    static JsonArray texts(String... texts) {
        return JsonArray.of(Arrays.stream(texts).map(Json::of).toList());
    }
}
