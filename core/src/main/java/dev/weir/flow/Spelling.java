package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.process.FlowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options of other tools under the names and in the spelling of ours. Nodes keep their places. */
final class Spelling {
    private Spelling() {}

    static JsonObject renamed(JsonObject options, Map<String, String> names) {
        Map<String, Json> renamed = new LinkedHashMap<>();
        options.properties().forEach((name, value) -> renamed.put(names.getOrDefault(name, name), value));
        return new JsonObject(renamed, options.place());
    }

    static JsonObject without(JsonObject options, String... names) {
        JsonObject result = options;
        for (String name : names) {
            result = result.without(name);
        }
        return result;
    }

    /** The options of these names alone. */
    static JsonObject only(JsonObject options, String... names) {
        Map<String, Json> kept = new LinkedHashMap<>();
        for (String name : names) {
            Json value = options.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new JsonObject(kept, options.place());
    }

    static boolean isFalse(@Nullable Json node) {
        return node instanceof JsonBoolean flag && !flag.value();
    }

    static boolean isTrue(@Nullable Json node) {
        return node instanceof JsonBoolean flag && flag.value();
    }

    static List<Json> items(@Nullable Json node) {
        return node instanceof JsonArray array ? array.items() : node == null ? List.of() : List.of(node);
    }

    /** A text, number or boolean as an SQL constant. */
    static Json constant(Json value) {
        return value instanceof JsonText text ? new JsonText(quoted(text.value(), '\''), text.place()) : value;
    }

    /** A constant in the text of an expression. */
    static String sql(Json value) {
        String text = constant(value).asText();
        return text == null ? JsonWriter.compact(value) : text;
    }

    static String quoted(String text, char quote) {
        String one = String.valueOf(quote);
        return one + text.replace(one, one + one) + one;
    }

    /** A name of a field in an expression. */
    static String identifier(String field) {
        return quoted(field, '"');
    }

    static FlowException wrong(Json node, String message) {
        return new FlowException(List.of(new Finding("", node.place(), message)));
    }
}
