package dev.weir.processors.table;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Schema;
import dev.weir.process.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields of the inputs of a concatenate become which field of its output.
 *
 * @param targets target to the names that it goes by in inputs, its own first; empty: every field by its own name
 */
public record FieldMap(Map<String, List<String>> targets) {

    static FieldMap of(Options options) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Json node = options.get("fields");
        if (node != null && !(node instanceof JsonObject)) {
            throw options.error("fields", "'fields' takes a map of target fields to lists of sources");
        }
        JsonObject fields = node instanceof JsonObject object ? object : JsonObject.EMPTY;
        fields.properties().forEach((target, sources) -> {
            List<String> names = new ArrayList<>(List.of(target));
            names.addAll(sources instanceof JsonArray array ? array.texts() : List.of());
            if (sources.asText() != null) {
                names.add(sources.asText());
            }
            targets.put(target, names);
        });
        return new FieldMap(targets);
    }

    /** The fields of the output, in order. */
    List<String> names(List<Schema> inputs) {
        if (!targets.isEmpty()) {
            return List.copyOf(targets.keySet());
        }
        return inputs.stream()
                .flatMap(schema -> schema.names().stream())
                .distinct()
                .toList();
    }

    /** The index of the field of {@code input} that becomes {@code target}, or -1. */
    int source(Schema input, String target) {
        for (String name : targets.getOrDefault(target, List.of(target))) {
            if (input.indexOf(name) >= 0) {
                return input.indexOf(name);
            }
        }
        return -1;
    }
}
