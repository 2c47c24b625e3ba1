package dev.weir.flow;

import static dev.weir.flow.Spelling.identifier;
import static dev.weir.flow.Spelling.items;
import static dev.weir.flow.Spelling.quoted;
import static dev.weir.flow.Spelling.renamed;
import static dev.weir.flow.Spelling.without;
import static dev.weir.flow.Spelling.wrong;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A step of a Frictionless pipeline that means the same as one of Weir's, or as several in a row: their names here, and
 * the options under Weir's names. Nodes keep their places.
 *
 * @see <a href="https://framework.frictionlessdata.io/docs/steps/field.html">Frictionless steps</a>
 */
record FrictionlessStep(String name, JsonObject options) {
    private static final Map<String, String> FUNCTIONS = Map.of(
            "sum", "SUM", "min", "MIN", "max", "MAX", "mean", "AVG", "avg", "AVG", "len", "COUNT", "count", "COUNT",
            "median", "MEDIAN");

    /** The steps that a type means; one of another name as it is. */
    static List<FrictionlessStep> of(String type, JsonObject o) {
        return switch (type) {
            case "row-ungroup" -> rowUngroup(o);
            case "table-melt" -> tableMelt(o);
            default -> List.of(field(type, o));
        };
    }

    private static FrictionlessStep field(String type, JsonObject o) {
        return switch (type) {
            case "cell-fill" -> cellFill(o);
            case "cell-replace" -> step("find-replace", cellReplace(o));
            case "field-add" -> fieldAdd(o);
            case "field-filter" -> step("select-fields", renamed(o, Map.of("names", "fields")));
            case "field-merge" ->
                step(
                        "merge-fields",
                        renamed(
                                o.has("separator") ? o : o.with("separator", "-"),
                                Map.of("name", "to", "fromNames", "fields", "preserve", "keep")));
            case "field-remove" -> step("delete-fields", renamed(o, Map.of("names", "fields")));
            case "field-split" ->
                step("split-field", renamed(o, Map.of("name", "field", "toNames", "to", "preserve", "keep")));
            case "field-update" -> step("set-type", fieldUpdate(o));
            default -> row(type, o);
        };
    }

    private static FrictionlessStep row(String type, JsonObject o) {
        return switch (type) {
            case "resource-add" -> step("load", merged(o, "descriptor"));
            case "resource-remove" -> step("delete-resource", renamed(o, Map.of("name", "resources")));
            case "resource-update" ->
                step("update-resource", renamed(o, Map.of("name", "resources", "descriptor", "set")));
            case "row-filter" -> step("filter-rows", renamed(o, Map.of("formula", "where", "function", "where")));
            case "row-search" -> step("filter-rows", rowSearch(o));
            case "row-slice" -> step("slice-rows", o);
            case "row-sort" -> step("sort-rows", rowSort(o));
            case "row-subset" -> rowSubset(o);
            default -> table(type, o);
        };
    }

    private static FrictionlessStep table(String type, JsonObject o) {
        return switch (type) {
            case "table-aggregate" -> step("aggregate", tableAggregate(o));
            case "table-diff" -> step("except", compared(o));
            case "table-intersect" -> step("intersect", compared(o));
            case "table-join" -> step("join", tableJoin(o));
            case "table-pivot" -> step("pivot", tablePivot(o));
            case "table-print" -> step("print", o);
            case "table-recast" -> step("pivot", tableRecast(o));
            case "table-validate" -> step("validate", o);
            default -> step(type, o);
        };
    }

    private static FrictionlessStep step(String name, JsonObject options) {
        return new FrictionlessStep(name, options);
    }

