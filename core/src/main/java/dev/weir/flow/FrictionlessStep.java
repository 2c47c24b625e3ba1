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
            entry("cell-fill", "fill", FrictionlessStep::cellFill),
            entry("cell-replace", "find-replace", FrictionlessStep::cellReplace),
            entry("field-add", "add-field", FrictionlessStep::fieldAdd),
            entry("field-filter", "select-fields", o -> renamed(o, Map.of("names", "fields"))),
            entry(
                    "field-merge",
                    "merge-fields",
                    o -> renamed(
                            otherwise(o, "separator", "-"),
                            Map.of("name", "to", "fromNames", "fields", "preserve", "keep"))),
            entry("field-remove", "delete-fields", o -> renamed(o, Map.of("names", "fields"))),
            entry(
                    "field-split",
                    "split-field",
                    o -> renamed(o, Map.of("name", "field", "toNames", "to", "preserve", "keep"))),
            entry("field-update", "set-type", FrictionlessStep::fieldUpdate),
            entry("resource-add", "load", o -> merged(o, "descriptor")),
            entry("resource-remove", "delete-resource", o -> renamed(o, Map.of("name", "resources"))),
            entry(
                    "resource-update",
                    "update-resource",
                    o -> renamed(o, Map.of("name", "resources", "descriptor", "set"))),
            entry("row-filter", "filter-rows", o -> renamed(o, Map.of("formula", "where", "function", "where"))),
            entry("row-search", "filter-rows", FrictionlessStep::rowSearch),
            entry("row-slice", "slice-rows", o -> o),
            entry("row-sort", "sort-rows", FrictionlessStep::rowSort),
            entry("row-ungroup", "deduplicate", o -> renamed(o, Map.of("groupName", "by", "selection", "keep"))),
            entry("table-aggregate", "aggregate", FrictionlessStep::tableAggregate),
            entry("table-diff", "except", FrictionlessStep::compared),
            entry("table-intersect", "intersect", FrictionlessStep::compared),
            entry("table-join", "join", FrictionlessStep::tableJoin),
            entry("table-melt", "unpivot", FrictionlessStep::tableMelt),
            entry("table-pivot", "pivot", FrictionlessStep::tablePivot),
            entry("table-print", "print", o -> o),
            entry("table-recast", "pivot", FrictionlessStep::tableRecast),
            entry("table-validate", "validate", o -> o));

    private static Map.Entry<String, FrictionlessStep> entry(
            String type, String name, UnaryOperator<JsonObject> translate) {
        return Map.entry(type, new FrictionlessStep(name, translate));
    }

    /** The step that a type means; cells are filled from above by a step of its own. */
    static @Nullable FrictionlessStep of(String type, JsonObject options) {
        boolean down = type.equals("cell-fill") && "down".equals(options.text("direction"));
        return down
                ? new FrictionlessStep("fill-down", o -> renamed(o.without("direction"), Map.of("fieldName", "fields")))
                : STEPS.get(type);
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

    /** A text, number or boolean as an SQL constant. */
    static Json constant(Json value) {
        return value instanceof JsonText text ? new JsonText(quoted(text.value(), '\''), text.place()) : value;
    }

    static String quoted(String text, char quote) {
        String one = String.valueOf(quote);
        return one + text.replace(one, one + one) + one;
    }

    private static JsonObject otherwise(JsonObject options, String name, String value) {
        return options.has(name) ? options : options.with(name, value);
    }

    private static JsonObject merged(JsonObject options, String name) {
        JsonObject result = options.without(name);
        JsonObject inner = options.object(name);
        for (Map.Entry<String, Json> property :
                (inner == null ? JsonObject.EMPTY : inner).properties().entrySet()) {
            result = result.with(property.getKey(), property.getValue());
        }
        return result;
    }

    private static JsonObject cellFill(JsonObject options) {
        Json value = options.get("value");
        JsonObject result = value == null ? options : options.with("value", constant(value));
        return renamed(result, Map.of("fieldName", "fields"));
    }

    private static JsonObject cellReplace(JsonObject options) {
        String pattern = options.text("pattern", "");
        JsonObject result = options;
        if (pattern.startsWith("<regex>")) {
            result = result.with("pattern", pattern.substring("<regex>".length()))
                    .with("regex", Json.of(true));
        }
        return renamed(result, Map.of("fieldName", "fields", "pattern", "find"));
    }

    private static JsonObject rowSearch(JsonObject options) {
        String field = quoted(options.text("fieldName", ""), '"');
        String regex = quoted(options.text("regex", ""), '\'');
        String found = "COALESCE(REGEXP_LIKE(CAST(" + field + " AS VARCHAR), " + regex + "), FALSE)";
        boolean negate = options.get("negate") instanceof JsonBoolean flag && flag.value();
        return options.without("fieldName")
                .without("regex")
                .without("negate")
                .with("where", new JsonText(negate ? "NOT " + found : found, options.place()));
    }

    /** Rows count as often as they come. */
    private static JsonObject compared(JsonObject options) {
        JsonObject result = options.without("ignoreOrder").without("useHash").with("all", Json.of(true));
        return renamed(result, Map.of("resource", "with"));
    }

    private static JsonObject tablePivot(JsonObject options) {
        String function = options.text("aggfun", "sum").toUpperCase(java.util.Locale.ROOT);
        String sql = function.equals("LEN") ? "COUNT" : function.equals("MEAN") ? "AVG" : function;
        String value = sql + "(" + quoted(options.text("f3", ""), '"') + ")";
        JsonObject result = options.without("f3").without("aggfun").with("value", new JsonText(value, options.place()));
        return renamed(result, Map.of("f1", "by", "f2", "name"));
    }

    private static JsonObject tableRecast(JsonObject options) {
        List<Json> names = items(options.get("fromFieldNames"));
        String name = names.isEmpty() ? "variable" : ((JsonText) names.get(0)).value();
        String value = names.size() < 2 ? "value" : ((JsonText) names.get(1)).value();
        JsonObject result = options.without("fromFieldNames")
                .with("name", new JsonText(name, options.place()))
                .with("value", new JsonText("FIRST(" + quoted(value, '"') + ")", options.place()));
        return renamed(result, Map.of("fieldName", "by"));
    }
}
