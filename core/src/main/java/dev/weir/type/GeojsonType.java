package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.TextBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code geojson} field: JSON text to the tree of a GeoJSON or, with format {@code topojson}, a
 * TopoJSON object, its structure checked. Canonical text is the tree on one line without blanks. Errors: {@code
 * type-error}. Spec: https://datapackage.org/standard/table-schema/#geojson
 */
final class GeojsonType extends ObjectType {
    private final boolean topojson;

    GeojsonType(Field field, List<MissingValue> missing) {
        super(field, missing);
        topojson = field.format().equals("topojson");
    }

    static void problems(Field field, List<String> problems) {
        if (!List.of("default", "topojson").contains(field.format())) {
            problems.add("format \"" + field.format() + "\" is not one of default, topojson");
        }
    }

    @Override
    @Nullable
    Object castCell(byte[] bytes, int start, int end) {
        Json node = JsonType.read(bytes, start, end, (byte) '{');
        return node == null ? null : castNative(node);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        boolean valid = node instanceof JsonObject object
                && (topojson ? GeoShape.isTopojson(object) : GeoShape.isGeojson(object));
        return valid ? node : null;
    }

    @Override
    void format(Object value, TextBuffer out) {
        out.put(JsonWriter.compact((Json) value));
    }

    @Override
    List<Object> lexicalOptions() {
        return List.of(topojson);
    }
}
