package dev.weir.descriptor.change;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Pointer;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two schemas of one table. Fields are the same by name; a field that is gone and one that is new
 * in the same place are one field, renamed.
 */
final class SchemaChanges {
    private static final Set<String> KNOWN =
            Set.of("fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys", "$schema");

    private final Differences differences;
    private final String pointer;

    private SchemaChanges(Differences differences, String pointer) {
        this.differences = differences;
        this.pointer = pointer;
    }

    /** @param pointer of the schema */
    static void add(Differences differences, String pointer, @Nullable JsonObject before, @Nullable JsonObject after) {
        if (before != null && after != null) {
            new SchemaChanges(differences, pointer).compare(before, after);
        } else if (after != null) {
            differences.add(pointer, ChangeKind.SCHEMA, "schema is added");
        } else if (before != null) {
            differences.add(pointer, ChangeKind.SCHEMA, "schema is gone");
        }
    }

    private void compare(JsonObject before, JsonObject after) {
        fields(before.objects("fields"), after.objects("fields"));
        Schema older = new Schema(before);
        Schema newer = new Schema(after);
        if (older.fieldsMatch() != newer.fieldsMatch()) {
            reading("fieldsMatch", before, after);
        }
        if (!values(older.missingValues()).equals(values(newer.missingValues()))) {
            reading("missingValues", before, after);
        } else if (!older.missingValues().equals(newer.missingValues())) {
            differences.add(
                    Pointer.child(pointer, "missingValues"),
                    ChangeKind.METADATA,
                    "labels of missingValues have changed");
        }
        KeyChanges.add(differences, pointer, older, newer);
        differences.metadata(pointer, "schema: ", before, after, KNOWN);
    }

    private void reading(String property, JsonObject before, JsonObject after) {
        differences.changed(
                Pointer.child(pointer, property),
                ChangeKind.READING,
                property,
                before.get(property),
                after.get(property));
    }

    /** Which texts mean missing: their order and their labels make no difference. */
    private static Set<String> values(List<MissingValue> missing) {
        Set<String> values = new HashSet<>();
        for (MissingValue value : missing) {
            values.add(value.value());
        }
        return values;
    }

    private void fields(List<JsonObject> before, List<JsonObject> after) {
        Map<Integer, Integer> pairs = pairs(before, after); // newer index to older index
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            JsonObject newer = after.get(i);
            Integer at = pairs.get(i);
            if (at == null) {
                differences.add(pointer(i), ChangeKind.FIELD_ADDED, "field '" + name(newer) + "' is added");
                continue;
            }
            kept.add(at);
            JsonObject older = before.get(at);
            renamed(i, older, newer);
            FieldChanges.add(differences, pointer(i), older, newer);
        }
        for (int i = 0; i < before.size(); i++) {
            if (!pairs.containsValue(i)) {
                differences.add(pointer(i), ChangeKind.FIELD_REMOVED, "field '" + name(before.get(i)) + "' is gone");
            }
        }
        if (!isAscending(kept)) {
            differences.add(
                    Pointer.child(pointer, "fields"), ChangeKind.FIELDS_REORDERED, "fields are in another order");
        }
    }

    /** A field is found by its name; in descriptors older than version 1 of the standard by its {@code id}. */
    private void renamed(int index, JsonObject before, JsonObject after) {
        boolean sameName = Objects.equals(before.get("name"), after.get("name"));
        boolean sameId = !before.has("id") || !after.has("id") || Objects.equals(before.get("id"), after.get("id"));
        if (!sameName || !sameId) {
            String words = name(before).equals(name(after))
                    ? "field '" + name(after) + "' is named by another property"
                    : "field '" + name(before) + "' is now called '" + name(after) + "'";
            differences.add(pointer(index), ChangeKind.FIELD_RENAMED, words);
        }
    }

    /** For each newer field that was there before, its place then. */
    private static Map<Integer, Integer> pairs(List<JsonObject> before, List<JsonObject> after) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = before.size() - 1; i >= 0; i--) {
            places.put(name(before.get(i)), i); // of fields of one name the first
        }
        Map<Integer, Integer> pairs = new LinkedHashMap<>();
        for (int i = 0; i < after.size(); i++) {
            Integer at = places.remove(name(after.get(i)));
            if (at != null) {
                pairs.put(i, at);
            }
        }
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!pairs.containsKey(i) && !pairs.containsValue(i)) {
                pairs.put(i, i);
            }
        }
        return pairs;
    }

    private static String name(JsonObject field) {
        return FieldChanges.name(field);
    }

    private String pointer(int index) {
        return Pointer.child(Pointer.child(pointer, "fields"), String.valueOf(index));
    }

    private static boolean isAscending(List<Integer> places) {
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i) < places.get(i - 1)) {
                return false;
            }
        }
        return true;
    }
}
