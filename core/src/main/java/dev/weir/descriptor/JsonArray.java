package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An array of a descriptor. */
public record JsonArray(List<Json> items, Place place) implements Json {
    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray of(List<? extends Json> items) {
        return new JsonArray(List.copyOf(items), Place.NONE);
    }

    public static JsonArray ofTexts(Collection<String> texts) {
        return of(texts.stream().map(Json::of).toList());
    }

    /** The strings among the items, in order. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof JsonText text) {
                texts.add(text.value());
            }
        }
        return texts;
    }

    /** The objects among the items, in order. */
    public List<JsonObject> objects() {
        List<JsonObject> objects = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    @Override
    public String kind() {
        return "array";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && items.equals(array.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
