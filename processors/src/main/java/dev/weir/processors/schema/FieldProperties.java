package dev.weir.processors.schema;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Spec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties that a field of a Table Schema may have, as options of steps. */
public final class FieldProperties {
    /** What only says how cells of one type are read: it goes when the type changes. */
    private static final List<String> OF_TYPE = List.of(
            "format",
            "decimalChar",
            "groupChar",
            "bareNumber",
            "trueValues",
            "falseValues",
            "delimiter",
            "itemType",
            "categories",
            "categoriesOrdered",
            "weir:scale");

    private static final List<String> OF_ANY =
            List.of("title", "description", "example", "constraints", "missingValues", "rdfType");

    private FieldProperties() {}

    /** {@code spec} with an option for each property but name and type. */
    public static Spec options(Spec spec) {
        Spec result = spec.option("title", Option.Kind.TEXT, "its title")
                .option("description", Option.Kind.TEXT, "its description")
                .option("format", Option.Kind.TEXT, "how it is written, by its type")
                .option("constraints", Option.Kind.JSON, "its constraints");
        for (String property : List.of("example", "missingValues", "rdfType")) {
            result = result.option(property, Option.Kind.JSON, "as in a Table Schema");
        }
        for (String property : OF_TYPE.subList(1, OF_TYPE.size() - 1)) {
            result = result.option(property, Option.Kind.JSON, "as in a Table Schema");
        }
        return result;
    }

    /** Properties without those that say nothing about rows. */
    public static JsonObject withoutWords(JsonObject properties) {
        return properties
                .without("title")
                .without("description")
                .without("example")
                .without("rdfType");
    }

    /** A property that is none of a Table Schema but nearly one; null where there is none: others are the author's own. */
    public static @Nullable String misspelt(JsonObject properties) {
        List<String> known = new ArrayList<>(OF_ANY);
        known.addAll(OF_TYPE);
        known.add("type");
        for (String name : properties.properties().keySet()) {
            if (!known.contains(name) && Nearest.to(name, known) != null) {
                return "no field property '" + name + "'" + Nearest.hint(name, known);
            }
        }
        return null;
    }

    /** The field with all properties that are options of {@link #options(Spec)}. */
    public static Field set(Field field, Options options) {
        Field result = field;
        for (Map.Entry<String, Json> option : options.json().properties().entrySet()) {
            if (OF_ANY.contains(option.getKey()) || OF_TYPE.contains(option.getKey())) {
                result = result.with(option.getKey(), option.getValue());
            }
        }
        return result;
    }

    /**
     * The field with the given properties set, null taking one away. Where the type changes, what was said about the
     * old one goes: its format, and all constraints but {@code required} and {@code unique}.
     */
    public static Field changed(Field field, JsonObject properties) {
        JsonObject json = field.json();
        String type = properties.text("type");
        if (type != null && !type.equals(field.type().text())) {
            for (String property : OF_TYPE) {
                json = json.without(property);
            }
            JsonObject constraints = JsonObject.EMPTY;
            for (String kept : List.of("required", "unique")) {
                Json value = field.constraints().get(kept);
                constraints = value == null ? constraints : constraints.with(kept, value);
            }
            json = constraints.properties().isEmpty()
                    ? json.without("constraints")
                    : json.with("constraints", constraints);
        }
        for (Map.Entry<String, Json> property : properties.properties().entrySet()) {
            json = property.getValue() instanceof JsonNull
                    ? json.without(property.getKey())
                    : json.with(property.getKey(), property.getValue());
        }
        return new Field(json);
    }

    /** The field without one of its constraints. */
    public static Field withoutConstraint(Field field, String constraint) {
        JsonObject constraints = field.constraints().json().without(constraint);
        return constraints.properties().isEmpty()
                ? new Field(field.json().without("constraints"))
                : field.with("constraints", constraints);
    }

    /** The field as it means the same in another schema: with the missing values that its own schema states. */
    public static Field standing(Schema schema, Field field) {
        Json missing = schema.json().get("missingValues");
        return missing == null || field.json().has("missingValues") ? field : field.with("missingValues", missing);
    }

    /** The type called {@code text}, or a finding with the nearest. */
    public static FieldType type(Options options, String option, String text) {
        FieldType type = FieldType.of(text);
        if (type == null) {
            List<String> known =
                    Arrays.stream(FieldType.values()).map(FieldType::text).toList();
            throw options.error(option, "no field type '" + text + "'" + Nearest.hint(text, known));
        }
        return type;
    }
}
