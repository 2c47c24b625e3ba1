package dev.weir.infer;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.List;

/**
 * A type that a column's texts may be of, with its format and options. In {@link #ALL} the more telling ones stand first:
 * the first that all texts can be read with is taken. Plain text is the last resort and none of them.
 */
final class Candidate {
    static final List<Candidate> ALL = all();
    static final int INTEGER = 0;
    static final int BOOLEAN = 8;

    /** Up to here what is called a code is one, and stays text. */
    static final int LAST_CODE = BOOLEAN;

    private final JsonObject properties;
    private final Shape shape;
    final CellType type;

    private Candidate(FieldType type, JsonObject properties, Shape shape) {
        this.properties = properties;
        this.shape = shape;
        this.type = CellType.of(field("column", type), MissingValue.DEFAULT);
    }

    private static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(FieldType.INTEGER, JsonObject.EMPTY, Shape.NUMBER));
        all.add(new Candidate(FieldType.NUMBER, JsonObject.EMPTY, Shape.NUMBER));
        JsonObject english = JsonObject.EMPTY.with("groupChar", ",");
        all.add(new Candidate(FieldType.INTEGER, english, Shape.grouped(',', '.')));
        all.add(new Candidate(FieldType.NUMBER, english, Shape.grouped(',', '.')));
        JsonObject comma = JsonObject.EMPTY.with("decimalChar", ",");
        all.add(new Candidate(FieldType.NUMBER, comma, Shape.decimal(',')));
        all.add(new Candidate(FieldType.NUMBER, comma.with("groupChar", "."), Shape.grouped('.', ',')));
        JsonObject affixed = JsonObject.EMPTY.with("bareNumber", Json.of(false));
        all.add(new Candidate(FieldType.INTEGER, affixed, Shape.AFFIXED));
        all.add(new Candidate(FieldType.NUMBER, affixed, Shape.AFFIXED));
        all.add(of(FieldType.BOOLEAN));
        JsonObject yes = JsonObject.EMPTY
                .with("trueValues", JsonArray.ofTexts(List.of("yes", "Yes", "YES")))
                .with("falseValues", JsonArray.ofTexts(List.of("no", "No", "NO")));
        all.add(new Candidate(FieldType.BOOLEAN, yes, Shape.ANY));
        all.add(of(FieldType.DATE));
        all.add(of(FieldType.DATETIME));
        for (String format : List.of("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")) {
            all.add(of(FieldType.DATETIME, format));
        }
        all.add(of(FieldType.TIME));
        all.add(of(FieldType.TIME, "%H:%M"));
        all.add(of(FieldType.YEARMONTH));
        for (String format :
                List.of("%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y")) {
            all.add(of(FieldType.DATE, format));
        }
        for (String format : List.of(
                "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%d.%m.%Y %H:%M")) {
            all.add(of(FieldType.DATETIME, format));
        }
        all.add(of(FieldType.DURATION));
        all.add(of(FieldType.GEOPOINT));
        all.add(of(FieldType.GEOJSON));
        all.add(of(FieldType.OBJECT));
        all.add(of(FieldType.ARRAY));
        all.add(of(FieldType.STRING, "uuid"));
        all.add(of(FieldType.STRING, "email"));
        all.add(new Candidate(FieldType.STRING, JsonObject.EMPTY.with("format", "uri"), Shape.ADDRESS));
        return List.copyOf(all);
    }

    private static Candidate of(FieldType type) {
        return new Candidate(type, JsonObject.EMPTY, Shape.ANY);
    }

    private static Candidate of(FieldType type, String format) {
        return new Candidate(type, JsonObject.EMPTY.with("format", format), Shape.ANY);
    }

    Field field(String name) {
        return field(name, type.field().type());
    }

    private Field field(String name, FieldType type) {
        Field field = Field.of(name, type);
        for (var property : properties.properties().entrySet()) {
            field = field.with(property.getKey(), property.getValue());
        }
        return field;
    }

    /** Whether every text that can be read with the other one can be read with this one, as the same value. */
    boolean follows(Candidate other) {
        return this == other
                || other.type.field().type() == FieldType.INTEGER
                        && type.field().type() == FieldType.NUMBER
                        && other.properties.equals(properties);
    }

    boolean isText() {
        return type.field().type() == FieldType.STRING;
    }

    /** Whether one text can be read so. */
    boolean fits(String text) {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return shape.fits(utf8, 0, utf8.length) && !type.castText(text).isBad();
    }

    /**
     * Whether the cells of a batch that are not missing can be read so.
     *
     * @param texts the cells; those without a text are missing
     * @param column filled with what they are read as
     * @param tokens words that may stand for a missing cell; notes which were met
     */
    boolean fits(Slices slices, int rows, Column texts, Column column, MissingWords tokens) {
        type.cast(slices, rows, column);
        byte[] states = column.states;
        if (states != null) {
            for (int row = 0; row < rows; row++) {
                if (states[row] == Column.BAD && !texts.isNull(row) && !tokens.take(slices, row)) {
                    return false;
                }
            }
        }
        if (shape != Shape.ANY) {
            for (int row = 0; row < rows; row++) {
                if ((states == null || states[row] == Column.VALUE)
                        && !shape.fits(slices.bytes, slices.start(row), slices.end(row))) {
                    return false;
                }
            }
        }
        return true;
    }
}
