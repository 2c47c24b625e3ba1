package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.DecimalColumn;
import dev.weir.row.Geopoint;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code geopoint} field: text to longitude and latitude, in this order.
 *
 * <p>Reads {@code lon, lat}, the blank optional, by default; a JSON array of two numbers ({@code array}); a JSON object
 * of exactly {@code lon} and {@code lat} ({@code object}). A longitude past ±180 or a latitude past ±90 is refused.
 * Canonical text has no blanks. Errors: {@code type-error}. Spec:
 * https://datapackage.org/standard/table-schema/#geopoint
 */
final class GeopointType extends ObjectType {
    private static final BigDecimal MAX_LONGITUDE = BigDecimal.valueOf(180);
    private static final BigDecimal MAX_LATITUDE = BigDecimal.valueOf(90);

    private final String format;

    GeopointType(Field field, List<MissingValue> missing) {
        super(field, missing);
        format = field.format();
    }

    static void problems(Field field, List<String> problems) {
        if (!List.of("default", "array", "object").contains(field.format())) {
            problems.add("format \"" + field.format() + "\" is not one of default, array, object");
        }
    }

    @Override
    @Nullable
    Object castCell(byte[] bytes, int start, int end) {
        if (!format.equals("default")) {
            Json node = JsonType.read(bytes, start, end, (byte) (format.equals("array") ? '[' : '{'));
            return node == null ? null : castNative(node);
        }
        int comma = start;
        while (comma < end && bytes[comma] != ',') {
            comma++;
        }
        if (comma == end) {
            return null;
        }
        int behind = comma + 1 < end && bytes[comma + 1] == ' ' ? comma + 2 : comma + 1;
        return point(number(bytes, start, comma), number(bytes, behind, end));
    }

    private static @Nullable BigDecimal number(byte[] bytes, int start, int end) {
        boolean blank = start >= end || NumberText.isBlank(bytes[start]) || NumberText.isBlank(bytes[end - 1]);
        DecimalColumn cell = new DecimalColumn(dev.weir.descriptor.FieldType.NUMBER, new long[1], new byte[1]);
        return !blank && DecimalText.parse(bytes, start, end, cell, 0) && cell.isFinite(0) ? cell.decimal(0) : null;
    }

    private static @Nullable Geopoint point(@Nullable BigDecimal longitude, @Nullable BigDecimal latitude) {
        return longitude == null
                        || latitude == null
                        || longitude.abs().compareTo(MAX_LONGITUDE) > 0
                        || latitude.abs().compareTo(MAX_LATITUDE) > 0
                ? null
                : new Geopoint(longitude, latitude);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        if (format.equals("array")
                && node instanceof JsonArray array
                && array.items().size() == 2) {
            return point(number(array.items().get(0)), number(array.items().get(1)));
        }
        if (format.equals("object")
                && node instanceof JsonObject object
                && object.properties().size() == 2) {
            return point(number(object.get("lon")), number(object.get("lat")));
        }
        return null;
    }

    private static @Nullable BigDecimal number(@Nullable Json node) {
        return node instanceof JsonNumber number ? number.value() : null;
    }

    @Override
    void format(Object value, TextBuffer out) {
        Geopoint point = (Geopoint) value;
        String longitude = point.longitude().toPlainString();
        String latitude = point.latitude().toPlainString();
        out.put(
                switch (format) {
                    case "array" -> "[" + longitude + "," + latitude + "]";
                    case "object" -> "{\"lon\":" + longitude + ",\"lat\":" + latitude + "}";
                    default -> longitude + "," + latitude;
                });
    }

    @Override
    List<Object> lexicalOptions() {
        return List.of(format);
    }
}
