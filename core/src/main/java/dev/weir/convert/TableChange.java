package dev.weir.convert;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.FieldsMatch;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import dev.weir.run.OpenPackage;
import dev.weir.run.RawRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one table: whether its file is copied, or its rows are written anew and how; the schema and the dialect
 * that it then has. Some answers are in the data only, which is then read once more.
 */
final class TableChange {
    /** How the bytes come about. */
    enum Way {
        /** The file itself, or what stands in the descriptor. */
        COPY,
        /** CSV in another dialect: text as it stands. */
        TEXT,
        /** CSV of values. */
        CSV,
        /** JSON of values. */
        JSON,
        /** JSON as it stands, in a document or in lines. */
        ROWS
    }

    private static final List<String> OF_SOURCE = List.of("headerRows", "headerJoin", "commentRows");
    private static final List<String> NOT_OF_TEXT =
            List.of("property", "itemType", "itemKeys", "sheetNumber", "sheetName", "table");
    private static final Pattern ZULU = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    /** Texts that stand for a missing cell, the first one that is no value of the field. */
    private static final List<String> MISSING = List.of("", "NULL", "\\N", "(missing)");

    final OpenPackage.Table table;
    final TableForm form;
    final Way way;
    /** The schema under which rows are read; null for text, or where none is stated. */
    final @Nullable Schema read;
    /** The same fields in the output; null as {@link #read}. */
    final @Nullable Schema written;
    /** The schema of the output's descriptor; null for none. */
    final @Nullable Schema described;
    /** The dialect of the output's descriptor; empty for none. */
    final JsonObject dialect;

    final @Nullable String encoding;
    private final String name;
    private final ConvertOptions options;
    private final Consumer<Loss> losses;
    private final UnaryOperator<String> names;

    TableChange(OpenPackage.Table table, ConvertOptions options, UnaryOperator<String> names, Consumer<Loss> losses) {
        this.table = table;
        this.options = options;
        this.names = names;
        this.losses = losses;
        Resource resource = table.descriptor();
        this.name = resource.name();
        Schema declared = resource.schema();
        TableForm from = form(table);
        this.form = options.form() == null ? from : options.form();
        boolean v1 = options.standard() == Standard.V1;
        JsonObject own = resource.dialect().json();
        JsonObject spelled = from.isText() ? table.dialect().json() : JsonObject.EMPTY;
        JsonObject wanted = form.isText() ? dialect(from, spelled, v1) : JsonObject.EMPTY;
        String stated = resource.encoding();
        String encoding = form.isText() ? options.encoding() : null;
        boolean recoded = encoding != null && !encoding.equalsIgnoreCase(stated == null ? "utf-8" : stated);
        boolean texts = v1 && declared != null && SchemaToVersion1.changesText(declared);
        if (from.isText() && form.isText()) {
            way = texts ? Way.CSV : recoded || !wanted.equals(spelled) ? Way.TEXT : Way.COPY;
        } else if (form.isText()) {
            way = Way.CSV;
        } else if (from.isText()) {
            way = Way.JSON;
        } else if (v1 && (texts || from != form || hasList(declared) || own.has("itemKeys"))) {
            way = Way.JSON;
        } else {
            way = from != form || v1 && own.has("property") ? Way.ROWS : Way.COPY;
        }
        boolean anew = way != Way.COPY;
        this.encoding = !anew
                ? stated
                : !form.isText() ? "utf-8" : encoding != null ? encoding : stated == null ? "utf-8" : stated;
        if (anew && (own.has("commentChar") || own.has("commentRows")) && from.isText()) {
            losses.accept(new Loss(name, "comments in the file are dropped: the rows are written anew"));
        }
        if (anew && own.has("property")) {
            losses.accept(new Loss(name, "what stands around the rows in the document is dropped: they are a table"));
        }
        boolean typed = way == Way.CSV || way == Way.JSON;
        boolean ordered = v1 && declared != null && declared.fieldsMatch() != FieldsMatch.EXACT;
        read = declared == null || !typed && !ordered ? declared : ofData(declared, !from.isText());
        Set<String> loose = v1 && read != null ? looseTimes(read) : Set.of();
        written = read == null || !typed ? null : withLists(read, change(read, from, loose, loss -> {}));
        Schema base = ordered || read == null ? read : declared;
        described = base == null ? null : change(base, from, loose, losses);
        if (ordered && read != null && declared != null) {
            sayFields(declared, read);
        }
        JsonObject kept =
                form.isText() && anew ? without(wanted, OF_SOURCE, NOT_OF_TEXT) : anew ? JsonObject.EMPTY : own;
        if (way == Way.ROWS && own.has("itemKeys")) {
            kept = kept.with("itemKeys", JsonArray.ofTexts(resource.dialect().itemKeys()));
        }
        dialect = v1
                ? dialectOfVersion1(kept, from)
                : kept.without(kept.properties().isEmpty() ? "" : "$schema");
    }

