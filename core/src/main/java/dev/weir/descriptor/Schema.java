package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Table Schema: an immutable view of its descriptor. Field indexes are 0-based. Where two fields share a name, the
 * name means the first. Spec: https://datapackage.org/standard/table-schema/
 */
public final class Schema {
    public static final Schema EMPTY = new Schema(JsonObject.EMPTY.with("fields", JsonArray.of(List.of())));

    private final JsonObject json;
    private final List<Field> fields;
    private final Map<String, Integer> indexes = new HashMap<>();

    public Schema(JsonObject json) {
        this.json = json;
        List<Field> views = new ArrayList<>();
        for (JsonObject field : json.objects("fields")) {
            views.add(new Field(field));
        }
        this.fields = List.copyOf(views);
        for (int i = 0; i < fields.size(); i++) {
            indexes.putIfAbsent(fields.get(i).name(), i);
        }
    }

    public static Schema of(List<Field> fields) {
        return EMPTY.withFields(fields);
    }

    public JsonObject json() {
        return json;
    }

    public List<Field> fields() {
        return fields;
    }

    public Field field(int index) {
        return fields.get(index);
    }

    /** The field called {@code name}, or null. */
    public @Nullable Field field(String name) {
        Integer index = indexes.get(name);
        return index == null ? null : fields.get(index);
    }

    /** The 0-based index of the field called {@code name}, or -1. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Field field : fields) {
            names.add(field.name());
        }
        return names;
    }

    /** The names of the primary key's fields, empty where there is none. */
    public List<String> primaryKey() {
        return json.texts("primaryKey");
    }

    public List<List<String>> uniqueKeys() {
        List<List<String>> keys = new ArrayList<>();
        JsonArray array = json.array("uniqueKeys");
        if (array != null) {
            for (Json item : array.items()) {
                keys.add(item instanceof JsonArray names ? names.texts() : List.of());
            }
        }
        return keys;
    }

    public List<ForeignKey> foreignKeys() {
        List<ForeignKey> keys = new ArrayList<>();
        for (JsonObject key : json.objects("foreignKeys")) {
            keys.add(ForeignKey.of(key));
        }
        return keys;
    }

    /** The schema's missing values: the empty text where it states none. */
    public List<MissingValue> missingValues() {
        List<MissingValue> stated = MissingValue.listOf(json.get("missingValues"));
        return stated == null ? MissingValue.DEFAULT : stated;
    }

    /** What counts as missing in {@code field}: its own list, else the schema's. */
    public List<MissingValue> missingValues(Field field) {
        List<MissingValue> own = field.missingValues();
        return own == null ? missingValues() : own;
    }

    public FieldsMatch fieldsMatch() {
        return FieldsMatch.of(json.text("fieldsMatch", "exact"));
    }

    public Schema withFields(List<Field> fields) {
        return new Schema(json.with(
                "fields", JsonArray.of(fields.stream().map(Field::json).toList())));
    }

    public Schema with(String property, Json value) {
        return new Schema(json.with(property, value));
    }

    public Schema without(String property) {
        return new Schema(json.without(property));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema schema && json.equals(schema.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
