package dev.weir.convert;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.RawText;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import dev.weir.source.SourceException;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import dev.weir.write.Framing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON, each on a line: objects, or arrays where names stand twice. Numbers have all their digits, booleans
 * and what is nested are themselves, a missing cell is {@code null}; all else is the text that it has in the source. One
 * thread; memory: one row.
 */
final class JsonRows {
    private static final String HEX = "0123456789abcdef";

    /** What a cell becomes. */
    private enum Kind {
        NUMBER,
        BOOLEAN,
        NESTED,
        LIST,
        TEXT
    }

    private final String resource;
    private final Schema target;
    private final Kind[] kinds;
    private final CellType[] types;
    private final CellType[] items;
    private final byte[][] before;
    private final boolean keyed;
    private final TextBuffer text = new TextBuffer(64);
    private final long[] notNative;

    /**
     * @param read the schema under which rows come
     * @param target the same fields as they are described in the output
     * @param arrays whether rows are arrays in any case
     */
    JsonRows(String resource, Schema read, Schema target, boolean arrays) {
        this.resource = resource;
        this.target = target;
        List<Field> fields = target.fields();
        this.keyed = !arrays && fields.stream().map(Field::name).distinct().count() == fields.size();
        this.kinds = new Kind[fields.size()];
        this.types = new CellType[fields.size()];
        this.items = new CellType[fields.size()];
        this.before = new byte[fields.size()][];
        this.notNative = new long[fields.size()];
        for (int i = 0; i < kinds.length; i++) {
            Field field = fields.get(i);
            kinds[i] = read.field(i).type() == field.type() ? kind(field) : Kind.TEXT;
            types[i] = CellType.of(kinds[i] == Kind.TEXT ? read.field(i) : field, target.missingValues(field));
            FieldType item = FieldType.of(field.json().text("itemType", "string"));
            items[i] = CellType.of(Field.of(field.name(), item == null ? FieldType.STRING : item), List.of());
            StringBuilder start = new StringBuilder(i == 0 ? "" : ",");
            if (keyed) {
                JsonWriter.quote(field.name(), start);
                start.append(':');
            }
            before[i] = start.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Kind kind(Field field) {
        return switch (field.type()) {
            case INTEGER, NUMBER, YEAR -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case OBJECT, ARRAY, GEOJSON -> Kind.NESTED;
            case GEOPOINT -> field.format().equals("default") ? Kind.TEXT : Kind.NESTED;
            case LIST -> Kind.LIST;
            default -> Kind.TEXT;
        };
    }

    /** The row of names that arrays begin with; null where rows are objects. */
    @Nullable
    TextBuffer header() {
        if (keyed) {
            return null;
        }
        TextBuffer out = new TextBuffer(256);
        out.put(array(target.names()));
        return out;
    }

    /** An array of texts. */
    static String array(List<String> texts) {
        return JsonWriter.compact(JsonArray.ofTexts(texts));
    }

    /** How many cells of a field are text though others are numbers: NaN and the infinities. */
    long notNative(int field) {
        return notNative[field];
    }

    /** Appends one row. {@code number} is that of the row, from 1, for messages. */
    void put(Batch batch, int row, long number, TextBuffer out) {
        out.put((byte) (keyed ? '{' : '['));
        for (int i = 0; i < kinds.length; i++) {
            out.put(before[i]);
            Column column = batch.column(i);
            if (column.isBad(row)) {
                putBad(column, row, i, number, out);
            } else if (column.isNull(row)) {
                out.put("null");
            } else {
                put(column, row, i, out);
            }
        }
        out.put((byte) (keyed ? '}' : ']'));
    }

    private void put(Column column, int row, int field, TextBuffer out) {
        switch (kinds[field]) {
            case BOOLEAN -> out.put(((LongColumn) column).values[row] == 0 ? "false" : "true");
            case NUMBER -> putNumber(column, row, field, out);
            case NESTED -> types[field].format(column, row, out);
            case LIST -> putList(column.value(row), items[field], out);
            default -> putText(column, row, field, out);
        }
    }

    private void putNumber(Column column, int row, int field, TextBuffer out) {
        if (column.value(row) instanceof Double) {
            notNative[field]++;
            text.clear();
            types[field].format(column, row, text);
            quote(text.bytes, 0, text.length, out);
            return;
        }
        RawText raw = column.raw;
        if (raw != null && raw.has(row) && isPlain(raw.physical().field())) {
            int from = raw.slices().start(row);
            int to = raw.slices().end(row);
            if (isJsonNumber(raw.slices().bytes, from, to)) {
                out.put(raw.slices().bytes, from, to);
                return;
            }
        }
        if (column.type == FieldType.YEAR) {
            out.put(String.valueOf(column.value(row)));
        } else {
            types[field].format(column, row, out);
        }
    }

    private static boolean isPlain(Field field) {
        return field.type() != FieldType.YEAR
                && !field.json().has("groupChar")
                && !field.json().has("decimalChar")
                && !field.json().has("bareNumber");
    }

    /** Whether the text is a number of JSON without an exponent. */
    private static boolean isJsonNumber(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int digits = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == digits || at > digits + 1 && bytes[digits] == '0') {
            return false;
        }
        if (at == to) {
            return true;
        }
        int point = at;
        for (at++; at < to && bytes[at] >= '0' && bytes[at] <= '9'; ) {
            at++;
        }
        return bytes[point] == '.' && at == to && at > point + 1;
    }

    private static void putList(@Nullable Object list, CellType item, TextBuffer out) {
        out.put((byte) '[');
        boolean first = true;
        for (Object value : list instanceof List<?> values ? values : List.of()) {
            if (!first) {
                out.put((byte) ',');
            }
            first = false;
            FieldType type = item.field().type();
            String formatted = item.formatValue(value);
            boolean bare = value instanceof Boolean
                    || (type == FieldType.INTEGER || type == FieldType.NUMBER) && !(value instanceof Double);
            byte[] bytes = formatted.getBytes(StandardCharsets.UTF_8);
            if (bare) {
                out.put(bytes);
            } else {
                quote(bytes, 0, bytes.length, out);
            }
        }
        out.put((byte) ']');
    }

    private void putText(Column column, int row, int field, TextBuffer out) {
        if (column instanceof TextColumn cells) {
            quote(cells.slices.bytes, cells.slices.start(row), cells.slices.end(row), out);
            return;
        }
        if (column.type == FieldType.LIST || !raw(column, row)) {
            text.clear();
            types[field].format(column, row, text);
        }
        quote(text.bytes, 0, text.length, out);
    }

    /** Puts the text that a cell has in its source into the buffer; false where it has none. */
    private boolean raw(Column column, int row) {
        RawText raw = column.raw;
        if (raw == null || !raw.has(row)) {
            return false;
        }
        text.clear();
        Framing.ofRaw(raw.physical().dialect())
                .unframe(
                        raw.slices().bytes,
                        raw.slices().start(row),
                        raw.slices().end(row),
                        text);
        return true;
    }

    /** A cell that is not of its type stays the text that it is, as long as that is in error in JSON too. */
    private void putBad(Column column, int row, int field, long number, TextBuffer out) {
        raw(column, row);
        String cell = text.text();
        CellType type = CellType.of(target.field(field), List.<MissingValue>of());
        if (!(type.castJson(new JsonText(cell, Json.Place.NONE)) instanceof CastResult.Bad)) {
            throw new SourceException(
                    ErrorCode.TYPE_ERROR,
                    resource,
                    "row " + number + ", field '" + target.field(field).name() + "': \"" + cell
                            + "\" is not of the field's type, but would be in JSON: mend the cell first",
                    -1,
                    null);
        }
        quote(text.bytes, 0, text.length, out);
    }

    /** Appends UTF-8 as a string of JSON. */
    static void quote(byte[] bytes, int from, int to, TextBuffer out) {
        out.put((byte) '"');
        int copied = from;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                out.put(bytes, copied, at);
                copied = at + 1;
                out.put((byte) '\\');
                switch (b) {
                    case '\n' -> out.put((byte) 'n');
                    case '\r' -> out.put((byte) 'r');
                    case '\t' -> out.put((byte) 't');
                    case '"', '\\' -> out.put(b);
                    default -> {
                        out.put("u00");
                        out.put((byte) HEX.charAt(b >> 4));
                        out.put((byte) HEX.charAt(b & 15));
                    }
                }
            }
        }
        out.put(bytes, copied, to);
        out.put((byte) '"');
    }
}