    /** Lists that are described as strings in version 1 are still written as lists, into CSV. */
    private Schema withLists(Schema read, Schema changed) {
        if (way != Way.CSV) {
            return changed;
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < changed.fields().size(); i++) {
            boolean list =
                    read.field(i).type() == FieldType.LIST && changed.field(i).type() != FieldType.LIST;
            fields.add(list ? new Field(read.field(i).json().without("missingValues")) : changed.field(i));
        }
        return changed.withFields(fields);
    }

    private static boolean hasList(@Nullable Schema schema) {
        return schema != null && schema.fields().stream().anyMatch(field -> field.type() == FieldType.LIST);
    }

    static TableForm form(OpenPackage.Table table) {
        if (table.descriptor().rows() != null) {
            return TableForm.INLINE;
        } else if (table.isJson()) {
            return table.isJsonLines() ? TableForm.JSONL : TableForm.JSON;
        }
        Resource resource = table.descriptor();
        String path = resource.paths().isEmpty() ? "" : resource.paths().get(0).toLowerCase(Locale.ROOT);
        String format = resource.format() == null ? path.replace(".gz", "") : "." + resource.format();
        return format.endsWith(".tsv") ? TableForm.TSV : TableForm.CSV;
    }

    private static JsonObject without(JsonObject json, List<String> one, List<String> other) {
        JsonObject less = json;
        for (String property : one) {
            less = less.without(property);
        }
        for (String property : other) {
            less = less.without(property);
        }
        return less;
    }

    /** The dialect of CSV that is asked for, over the one that the file has. */
    private JsonObject dialect(TableForm from, JsonObject own, boolean v1) {
        JsonObject json = own;
        if (form == TableForm.TSV && from != form) {
            json = json.with("delimiter", "\t");
        } else if (form == TableForm.CSV && from == TableForm.TSV && "\t".equals(json.text("delimiter"))) {
            json = json.without("delimiter");
        }
        if (v1) {
            json = without(json, new Dialect(json).headerRows().equals(List.of(1)) ? List.of() : OF_SOURCE, List.of());
            json = new Dialect(json).commentRows().isEmpty() ? json : json.without("commentRows");
            json = json.text("delimiter", ",").length() == 1 ? json : json.without("delimiter");
            json = List.of("\n", "\r\n").contains(json.text("lineTerminator", "\n"))
                    ? json
                    : json.without("lineTerminator");
        }
        if (options.delimiter() != null && !options.delimiter().equals(new Dialect(json).delimiter())) {
            json = json.with("delimiter", options.delimiter());
        }
        if (options.quoteChar() != null && !options.quoteChar().equals(new Dialect(json).quoteChar())) {
            json = json.without("escapeChar").without("doubleQuote").with("quoteChar", options.quoteChar());
        }
        if (options.lineTerminator() != null) {
            json = json.with("lineTerminator", options.lineTerminator());
        }
        return options.noHeader() ? json.with("header", Json.of(false)) : json;
    }

    private JsonObject dialectOfVersion1(JsonObject dialect, TableForm from) {
        if (dialect.properties().isEmpty() || !form.isText()) {
            return JsonObject.EMPTY;
        }
        JsonObject json =
                without(dialect, OF_SOURCE, NOT_OF_TEXT).without("$schema").without("nullSequence");
        if (from == TableForm.TSV && form == from && !json.has("delimiter")) {
            json = json.with("delimiter", "\t");
        }
        json = json.has("delimiter") ? json : json.with("delimiter", ",");
        return json.has("doubleQuote") ? json : json.with("doubleQuote", Json.of(true));
    }

    /** The schema of the data's own columns, in their order, so that no column is left out. */
    private Schema ofData(Schema declared, boolean keyed) {
        List<String> labels;
        try (RawRows rows = table.rawRows(keyed ? declared : null, false)) {
            labels = rows.labels();
        }
        if (labels == null) {
            return declared.without("fieldsMatch");
        }
        boolean exact = declared.fieldsMatch() == FieldsMatch.EXACT;
        List<Field> fields = new ArrayList<>();
        if (exact) {
            fields.addAll(declared.fields());
            for (int i = fields.size(); i < labels.size() && !keyed; i++) {
                fields.add(Field.of(labels.get(i), FieldType.ANY));
            }
        }
        Set<String> known = new HashSet<>(declared.names());
        for (String label : labels) {
            Field field = declared.field(label);
            if (!exact || keyed && !known.contains(label)) {
                fields.add(field == null ? Field.of(label, FieldType.ANY) : field);
            }
        }
        return declared.without("fieldsMatch").withFields(fields);
    }

    private void sayFields(Schema declared, Schema read) {
        for (String field : declared.names()) {
            if (read.indexOf(field) < 0) {
                losses.accept(new Loss(
                        name + ", field '" + field + "'",
                        "is dropped: the data has no such column, and version 1 has no fieldsMatch"));
            }
        }
        for (String field : read.names()) {
            if (declared.indexOf(field) < 0) {
                losses.accept(new Loss(
                        name + ", field '" + field + "'",
                        "is added: the data has such a column, and version 1 has no fieldsMatch"));
            }
        }
    }

