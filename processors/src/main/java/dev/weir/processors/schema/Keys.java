package dev.weir.processors.schema;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries the keys of schemas along when fields and resources change: primary key, unique keys, foreign keys, those of
 * other resources too.
 */
public final class Keys {
    private Keys() {}

    /** The schema with all keys under the new names; {@code names} is old to new. The fields are left as they are. */
    public static Schema renamed(Schema schema, Map<String, String> names) {
        JsonObject json = schema.json();
        for (String key : List.of("primaryKey", "uniqueKeys")) {
            json = replaced(json, key, node -> texts(node, names));
        }
        return new Schema(foreignKeys(json, key -> {
            JsonObject own = replaced(key, "fields", node -> texts(node, names));
            return isSelf(key) ? replaced(own, "reference", node -> reference(node, names)) : own;
        }));
    }

    /** The schema without the keys that have one of the fields {@code gone}. */
    public static Schema without(Schema schema, Collection<String> gone) {
        JsonObject json = schema.json();
        if (schema.primaryKey().stream().anyMatch(gone::contains)) {
            json = json.without("primaryKey");
        }
        JsonArray uniqueKeys = json.array("uniqueKeys");
        if (uniqueKeys != null) {
            json = withList(json, "uniqueKeys", uniqueKeys.items(), key -> !mentions(key, gone));
        }
        JsonArray foreignKeys = json.array("foreignKeys");
        if (foreignKeys != null) {
            json = withList(
                    json,
                    "foreignKeys",
                    foreignKeys.items(),
                    key -> !(key instanceof JsonObject object
                            && (mentions(object.get("fields"), gone)
                                    || isSelf(object)
                                            && mentions(reference(object).get("fields"), gone))));
        }
        return new Schema(json);
    }

    /** The schema without primary and unique keys: a row may now come several times. */
    public static Schema withoutUniqueness(Schema schema) {
        return schema.without("primaryKey").without("uniqueKeys");
    }

    /** The package whose foreign keys to {@code resource} use the new names of its fields. */
    public static DataPackage referencesRenamed(DataPackage input, String resource, Map<String, String> names) {
        return references(input, reference -> resource.equals(reference.text("resource")), reference ->
                (JsonObject) reference(reference, names));
    }

    /** The package whose foreign keys to {@code old} point to {@code renamed}. */
    public static DataPackage referencesMoved(DataPackage input, String old, String renamed) {
        return references(
                input,
                reference -> old.equals(reference.text("resource")),
                reference -> reference.with("resource", renamed));
    }

    private static DataPackage references(
            DataPackage input, Predicate<JsonObject> concerned, java.util.function.UnaryOperator<JsonObject> change) {
        DataPackage result = input;
        for (Resource resource : input.resources()) {
            Schema schema = resource.schema();
            if (schema != null && schema.json().has("foreignKeys")) {
                JsonObject changed = foreignKeys(schema.json(), key -> {
                    JsonObject reference = reference(key);
                    return concerned.test(reference) && !reference.has("package")
                            ? key.with("reference", change.apply(reference))
                            : key;
                });
                result = result.withResource(resource.withSchema(new Schema(changed)));
            }
        }
        return result;
    }

    /** The package without foreign keys that point to {@code resource}. */
    public static DataPackage withoutReferences(DataPackage input, String resource) {
        DataPackage result = input;
        for (Resource other : input.resources()) {
            Schema schema = other.schema();
            JsonArray keys = schema == null ? null : schema.json().array("foreignKeys");
            if (schema != null && keys != null) {
                Predicate<Json> kept = key -> !(key instanceof JsonObject object
                        && resource.equals(reference(object).text("resource"))
                        && !reference(object).has("package"));
                result = result.withResource(
                        other.withSchema(new Schema(withList(schema.json(), "foreignKeys", keys.items(), kept))));
            }
        }
        return result;
    }

    /** Foreign keys that led somewhere before the step and no longer do, each as a sentence that says what to do. */
    public static List<String> broken(DataPackage before, DataPackage after) {
        List<String> broken = new ArrayList<>();
        for (Resource resource : after.resources()) {
            Schema schema = resource.schema();
            for (ForeignKey key : schema == null ? List.<ForeignKey>of() : schema.foreignKeys()) {
                String missing = key.isSelf() || key.dataPackage() != null ? null : missing(after, key);
                if (missing != null && missing(before, key) == null) {
                    broken.add("resource '" + resource.name() + "' refers by its foreign key ("
                            + String.join(", ", key.fields()) + ") to " + missing + ", which this step takes away: keep"
                            + " it, or delete the referring fields first");
                }
            }
        }
        return broken;
    }

    private static @Nullable String missing(DataPackage input, ForeignKey key) {
        Resource target = input.resource(key.resource());
        if (target == null) {
            return "resource '" + key.resource() + "'";
        }
        Schema schema = target.schema();
        for (String field : key.referenceFields()) {
            if (schema == null || schema.indexOf(field) < 0) {
                return "field '" + field + "' of '" + key.resource() + "'";
            }
        }
        return null;
    }

    private static JsonObject foreignKeys(JsonObject schema, java.util.function.UnaryOperator<JsonObject> change) {
        JsonArray keys = schema.array("foreignKeys");
        if (keys == null) {
            return schema;
        }
        List<Json> changed = new ArrayList<>();
        for (Json key : keys.items()) {
            changed.add(key instanceof JsonObject object ? change.apply(object) : key);
        }
        return schema.with("foreignKeys", JsonArray.of(changed));
    }

    private static JsonObject withList(JsonObject json, String name, List<Json> items, Predicate<Json> kept) {
        List<Json> rest = items.stream().filter(kept).toList();
        return rest.isEmpty() ? json.without(name) : json.with(name, JsonArray.of(rest));
    }

    private static JsonObject replaced(JsonObject json, String name, java.util.function.UnaryOperator<Json> change) {
        Json node = json.get(name);
        return node == null ? json : json.with(name, change.apply(node));
    }

    private static boolean isSelf(JsonObject key) {
        JsonObject reference = reference(key);
        return reference.text("resource", "").isEmpty() && !reference.has("package");
    }

    private static JsonObject reference(JsonObject key) {
        JsonObject reference = key.object("reference");
        return reference == null ? JsonObject.EMPTY : reference;
    }

    private static Json reference(Json node, Map<String, String> names) {
        return node instanceof JsonObject object ? replaced(object, "fields", f -> texts(f, names)) : node;
    }

    private static Json texts(Json node, Map<String, String> names) {
        if (node instanceof JsonText text) {
            return Json.of(names.getOrDefault(text.value(), text.value()));
        }
        return node instanceof JsonArray array
                ? JsonArray.of(
                        array.items().stream().map(item -> texts(item, names)).toList())
                : node;
    }

    private static boolean mentions(@Nullable Json node, Collection<String> names) {
        if (node instanceof JsonText text) {
            return names.contains(text.value());
        }
        return node instanceof JsonArray array && array.items().stream().anyMatch(item -> mentions(item, names));
    }
}
