package dev.weir.convert;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of a descriptor that keep the order of its properties. */
final class Placed {
    private Placed() {}

    /**
     * Puts a property where the first of some others stands, which all go; at the end where there is none of them.
     *
     * @param value null for nothing in their place
     */
    static JsonObject instead(JsonObject json, List<String> others, String name, @Nullable Json value) {
        Map<String, Json> placed = new LinkedHashMap<>();
        boolean done = value == null;
        for (Map.Entry<String, Json> property : json.properties().entrySet()) {
            boolean goes =
                    others.contains(property.getKey()) || property.getKey().equals(name);
            if (!goes) {
                placed.put(property.getKey(), property.getValue());
            } else if (!done && value != null) {
                placed.put(name, value);
                done = true;
            }
        }
        if (!done && value != null) {
            placed.put(name, value);
        }
        return new JsonObject(placed, json.place());
    }

    /** Puts a property at the beginning. */
    static JsonObject first(JsonObject json, String name, Json value) {
        Map<String, Json> placed = new LinkedHashMap<>();
        placed.put(name, value);
        json.without(name).properties().forEach(placed::put);
        return new JsonObject(placed, json.place());
    }
}
