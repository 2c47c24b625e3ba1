package dev.weir.convert;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a schema in the words of version 1. Where version 1 has other words for the same, they are taken: the values of
 * categories become an enum, an exclusive bound of integers the next integer. All else that it lacks is dropped.
 *
 * <p>What a field means may then need other text in the file: see {@link #changesText}.
 */
final class SchemaToVersion1 {
    private static final Set<FieldType> DISCRETE = Set.of(FieldType.INTEGER, FieldType.YEAR);

    private final String resource;
    private final UnaryOperator<String> names;
    private final Set<String> looseTimes;
    private final Consumer<Loss> losses;

    /**
     * @param names what resources are called now
     * @param looseTimes the fields of default datetimes that version 1 reads in the format {@code any} only
     */
    SchemaToVersion1(String resource, UnaryOperator<String> names, Set<String> looseTimes, Consumer<Loss> losses) {
        this.resource = resource;
        this.names = names;
        this.looseTimes = looseTimes;
        this.losses = losses;
    }

    /** Whether text that is read under the schema is read otherwise under {@link #of} it: it is to be written anew. */
    static boolean changesText(Schema schema) {
        for (Field field : schema.fields()) {
            boolean own = field.missingValues() != null
                    && !values(schema.missingValues(field)).equals(values(schema.missingValues()));
            if (own || field.type() == FieldType.INTEGER && field.json().has("groupChar")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> values(List<MissingValue> missing) {
        return missing.stream().map(MissingValue::value).toList();
    }

    /** The schema in version 1; {@code fieldsMatch} has been seen to by the order of the fields. */
    Schema of(Schema schema) {
        JsonObject json = schema.json().without("$schema").without("fieldsMatch");
        List<MissingValue> missing = schema.missingValues();
        if (missing.stream().anyMatch(value -> value.label() != null)) {
            losses.accept(new Loss(resource, "the labels of missingValues are dropped: version 1 has the values only"));
            json = json.with("missingValues", JsonArray.ofTexts(values(missing)));
        } else if (json.has("missingValues")) {
            json = json.with("missingValues", JsonArray.ofTexts(values(missing)));
        }
        List<JsonObject> changed = new ArrayList<>();
        for (Field field : schema.fields()) {
            changed.add(field(field, schema));
        }
        json = uniqueKeys(json, schema, changed);
        List<JsonObject> keys = new ArrayList<>();
        for (JsonObject key : json.objects("foreignKeys")) {
            keys.add(foreignKey(key));
        }
        json = json.has("foreignKeys") ? json.with("foreignKeys", JsonArray.of(keys)) : json;
        return new Schema(json.with("fields", JsonArray.of(changed)));
    }

    private JsonObject uniqueKeys(JsonObject json, Schema schema, List<JsonObject> fields) {
        for (List<String> key : schema.uniqueKeys()) {
            int index = key.size() == 1 ? schema.indexOf(key.get(0)) : -1;
            if (index >= 0) {
                JsonObject field = fields.get(index);
                JsonObject constraints = field.object("constraints");
                JsonObject more = constraints == null ? JsonObject.EMPTY : constraints;
                fields.set(index, field.with("constraints", more.with("unique", Json.of(true))));
            } else {
                losses.accept(new Loss(
                        resource,
                        "the unique key " + String.join(", ", key)
                                + " is dropped: version 1 has unique fields and primary keys only"));
            }
        }
        return json.without("uniqueKeys");
    }

    private JsonObject foreignKey(JsonObject key) {
        JsonObject reference = key.object("reference");
        if (reference == null) {
            return key;
        }
        String other = reference.text("resource", "");
        boolean here = !reference.has("package") && !other.isEmpty();
        return key.with("reference", reference.with("resource", here ? names.apply(other) : other));
    }

    private JsonObject field(Field field, Schema schema) {
        String place = resource + ", field '" + field.name() + "'";
        JsonObject json = field.json();
        if (!json.has("type")) {
            json = json.with("type", "any"); // in version 1 a field without a type is text
        }
        if (field.missingValues() != null) {
            if (!values(field.missingValues()).equals(values(schema.missingValues()))) {
                losses.accept(new Loss(
                        place,
                        "missing cells are written as those of other fields: version 1 has no missingValues of"
                                + " a field"));
            }
            json = json.without("missingValues");
        }
        json = categories(json, field, place);
        FieldType type = field.type();
        JsonObject constraints = json.object("constraints");
        if (type == FieldType.LIST) {
            losses.accept(new Loss(place, "is a string now: version 1 has no lists"));
            json = json.with("type", "string").without("itemType").without("delimiter");
            json = json.without("constraints");
            if (constraints != null && constraints.flag("required", false)) {
                json = json.with("constraints", JsonObject.EMPTY.with("required", Json.of(true)));
            }
            Set<String> kept = Set.of("required");
            if (constraints != null
                    && !kept.containsAll(constraints.properties().keySet())) {
                losses.accept(new Loss(place, "the constraints of the list are dropped: it is a string now"));
            }
            return json;
        }
        if (type == FieldType.INTEGER && json.has("groupChar")) {
            losses.accept(new Loss(place, "integers are written without groupChar: version 1 has it for numbers only"));
            json = json.without("groupChar");
        }
        if (type == FieldType.DATETIME && looseTimes.contains(field.name())) {
            losses.accept(new Loss(
                    place,
                    "the format is \"any\" now: the default of version 1 is YYYY-MM-DDThh:mm:ssZ, and there"
                            + " are others"));
            json = json.with("format", "any");
        }
        if (constraints == null) {
            return json;
        }
        JsonObject now = constraints(constraints, type, place);
        return now.properties().isEmpty() ? json.without("constraints") : json.with("constraints", now);
    }

    private JsonObject categories(JsonObject json, Field field, String place) {
        JsonArray categories = json.array("categories");
        JsonObject changed = json;
        if (categories != null) {
            List<Json> values = new ArrayList<>();
            boolean labels = false;
            for (Json item : categories.items()) {
                Json value = item instanceof JsonObject object ? object.get("value") : item;
                labels |= item instanceof JsonObject object && object.has("label");
                values.add(value == null ? item : value);
            }
            JsonObject constraints = field.constraints().json();
            if (!constraints.has("enum")) {
                changed = changed.with("constraints", constraints.with("enum", JsonArray.of(values)));
            }
            losses.accept(new Loss(
                    place,
                    "categories are an enum now" + (labels ? ", without their labels" : "")
                            + ": version 1 has no categories"));
            changed = changed.without("categories");
        }
        if (changed.flag("categoriesOrdered", false)) {
            losses.accept(new Loss(place, "categoriesOrdered is dropped: version 1 has no categories"));
        }
        return changed.without("categoriesOrdered");
    }

    private JsonObject constraints(JsonObject constraints, FieldType type, String place) {
        JsonObject changed = constraints;
        changed = exclusive(changed, "exclusiveMinimum", "minimum", BigInteger.ONE, type, place);
        changed = exclusive(changed, "exclusiveMaximum", "maximum", BigInteger.ONE.negate(), type, place);
        List<String> lacking =
                type == FieldType.DURATION ? List.of("jsonSchema", "minimum", "maximum") : List.of("jsonSchema");
        for (String name : lacking) {
            Json value = changed.get(name);
            if (value != null) {
                losses.accept(new Loss(
                        place,
                        name + " is dropped: version 1 has no such constraint"
                                + (type == FieldType.DURATION ? " for durations" : "")));
                changed = changed.without(name);
            }
        }
        return changed;
    }

    private JsonObject exclusive(
            JsonObject constraints, String name, String other, BigInteger step, FieldType type, String place) {
        Json value = constraints.get(name);
        if (value == null) {
            return constraints;
        }
        BigDecimal bound = bound(value);
        if (DISCRETE.contains(type)
                && bound != null
                && bound.stripTrailingZeros().scale() <= 0) {
            BigDecimal next = bound.add(new BigDecimal(step));
            BigDecimal stated = constraints.has(other) ? bound(constraints.get(other)) : null;
            boolean tighter = stated == null || (stated.compareTo(next) < 0) == (step.signum() > 0);
            Json now = tighter ? Json.of(next.longValue()) : constraints.get(other);
            return Placed.instead(constraints, List.of(name), other, now);
        }
        losses.accept(new Loss(
                place, name + " " + JsonWriter.compact(value) + " is dropped: version 1 has inclusive bounds only"));
        return constraints.without(name);
    }

    private static @Nullable BigDecimal bound(@Nullable Json value) {
        if (value instanceof JsonNumber number) {
            return number.value();
        }
        try {
            return value instanceof JsonText text ? new BigDecimal(text.value().strip()) : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
