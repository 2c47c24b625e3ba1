package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a field are read and written: text to values of a {@link Column}, and values to canonical text.
 *
 * <p>A text that is one of the missing values is a missing cell ({@link Column#NULL}), compared before anything else; a
 * text that is not of the type is a bad cell ({@link Column#BAD}, {@code type-error}). Blanks around an integer or a
 * number are ignored, around every other type they are a type error. Canonical text is a function of value and field.
 * Law: {@code cast(format(v)) == v} for every value that {@code cast} gives. Immutable, safe for use by several threads.
 * Spec: https://datapackage.org/standard/table-schema/#field-types
 */
public abstract class CellType {
    /** Property of a number field: at least so many digits are written behind the point, as DECIMAL(p, s) asks for. */
    public static final String SCALE = "weir:scale";

    final Field field;
    final FieldType type;
    final MissingTexts missing;

    CellType(Field field, List<MissingValue> missing) {
        this.field = field;
        this.type = field.type();
        this.missing = new MissingTexts(missing);
    }

    /**
     * The type of {@code field}'s cells.
     *
     * @param missing the texts that count as missing in this field, see {@link dev.weir.descriptor.Schema#missingValues(Field)}
     * @throws IllegalArgumentException where {@link #problems} has something to say
     */
    public static CellType of(Field field, List<MissingValue> missing) {
        List<String> problems = problems(field);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("field '" + field.name() + "': " + String.join("; ", problems));
        }
        return switch (field.type()) {
            case STRING, ANY -> new StringType(field, missing);
            case NUMBER -> new NumberType(field, missing);
            case INTEGER -> new IntegerType(field, missing);
            case BOOLEAN -> new BooleanType(field, missing);
            case OBJECT, ARRAY -> new JsonType(field, missing);
            case LIST -> new ListType(field, missing);
            case DATETIME -> new DatetimeType(field, missing);
            case DATE -> new DateType(field, missing);
            case TIME -> new TimeType(field, missing);
            case YEAR -> new YearType(field, missing);
            case YEARMONTH -> new YearmonthType(field, missing);
            case DURATION -> new DurationType(field, missing);
            case GEOPOINT -> new GeopointType(field, missing);
            case GEOJSON -> new GeojsonType(field, missing);
        };
    }

    /**
     * What in the field's format and lexical options cannot be used, each with what to do; empty where all can.
     *
     * <p>Options that do not belong to the field's type are ignored, as is the format of a type that has only one.
     */
    public static List<String> problems(Field field) {
        List<String> problems = new ArrayList<>();
        switch (field.type()) {
            case STRING -> StringFormat.problems(field, problems);
            case NUMBER, INTEGER -> NumberText.problems(field, problems);
            case BOOLEAN -> BooleanType.problems(field, problems);
            case LIST -> ListType.problems(field, problems);
            case DATETIME, DATE, TIME -> TimePattern.problems(field, problems);
            case GEOPOINT -> GeopointType.problems(field, problems);
            case GEOJSON -> GeojsonType.problems(field, problems);
            default -> {}
        }
        return problems;
    }

    /** The field whose cells these are. */
    public final Field field() {
        return field;
    }

    /** A column for cells of this type, to be filled again and again. */
    public abstract Column allocate(int capacity);

    /**
     * Casts {@code rows} cells into a column made by {@link #allocate}, which grows where it must. What the column held
     * is gone; {@code states} is null where all cells have a value. A text column takes over {@code content} itself.
     */
    public abstract void cast(Slices content, int rows, Column target);

    /** Appends the canonical text of a cell that has a value. */
    public abstract void format(Column column, int row, TextBuffer out);

    /** What a native JSON value, of inline or JSON data, says under this field. A string is read as text is. */
    public final CastResult castJson(Json node) {
        if (node instanceof JsonNull) {
            return new CastResult.Missing();
        }
        if (node instanceof JsonText text) {
            return castText(text.value());
        }
        Object value = castNative(node);
        return value == null ? new CastResult.Bad(errorNote(), false) : new CastResult.Value(value);
    }

    /** The value of a JSON number, boolean, array or object, or null where it is not of the type. */
    abstract @Nullable Object castNative(Json node);

    /** What one text says under this field. */
    public final CastResult castText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Column column = castOne(utf8, 0, utf8.length);
        Object value = column.value(0);
        if (value != null) {
            return new CastResult.Value(value);
        }
        if (!column.isBad(0)) {
            return new CastResult.Missing();
        }
        String limit = limit(utf8, 0, utf8.length);
        return limit == null ? new CastResult.Bad(errorNote(), false) : new CastResult.Bad(limit, true);
    }

    private Column castOne(byte[] bytes, int start, int end) {
        byte[] padded = new byte[Slices.PAD_FRONT + (end - start) + Slices.PAD_BEHIND];
        System.arraycopy(bytes, start, padded, Slices.PAD_FRONT, end - start);
        Column column = allocate(1);
        int[] pair = {Slices.PAD_FRONT, Slices.PAD_FRONT + (end - start)};
        cast(Slices.ofPairs(padded, pair), 1, column);
        return column;
    }

    /** The canonical text of a value, of the class that {@link dev.weir.row.Row#value(int)} names for the type. */
    public final String formatValue(Object value) {
        ColumnBuilder builder = ColumnBuilder.of(field);
        builder.append(value);
        TextBuffer out = new TextBuffer(32);
        format(builder.build(), 0, out);
        return out.text();
    }

    /** What a report says of a cell that is not of the type: {@code type is "integer/default"}. */
    public final String errorNote() {
        return "type is \"" + type.text() + '/' + field.format() + '"';
    }

    /** What a report says of a bad cell with this text: the limit that it is past, else {@link #errorNote}. */
    public final String note(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String limit = limit(utf8, 0, utf8.length);
        return limit == null ? errorNote() : limit;
    }

    /** The limit that a text is past which is else of the type, or null. */
    @Nullable
    String limit(byte[] bytes, int start, int end) {
        return null;
    }

    /** Whether this text means a missing cell, so that it cannot be written for a value. */
    public final boolean readsAsMissing(byte[] bytes, int start, int end) {
        return missing.matches(bytes, start, end);
    }

    public final boolean readsAsMissing(TextBuffer text) {
        return missing.matches(text.bytes, 0, text.length);
    }

    /**
     * Whether {@code text}, as {@link #format} wrote it for a cell that has a value, is read as that value. A computed
     * value may have no text under its field: a date with an hour in it, a text that is a missing value.
     */
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        Column cast = castOne(bytes, start, end);
        return !cast.isNull(0) && cast.compare(0, column, row) == 0;
    }

    /** Whether every text means the same under both: same type, format, lexical options and missing values. */
    public final boolean readsSame(CellType other) {
        return this == other
                || (type == other.type
                        && missing.texts().equals(other.missing.texts())
                        && lexicalOptions().equals(other.lexicalOptions()));
    }

    /** Everything but the missing values that decides how text of this type is read. */
    List<Object> lexicalOptions() {
        return List.of();
    }

    /** Sets the state of a cell that has no value. */
    static void mark(Column column, int row, byte state, int capacity) {
        byte[] states = column.states;
        if (states == null) {
            states = new byte[capacity];
            column.states = states;
        }
        states[row] = state;
    }
}
