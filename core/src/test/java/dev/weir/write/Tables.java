package dev.weir.write;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.parse.Block;
import dev.weir.parse.CsvTable;
import dev.weir.parse.ParseLimits;
import dev.weir.parse.TextTable;
import dev.weir.process.Whole;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.source.FileBytes;
import dev.weir.type.CellType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads and writes small tables, as a run would. */
final class Tables {
    /** Thousands of tables are read: each thread has one file for them. */
    private static final ThreadLocal<Path> ONE_FILE = ThreadLocal.withInitial(() -> {
        try {
            Path file = Files.createTempFile("weir-test-", ".csv");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    });

    private Tables() {}

    static Schema schema(String json) {
        return new Schema((JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "schema"));
    }

    /** A schema of fields given as {@code name:type}. */
    static Schema fields(String... fields) {
        List<Field> made = new ArrayList<>();
        for (String field : fields) {
            String[] parts = field.split(":");
            made.add(Field.of(parts[0], FieldType.of(parts[1])));
        }
        return Schema.of(made);
    }

    static Dialect dialect(String json) {
        return new Dialect((JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "dialect"));
    }

    /** Gives every batch of a table, with raw text. */
    static void read(Path file, Schema schema, Dialect dialect, ParseLimits limits, Consumer<Batch> taker) {
        int fields = schema.fields().size();
        CellType[] types = new CellType[fields];
        Physical[] physicals = new Physical[fields];
        Column[] columns = new Column[fields];
        for (int i = 0; i < fields; i++) {
            List<MissingValue> missing = schema.missingValues(schema.field(i));
            types[i] = CellType.of(schema.field(i), missing);
            physicals[i] = new Physical(dialect, schema.field(i), missing);
            columns[i] = types[i].allocate(16);
        }
        try (TextTable table = CsvTable.open(FileBytes.open(file), dialect, limits)) {
            Block block = table.blocks().workspace();
            while (table.blocks().next(block)) {
                table.blocks().settle(block);
                if (!block.layOut(fields) || block.hasMore()) {
                    throw new IllegalStateException("a block of many parts");
                }
                if (!block.problems().isEmpty()) {
                    throw new IllegalStateException(block.problems().toString());
                }
                for (int i = 0; i < fields; i++) {
                    Slices raw = block.raw(i);
                    types[i].cast(block.content(i, raw), block.rows(), columns[i]);
                    columns[i].raw = new RawText(raw, physicals[i]);
                }
                taker.accept(new Batch(schema, block.rows(), List.of(columns), block.segment() << 32, null));
            }
        }
    }

    static void read(byte[] csv, Schema schema, Dialect dialect, Consumer<Batch> taker) {
        try {
            Path file = ONE_FILE.get();
            Files.write(file, csv);
            read(file, schema, dialect, ParseLimits.DEFAULT.withBlockBytes(1 << 12), taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table's rows as values. */
    static List<List<Object>> values(byte[] csv, Schema schema, Dialect dialect) {
        List<List<Object>> rows = new ArrayList<>();
        read(csv, schema, dialect, batch -> addValues(batch, rows));
        return rows;
    }

    static void addValues(Batch batch, List<List<Object>> rows) {
        for (int row = 0; row < batch.rows(); row++) {
            List<Object> cells = new ArrayList<>();
            for (Column column : batch.columns()) {
                cells.add(column.isBad(row) ? "bad" : column.value(row));
            }
            rows.add(cells);
        }
    }

    /** An error of a cell: row, field, note. */
    record CellError(int row, String field, String note) {}

    /** What is written for a table when its batches pass through {@code step}. */
    static String rewrite(
            String csv,
            Schema schema,
            Dialect dialect,
            CsvLayout layout,
            java.util.function.UnaryOperator<Batch> step,
            List<CellError> errors) {
        TextBuffer out = layout.head();
        CsvRowWriter writer = layout.writer(into(errors));
        read(csv.getBytes(StandardCharsets.UTF_8), schema, dialect, batch -> writer.write(step.apply(batch), out));
        return out.text();
    }

    static Whole.ErrorTaker into(List<CellError> errors) {
        return (batch, row, code, field, note) -> errors.add(new CellError(row, field, note));
    }
}
