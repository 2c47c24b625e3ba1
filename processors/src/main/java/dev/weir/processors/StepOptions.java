package dev.weir.processors;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of one step, as a flow file would state them. Immutable: each {@code with} is a copy.
 *
 * <p>Values are texts, numbers, booleans, paths, {@link Json}, and lists and maps of these.
 */
public final class StepOptions {
    /** No options: every one has its default. */
    public static final StepOptions NONE = new StepOptions(JsonObject.EMPTY);

    private final JsonObject json;

    private StepOptions(JsonObject json) {
        this.json = json;
    }

    /** One option; {@link #with} adds more. */
    public static StepOptions of(String name, Object value) {
        return NONE.with(name, value);
    }

    public static StepOptions of(Map<String, ?> options) {
        StepOptions result = NONE;
        for (Map.Entry<String, ?> option : options.entrySet()) {
            result = result.with(option.getKey(), option.getValue());
        }
        return result;
    }

    public StepOptions with(String name, @Nullable Object value) {
        return new StepOptions(json.with(name, json(value)));
    }

    JsonObject json() {
        return json;
    }

    private static Json json(@Nullable Object value) {
        if (value instanceof Json json) {
            return json;
        }
        if (value instanceof Boolean flag) {
            return Json.of((boolean) flag);
        }
        if (value instanceof Number number) {
            return new JsonNumber(new BigDecimal(number.toString()), Json.Place.NONE);
        }
        if (value instanceof Collection<?> items) {
            List<Json> nodes = new ArrayList<>();
            items.forEach(item -> nodes.add(json(item)));
            return JsonArray.of(nodes);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Json> properties = new LinkedHashMap<>();
            map.forEach((name, item) -> properties.put(String.valueOf(name), json(item)));
            return new JsonObject(properties, Json.Place.NONE);
        }
        if (value instanceof String || value instanceof Path || value instanceof Enum<?>) {
            return Json.of(
                    value instanceof Enum<?> word ? word.name().toLowerCase(java.util.Locale.ROOT) : value.toString());
        }
        if (value == null) {
            return new JsonNull(Json.Place.NONE);
        }
        throw new IllegalArgumentException("an option takes texts, numbers, booleans, lists and maps, not "
                + value.getClass().getName());
    }
}
