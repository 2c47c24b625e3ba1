package dev.weir.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a descriptor: its properties in the order in which they were written. */
public record JsonObject(Map<String, Json> properties, Place place) implements Json {
    public static final JsonObject EMPTY = new JsonObject(Map.of(), Place.NONE);

    public JsonObject {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public @Nullable Json get(String name) {
        return properties.get(name);
    }

    public boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The string called {@code name}, or null where there is none or it is of another kind. */
    public @Nullable String text(String name) {
        return properties.get(name) instanceof JsonText text ? text.value() : null;
    }

    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    public boolean flag(String name, boolean otherwise) {
        return properties.get(name) instanceof JsonBoolean flag ? flag.value() : otherwise;
    }

    public @Nullable JsonObject object(String name) {
        return properties.get(name) instanceof JsonObject object ? object : null;
    }

    public @Nullable JsonArray array(String name) {
        return properties.get(name) instanceof JsonArray array ? array : null;
    }

    /** The strings of the array called {@code name}; a single string counts as an array of one; else empty. */
    public List<String> texts(String name) {
        Json node = properties.get(name);
        if (node instanceof JsonText text) {
            return List.of(text.value());
        }
        return node instanceof JsonArray array ? array.texts() : List.of();
    }

    /** The objects of the array called {@code name}, or none. */
    public List<JsonObject> objects(String name) {
        return properties.get(name) instanceof JsonArray array ? array.objects() : List.of();
    }

    /** This object with one property set: in its place where it was there, else at the end. */
    public JsonObject with(String name, Json value) {
        Map<String, Json> changed = new LinkedHashMap<>(properties);
        changed.put(name, value);
        return new JsonObject(changed, place);
    }

    public JsonObject with(String name, String value) {
        return with(name, Json.of(value));
    }

    public JsonObject without(String name) {
        if (!properties.containsKey(name)) {
            return this;
        }
        Map<String, Json> changed = new LinkedHashMap<>(properties);
        changed.remove(name);
        return new JsonObject(changed, place);
    }

    @Override
    public String kind() {
        return "object";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object && properties.equals(object.properties);
    }

    @Override
    public int hashCode() {
        return properties.hashCode();
    }
}