    private static JsonObject with(JsonObject options, String name, String text) {
        return options.with(name, new JsonText(text, options.place()));
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

    /** Cells are filled from above by a step of its own. */
    private static FrictionlessStep cellFill(JsonObject options) {
        JsonObject result = renamed(options, Map.of("fieldName", "fields"));
        Json value = options.get("value");
        if (value != null) {
            return step("fill", result.with("value", Spelling.constant(value)));
        }
        boolean down = "down".equals(options.text("direction"));
        return down ? step("fill-down", result.without("direction")) : step("fill", result);
    }

    /** A cell that is equal to a text, or what a regular expression matches in it. */
    private static JsonObject cellReplace(JsonObject options) {
        String mark = "<regex>";
        String pattern = options.text("pattern", "");
        boolean regex = pattern.startsWith(mark);
        String find = regex ? pattern.substring(mark.length()) : PythonFormula.whole(pattern);
        String replace = options.text("replace", "");
        JsonObject result = renamed(without(options, "pattern", "replace"), Map.of("fieldName", "fields"));
        result = with(result, "find", find).with("regex", Json.of(true));
        return with(result, "replace", regex ? PythonFormula.replacement(replace) : PythonFormula.literal(replace));
    }

    private static FrictionlessStep fieldAdd(JsonObject options) {
        JsonObject result = without(options, "descriptor", "value", "incremental");
        if (Spelling.isTrue(options.get("incremental"))) {
            return step("scan", with(result, "value", "COUNT(*)"));
        }
        Json value = options.get("value");
        result = value == null ? result : result.with("value", Spelling.constant(value));
        result = renamed(result, Map.of("formula", "value", "function", "value"));
        Json descriptor = options.get("descriptor");
        return step("add-field", descriptor == null ? result : merged(result.with("own~", descriptor), "own~"));
    }

    private static JsonObject fieldUpdate(JsonObject options) {
        JsonObject descriptor = options.object("descriptor");
        Json name = options.get("name");
        if (name == null || name.asText() == null) {
            return options;
        }
        if (descriptor != null && descriptor.has("name")) {
            throw wrong(descriptor, "a new name is given by rename-fields: {fields: {old: new}}");
        }
        JsonObject result = without(options, "name", "descriptor");
        JsonObject type = descriptor == null ? new JsonObject(Map.of(), options.place()) : descriptor;
        return result.with("fields", new JsonObject(Map.of(name.asText(), type), type.place()));
    }

    private static JsonObject rowSearch(JsonObject options) {
        if (!options.has("fieldName")) {
            throw wrong(options, "row-search needs 'fieldName' here: name the field to search");
        }
        String field = identifier(options.text("fieldName", ""));
        String regex = quoted(options.text("regex", ""), '\'');
        String found = "COALESCE(REGEXP_LIKE(CAST(" + field + " AS VARCHAR), " + regex + "), FALSE)";
        boolean negate = Spelling.isTrue(options.get("negate"));
        return with(without(options, "fieldName", "regex", "negate"), "where", negate ? "NOT " + found : found);
    }

    private static JsonObject rowSort(JsonObject options) {
        String order = Spelling.isTrue(options.get("reverse")) ? " DESC" : "";
        List<Json> by = new ArrayList<>();
        for (String field : options.texts("fieldNames")) {
            by.add(new JsonText(identifier(field) + order, options.place()));
        }
        return without(options, "fieldNames", "reverse").with("by", new JsonArray(by, options.place()));
    }

    /** The first or the last row of each key, or the one with the least or the greatest value, in the order of keys. */
    private static List<FrictionlessStep> rowUngroup(JsonObject options) {
        String selection = options.text("selection", "");
        JsonObject keep = renamed(options.without("valueName"), Map.of("groupName", "by", "selection", "keep"));
        keep = options.has("groupName") ? with(keep, "by", identifier(options.text("groupName", ""))) : keep;
        if (!selection.equals("min") && !selection.equals("max") || !options.has("valueName")) {
            return List.of(step("deduplicate", options.has("valueName") ? keep.with("valueName", "") : keep));
        }
        String value = identifier(options.text("valueName", ""));
        JsonArray by = new JsonArray(
                List.of(
                        new JsonText(identifier(options.text("groupName", "")), options.place()),
                        new JsonText(selection.equals("max") ? value + " DESC" : value, options.place())),
                options.place());
        JsonObject sort = Spelling.only(options, "resources").with("by", by);
        return List.of(step("sort-rows", sort), step("deduplicate", with(keep, "keep", "first")));
    }

    private static FrictionlessStep rowSubset(JsonObject options) {
        if (!"distinct".equals(options.text("subset"))) {
            return step("row-subset", options);
        }
        JsonObject result = without(options, "subset", "fieldName");
        String field = options.text("fieldName");
        return step("deduplicate", field == null ? result : with(result, "by", identifier(field)));
    }

    private static JsonObject tableAggregate(JsonObject options) {
        Map<String, Json> fields = new LinkedHashMap<>();
        JsonObject aggregation = options.object("aggregation");
        for (Map.Entry<String, Json> one : (aggregation == null ? JsonObject.EMPTY : aggregation)
                .properties()
                .entrySet()) {
            fields.put(
                    one.getKey(),
                    new JsonText(call(one.getValue()), one.getValue().place()));
        }
        JsonObject result = options.without("aggregation").with("fields", new JsonObject(fields, options.place()));
        String group = options.text("groupName");
        return group == null ? result : with(result.without("groupName"), "by", identifier(group));
    }

    /** A call of a pair, the function and the field in either order, or of a function alone. */
    private static String call(Json pair) {
        List<String> texts = new ArrayList<>();
        for (Json item : items(pair)) {
            texts.add(item.asText() == null ? "" : item.asText());
        }
        if (texts.size() == 1 && FUNCTIONS.containsKey(texts.get(0))) {
            return FUNCTIONS.get(texts.get(0)) + "(*)";
        }
        if (texts.size() != 2) {
            throw wrong(pair, "an aggregation is a field and a function: [amount, sum]");
        }
        boolean last = FUNCTIONS.containsKey(texts.get(1).toLowerCase(Locale.ROOT));
        return function(texts.get(last ? 1 : 0)) + "(" + identifier(texts.get(last ? 0 : 1)) + ")";
    }

    private static String function(String name) {
        return FUNCTIONS.getOrDefault(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT));
    }