    private Schema change(Schema schema, TableForm from, Set<String> loose, Consumer<Loss> said) {
        Schema now = schema;
        if (way == Way.JSON) {
            now = NativeFields.of(now, name, said);
        } else if (way == Way.CSV && !from.isText()) {
            now = textFields(now);
        }
        if (options.standard() != Standard.V1) {
            return now;
        }
        String sequence = form.isText() ? table.dialect().nullSequence() : null;
        if (sequence != null
                && now.missingValues().stream().noneMatch(value -> value.value().equals(sequence))) {
            List<MissingValue> missing = now.missingValues();
            List<String> more =
                    new ArrayList<>(missing.stream().map(MissingValue::value).toList());
            more.add(sequence);
            now = now.with("missingValues", JsonArray.ofTexts(more));
        }
        Schema in1 = new SchemaToVersion1(name, names, loose, said).of(now);
        return keys(in1, said);
    }

    /** Drops keys over fields that the schema does not have any more. */
    private Schema keys(Schema schema, Consumer<Loss> said) {
        JsonObject json = schema.json();
        if (!schema.names().containsAll(schema.primaryKey())) {
            said.accept(new Loss(name, "the primary key is dropped: it has a field that the data has not"));
            json = json.without("primaryKey");
        }
        List<JsonObject> kept = new ArrayList<>();
        for (JsonObject key : json.objects("foreignKeys")) {
            if (schema.names().containsAll(key.texts("fields"))) {
                kept.add(key);
            } else {
                said.accept(new Loss(name, "a foreign key is dropped: it has a field that the data has not"));
            }
        }
        return new Schema(json.has("foreignKeys") ? json.with("foreignKeys", JsonArray.of(kept)) : json);
    }

    /** The schema for text of values that came from JSON: every field with missing cells has a text for them. */
    private Schema textFields(Schema schema) {
        List<Field> fields = new ArrayList<>();
        List<String> missing = null;
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.field(i);
            if (!schema.missingValues(field).isEmpty()) {
                fields.add(field);
                continue;
            }
            missing = missing == null ? missingTexts(schema) : missing;
            String text = missing.get(i);
            fields.add(text == null ? field : field.with("missingValues", JsonArray.ofTexts(List.of(text))));
        }
        List<String> all = missing == null
                ? List.of()
                : missing.stream().filter(Objects::nonNull).distinct().toList();
        boolean one = missing != null && all.size() == 1 && missing.stream().noneMatch(Objects::isNull);
        return one && schema.fields().stream().allMatch(field -> field.missingValues() == null)
                ? schema.with("missingValues", JsonArray.ofTexts(all))
                : schema.withFields(fields);
    }

    private @Nullable List<String> missingOfData;

    /** For each field the text for its missing cells: the first that none of its values is; null for no missing cells. */
    private List<String> missingTexts(Schema schema) {
        List<String> known = missingOfData;
        if (known != null) {
            return known;
        }
        int fields = schema.fields().size();
        boolean[][] taken = new boolean[fields][MISSING.size()];
        boolean[] missing = new boolean[fields];
        try (RawRows rows = table.rawRows(schema, true)) {
            while (rows.next()) {
                Batch batch = rows.cells();
                for (int i = 0; i < fields; i++) {
                    Column column = batch.column(i);
                    for (int row = 0; row < rows.rows(); row++) {
                        if (column.isNull(row)) {
                            missing[i] = true;
                        } else if (column.value(row) instanceof String text && MISSING.contains(text)) {
                            taken[i][MISSING.indexOf(text)] = true;
                        } else if (column.value(row) instanceof List<?> list && list.isEmpty()) {
                            taken[i][0] = true;
                        }
                    }
                }
            }
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            String text = null;
            for (int k = MISSING.size() - 1; k >= 0 && (missing[i] || !isText(schema.field(i))); k--) {
                text = taken[i][k] ? text : MISSING.get(k);
            }
            texts.add(text);
        }
        missingOfData = texts;
        return texts;
    }

    private static boolean isText(Field field) {
        return field.type() == FieldType.STRING || field.type() == FieldType.ANY || field.type() == FieldType.LIST;
    }

    /** The default datetimes that are not all spelled as version 1 wants them. */
    private Set<String> looseTimes(Schema schema) {
        Set<String> loose = new HashSet<>();
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.field(i);
            if (field.type() == FieldType.DATETIME && field.format().equals("default")) {
                times.add(i);
            }
        }
        if (times.isEmpty()) {
            return loose;
        }
        try (RawRows rows = table.rawRows(schema, true)) {
            while (rows.next() && loose.size() < times.size()) {
                for (int field : times) {
                    Column column = rows.cells().column(field);
                    for (int row = 0; row < rows.rows(); row++) {
                        RawText raw = column.raw;
                        String text =
                                raw == null || !raw.has(row) ? "" : raw.slices().text(row);
                        if (!column.isNull(row)
                                && !ZULU.matcher(text.replace("\"", "")).matches()) {
                            loose.add(schema.field(field).name());
                        }
                    }
                }
            }
        }
        return loose;
    }

    /** Whether all files of a resource are at addresses. */
    static boolean isElsewhere(Resource resource) {
        return !resource.paths().isEmpty() && resource.paths().stream().allMatch(DataPath::isUrl);
    }
}
