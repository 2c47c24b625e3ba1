package dev.weir.run;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.refresh.source.Edit;
import dev.weir.report.ErrorCode;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.source.DataFolder;
import dev.weir.source.Reason;
import dev.weir.source.SourceException;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import dev.weir.validate.Faults;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The edits of a change file, CSV or JSON Lines: the fields of a table, {@code _change_type}, and {@code _after} where it
 * is there. Fields that are not there are {@link Column#ABSENT}. CSV is read in the table's dialect, with a header; its
 * cells keep their texts, those of JSON Lines have none.
 *
 * <p>Errors: {@link SourceException} with the file's name, row or line, and what is wrong.
 */
final class EditFile {
    static final String TYPE = "_change_type";
    static final String AFTER = "_after";
    private static final List<String> HEADER = List.of("header", "headerRows", "headerJoin", "commentRows");

    private final Path file;
    private final String name;
    private final Schema schema;
    private final List<@Nullable Physical> physicals;
    private final RunOptions options;

    /**
     * @param name of the file, for messages
     * @param schema of the table
     * @param physicals how the table's texts are read, null for columns without
     */
    EditFile(Path file, String name, Schema schema, List<@Nullable Physical> physicals, RunOptions options) {
        this.file = file;
        this.name = name;
        this.schema = schema;
        this.physicals = new ArrayList<>(physicals);
        this.options = options;
    }

    /** Gives all edits in turn; each is valid during the call. */
    void read(Dialect dialect, Consumer<Edit> to) {
        if (isLines(file.toString())) {
            readLines(to);
        } else {
            readTable(dialect, to);
        }
    }

    /** Whether a file is of JSON Lines, by its name. */
    static boolean isLines(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
    }

    private void readTable(Dialect stated, Consumer<Edit> to) {
        JsonObject json = stated.json();
        for (String property : HEADER) {
            json = json.without(property);
        }
        Dialect dialect = new Dialect(json);
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(Field.of(TYPE, FieldType.STRING));
        fields.add(Field.of(AFTER, FieldType.INTEGER));
        Schema read = schema.withFields(fields).with("fieldsMatch", Json.of("partial"));
        Path parent = file.getParent();
        DataFolder folder =
                new DataFolder(parent == null ? file.getFileSystem().getPath("") : parent, true, options.limits());
        Resource resource = Resource.of("changes", read).with("path", Json.of(String.valueOf(file.getFileName())));
        try (TableScan scan = TableScan.open(new TableSource(resource, folder), read, dialect, options)) {
            requireHeader(scan, read);
            TableScan.Load load = scan.cargo();
            long rows = 1;
            for (Batch batch = scan.readNext(load); batch != null; batch = scan.readNext(load)) {
                if (!load.faults.isEmpty()) {
                    Faults.Fault fault = load.faults.list().get(0);
                    throw wrong("row " + (rows + fault.row() + 1), fault.note());
                }
                give(batch, rows, to);
                rows += batch.rows();
            }
        }
    }

    private void requireHeader(TableScan scan, Schema read) {
        if (scan.table().isEmpty()) {
            throw wrong("row 1", "the file is empty: its first line names " + TYPE + " and fields of the table");
        }
        List<String> labels = scan.table().labels();
        if (labels == null || !scan.isPresent(read.indexOf(TYPE))) {
            throw wrong("row 1", "the header names no field " + TYPE);
        }
        for (String label : labels) {
            if (read.field(label) == null) {
                throw wrong("row 1", "'" + label + "' is no field of the table");
            }
        }
        for (RowError error : scan.headerErrors()) {
            if (error.code() != ErrorCode.MISSING_LABEL) { // a field that is not named stays as it is
                throw wrong("row 1", "'" + error.cell() + "': " + error.code() + " " + error.note());
            }
        }
    }

    private void give(Batch batch, long rowsBefore, Consumer<Edit> to) {
        int width = schema.fields().size();
        List<Column> columns = new ArrayList<>(batch.columns().subList(0, width));
        for (int i = 0; i < width; i++) {
            Physical physical = physicals.get(i);
            RawText raw = columns.get(i).raw;
            if (raw != null) {
                columns.get(i).raw = physical == null ? null : new RawText(raw.slices(), physical);
            }
        }
        Batch rows = batch.with(schema, columns);
        for (int i = 0; i < batch.rows(); i++) {
            String place = "row " + (rowsBefore + i + 1);
            Column after = batch.column(width + 1);
            if (after.isBad(i)) {
                throw wrong(place, AFTER + " is no integer");
            }
            to.accept(edit(batch.column(width).value(i), after.isNull(i) ? null : after.value(i), rows, i, place));
        }
    }

    private Edit edit(@Nullable Object type, @Nullable Object after, Batch batch, int row, String place) {
        Edit.Kind kind = type instanceof String text ? Edit.Kind.of(text) : null;
        if (kind == null) {
            throw wrong(
                    place,
                    TYPE + " is " + (type == null ? "missing" : "\"" + type + "\"")
                            + "; it is one of insert, delete, update_preimage, update_postimage, upsert");
        }
        if (after != null && !(after instanceof Long number && number >= 0)) {
            throw wrong(place, AFTER + " is " + after + "; it is a row number from 1, or 0 for the head");
        }
        return new Edit(kind, after instanceof Long number ? number : -1, batch, row, place);
    }

    private void readLines(Consumer<Edit> to) {
        List<CellType> types = new ArrayList<>();
        for (Field field : schema.fields()) {
            types.add(CellType.of(field, schema.missingValues(field)));
        }
        int limit = options.limits().recordBytes();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            EditLines lines = new EditLines(bytes, limit);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                String place = "line " + lines.number();
                if (line.length > limit) {
                    throw wrong(place, "it is longer than the limit of " + limit + " bytes");
                }
                String text = text(line, place);
                if (!text.isBlank()) {
                    to.accept(edit(text, place, types));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private String text(byte[] line, String place) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(place, "it is not UTF-8");
        }
    }

    private Edit edit(String line, String place, List<CellType> types) {
        Json json;
        try {
            json = JsonReader.read(line.getBytes(StandardCharsets.UTF_8), name);
        } catch (DescriptorException problem) {
            throw wrong(place, "it is no JSON: " + problem.findings().get(0).message());
        }
        if (!(json instanceof JsonObject object)) {
            throw wrong(place, "it is no JSON object");
        }
        for (String name : object.properties().keySet()) {
            if (schema.field(name) == null && !name.equals(TYPE) && !name.equals(AFTER)) {
                throw wrong(place, "'" + name + "' is no field of the table");
            }
        }
        List<Column> columns = new ArrayList<>();
        for (CellType type : types) {
            columns.add(column(type, object.get(type.field().name()), place));
        }
        Json after = object.get(AFTER);
        Object number = after == null || after instanceof JsonNull
                ? null
                : CellType.of(Field.of(AFTER, FieldType.INTEGER), List.of()).castJson(after)
                                instanceof CastResult.Value v
                        ? v.value()
                        : after;
        return edit(object.text(TYPE), number, new Batch(schema, 1, columns, 0, null), 0, place);
    }

    private Column column(CellType type, @Nullable Json cell, String place) {
        ColumnBuilder builder = ColumnBuilder.of(type.field());
        CastResult cast = cell == null ? new CastResult.Missing() : type.castJson(cell);
        if (cast instanceof CastResult.Bad bad) {
            throw wrong(place, "'" + type.field().name() + "': " + bad.note());
        }
        builder.append(cast.valueOrNull());
        Column column = builder.build();
        if (cell == null) {
            column.states = new byte[] {Column.ABSENT};
        }
        return column;
    }

    private SourceException wrong(String place, String reason) {
        return new SourceException(ErrorCode.SOURCE_ERROR, name, place + ": " + reason, -1, null);
    }
}