    private static JsonObject tableJoin(JsonObject options) {
        Map<String, String> modes = Map.of("outer", "full", "negate", "anti");
        String mode = options.text("mode", "inner");
        if (mode.equals("cross")) {
            throw wrong(options, "there is no cross join: join on a field that is the same in all rows");
        }
        JsonObject result = with(without(options, "mode", "useHash", "hash"), "keep", modes.getOrDefault(mode, mode));
        return renamed(result, Map.of("resource", "with", "fieldName", "on", "fieldNames", "on"));
    }

    /** Rows count as often as they come. */
    private static JsonObject compared(JsonObject options) {
        JsonObject result = without(options, "ignoreOrder", "useHash").with("all", Json.of(true));
        return renamed(result, Map.of("resource", "with"));
    }

    /** Only the key stays beside the two new fields. */
    private static List<FrictionlessStep> tableMelt(JsonObject options) {
        List<String> names = options.texts("toFieldNames");
        if (!(options.get("variables") instanceof JsonArray variables)) {
            throw wrong(options, "table-melt needs 'variables' here: name the fields to make rows of");
        }
        List<Json> selected = new ArrayList<>(items(options.get("fieldName")));
        selected.addAll(variables.items());
        JsonObject rest = without(options, "toFieldNames", "fieldName", "variables");
        JsonObject select =
                Spelling.only(options, "resources").with("fields", new JsonArray(selected, options.place()));
        JsonObject unpivot = rest.with("fields", variables)
                .with("name", names.size() > 0 ? names.get(0) : "variable")
                .with("value", names.size() > 1 ? names.get(1) : "value");
        return List.of(step("select-fields", select), step("unpivot", unpivot));
    }

    private static JsonObject tablePivot(JsonObject options) {
        String value = function(options.text("aggfun", "sum")) + "(" + identifier(options.text("f3", "")) + ")";
        return renamed(with(without(options, "f3", "aggfun"), "value", value), Map.of("f1", "by", "f2", "name"));
    }

    private static JsonObject tableRecast(JsonObject options) {
        List<String> names = options.texts("fromFieldNames");
        JsonObject result =
                with(options.without("fromFieldNames"), "name", names.isEmpty() ? "variable" : names.get(0));
        result = with(result, "value", "FIRST(" + identifier(names.size() < 2 ? "value" : names.get(1)) + ")");
        return renamed(result, Map.of("fieldName", "by"));
    }
}
