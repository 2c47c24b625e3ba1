package dev.weir.convert;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a table whose cells are values of JSON: without what says how numbers, booleans and missing cells are
 * spelled in text. Bounds and lists of values that were spelled so become values too.
 */
final class NativeFields {
    private static final List<String> SPELLING = List.of("groupChar", "decimalChar", "bareNumber");
    private static final List<String> BOUNDS = List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private static final String LOST =
            "which of the missingValues a cell has, and their labels, is lost: a missing cell of JSON is null";

    private NativeFields() {}

    /** The schema for JSON; its fields are those of {@code schema}, in their order. */
    static Schema of(Schema schema, String resource, Consumer<Loss> losses) {
        List<Field> fields = new ArrayList<>();
        if (isLost(schema.missingValues())) {
            losses.accept(new Loss(resource, LOST));
        }
        for (Field field : schema.fields()) {
            List<MissingValue> missing = schema.missingValues(field);
            if (isLost(field.missingValues())) {
                losses.accept(new Loss(resource + ", field '" + field.name() + "'", LOST));
            }
            fields.add(of(field, missing));
        }
        Schema now = schema.withFields(fields);
        return schema.json().has("missingValues") ? now.with("missingValues", JsonArray.of(List.of())) : now;
    }

    private static boolean isLost(@Nullable List<MissingValue> missing) {
        return missing != null && (missing.size() > 1 || missing.stream().anyMatch(value -> value.label() != null));
    }

    private static Field of(Field field, List<MissingValue> missing) {
        JsonObject json = field.json();
        List<String> spelling = field.type() == FieldType.BOOLEAN
                ? List.of("trueValues", "falseValues")
                : field.type() == FieldType.INTEGER || field.type() == FieldType.NUMBER ? SPELLING : List.of();
        boolean spelled = spelling.stream().anyMatch(json::has);
        if (spelled) {
            CellType type = CellType.of(field, missing);
            JsonObject constraints = field.constraints().json();
            for (String bound : BOUNDS) {
                Json value = constraints.get(bound);
                constraints = value == null ? constraints : constraints.with(bound, value(value, type));
            }
            JsonArray values = constraints.array("enum");
            constraints = values == null ? constraints : constraints.with("enum", values(values, type));
            json = json.has("constraints") ? json.with("constraints", constraints) : json;
            JsonArray categories = json.array("categories");
            json = categories == null ? json : json.with("categories", values(categories, type));
            Json example = json.get("example");
            json = example == null ? json : json.with("example", value(example, type));
        }
        for (String property : spelling) {
            json = json.without(property);
        }
        // The field's own missing values go where the schema states some, as those become none.
        return new Field(json.has("missingValues") ? json.with("missingValues", JsonArray.of(List.of())) : json);
    }

    private static JsonArray values(JsonArray values, CellType type) {
        List<Json> now = new ArrayList<>();
        for (Json item : values.items()) {
            Json value = item instanceof JsonObject object ? object.get("value") : item;
            Json changed = value == null ? item : value(value, type);
            now.add(item instanceof JsonObject object ? object.with("value", changed) : changed);
        }
        return JsonArray.of(now);
    }

    private static Json value(Json value, CellType type) {
        if (!(value instanceof JsonText text) || !(type.castText(text.value()) instanceof CastResult.Value cast)) {
            return value;
        }
        if (cast.value() instanceof Boolean flag) {
            return new JsonBoolean(flag, Json.Place.NONE);
        }
        return cast.value() instanceof Double
                ? value
                : new JsonNumber(new BigDecimal(cast.value().toString()), Json.Place.NONE);
    }
}
