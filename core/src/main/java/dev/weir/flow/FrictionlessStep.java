package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.process.FlowException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A step of a Frictionless pipeline that means the same as one of Weir's: its name here, and its options under Weir's
 * names. Nodes keep their places.
 *
 * @see <a href="https://framework.frictionlessdata.io/docs/steps/field.html">Frictionless steps</a>
 */
record FrictionlessStep(String name, UnaryOperator<JsonObject> translate) {
    private static final Map<String, FrictionlessStep> STEPS = Map.ofEntries(
            entry("field-add", "add-field", FrictionlessStep::fieldAdd),
            entry("field-filter", "select-fields", o -> renamed(o, Map.of("names", "fields"))),
            entry("field-remove", "delete-fields", o -> renamed(o, Map.of("names", "fields"))),
            entry("field-update", "set-type", FrictionlessStep::fieldUpdate),
            entry("row-filter", "filter-rows", o -> renamed(o, Map.of("formula", "where", "function", "where"))),
            entry("row-sort", "sort-rows", FrictionlessStep::rowSort),
            entry("table-aggregate", "aggregate", FrictionlessStep::tableAggregate),
            entry("table-join", "join", FrictionlessStep::tableJoin),
            entry("table-melt", "unpivot", FrictionlessStep::tableMelt),
            entry("table-validate", "validate", o -> o));

    private static Map.Entry<String, FrictionlessStep> entry(
            String type, String name, UnaryOperator<JsonObject> translate) {
        return Map.entry(type, new FrictionlessStep(name, translate));
    }

    static @Nullable FrictionlessStep of(String type) {
        return STEPS.get(type);
    }

    JsonObject options(JsonObject options, String pointer) {
        try {
            return translate.apply(options);
        } catch (ClassCastException e) {
            throw new FlowException(
                    List.of(new Finding(pointer, options.place(), "the options are not those of a Frictionless step")));
        }
    }

    private static JsonObject renamed(JsonObject options, Map<String, String> names) {
        Map<String, Json> renamed = new LinkedHashMap<>();
        options.properties().forEach((name, value) -> renamed.put(names.getOrDefault(name, name), value));
        return new JsonObject(renamed, options.place());
    }

    private static JsonObject fieldAdd(JsonObject options) {
        JsonObject result = options.without("descriptor").without("value");
        Json value = options.get("value");
        if (value instanceof JsonText text) {
            result = result.with("value", new JsonText("'" + text.value().replace("'", "''") + "'", text.place()));
        } else if (value != null) {
            result = result.with("value", value);
        }
        result = renamed(result, Map.of("formula", "value", "function", "value"));
        JsonObject descriptor = options.object("descriptor");
        for (Map.Entry<String, Json> property : (descriptor == null ? JsonObject.EMPTY : descriptor)
                .properties()
                .entrySet()) {
            result = result.with(property.getKey(), property.getValue());
        }
        return result;
    }

    private static JsonObject fieldUpdate(JsonObject options) {
        JsonObject descriptor = options.object("descriptor");
        Json name = options.get("name");
        if (descriptor == null || !(name instanceof JsonText text) || options.has("formula")) {
            return options;
        }
        Map<String, Json> fields = Map.of(text.value(), descriptor.without("name"));
        return options.without("name").without("descriptor").with("fields", new JsonObject(fields, descriptor.place()));
    }

    private static JsonObject rowSort(JsonObject options) {
        boolean reverse = options.get("reverse") instanceof JsonBoolean flag && flag.value();
        List<Json> by = new ArrayList<>();
        for (Json name : items(options.get("fieldNames"))) {
            JsonText text = (JsonText) name;
            by.add(reverse ? new JsonText(text.value() + " DESC", text.place()) : text);
        }
        return options.without("fieldNames").without("reverse").with("by", new JsonArray(by, options.place()));
    }

    private static JsonObject tableAggregate(JsonObject options) {
        Map<String, Json> fields = new LinkedHashMap<>();
        JsonObject aggregation = options.object("aggregation");
        for (Map.Entry<String, Json> one : (aggregation == null ? JsonObject.EMPTY : aggregation)
                .properties()
                .entrySet()) {
            List<Json> call = items(one.getValue());
            String function = ((JsonText) call.get(0)).value();
            String argument = call.size() > 1 ? ((JsonText) call.get(1)).value() : "*";
            String sql = (function.equals("mean") || function.equals("avg")
                            ? "AVG"
                            : function.toUpperCase(java.util.Locale.ROOT))
                    + "(" + argument + ")";
            fields.put(one.getKey(), new JsonText(sql, one.getValue().place()));
        }
        JsonObject result = options.without("aggregation").with("fields", new JsonObject(fields, options.place()));
        return renamed(result, Map.of("groupName", "by"));
    }

    private static JsonObject tableJoin(JsonObject options) {
        Map<String, String> modes = Map.of("outer", "full", "negate", "anti");
        String mode = options.text("mode", "inner");
        JsonObject result = options.without("mode").without("useHash");
        result = result.with("keep", new JsonText(modes.getOrDefault(mode, mode), options.place()));
        return renamed(result, Map.of("resource", "with", "fieldName", "on", "fieldNames", "on"));
    }

    private static JsonObject tableMelt(JsonObject options) {
        List<Json> names = items(options.get("toFieldNames"));
        JsonObject result = options.without("toFieldNames").without("fieldName");
        result = result.with("name", names.size() > 0 ? names.get(0) : Json.of("variable"));
        result = result.with("value", names.size() > 1 ? names.get(1) : Json.of("value"));
        return renamed(result, Map.of("variables", "fields"));
    }

    private static List<Json> items(@Nullable Json node) {
        return node instanceof JsonArray array ? array.items() : node == null ? List.of() : List.of(node);
    }
}
