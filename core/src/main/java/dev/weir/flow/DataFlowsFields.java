package dev.weir.flow;

import static dev.weir.flow.Spelling.identifier;
import static dev.weir.flow.Spelling.items;
import static dev.weir.flow.Spelling.quoted;
import static dev.weir.flow.Spelling.renamed;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The processors of DataFlows that compute, replace or type cells: a list of fields becomes a step for each. */
final class DataFlowsFields {
    private static final Pattern KEY = Pattern.compile("\\{([^{}]*)}");

    private DataFlowsFields() {}

    /** The parts of options with a list of maps: the other options with each of the maps. */
    static List<JsonObject> each(JsonObject options, String list) {
        if (!(options.get(list) instanceof JsonArray array)
                || array.items().isEmpty()
                || !array.items().stream().allMatch(JsonObject.class::isInstance)) {
            return List.of(options);
        }
        List<JsonObject> parts = new ArrayList<>();
        for (Json item : array.items()) {
            JsonObject part = options.without(list);
            for (Map.Entry<String, Json> property :
                    ((JsonObject) item).properties().entrySet()) {
                part = part.with(property.getKey(), property.getValue());
            }
            parts.add(part);
        }
        return parts;
    }

    static List<DataFlowsStep> computed(JsonObject options) {
        return each(options, "fields").stream()
                .map(o -> new DataFlowsStep("add-field", computedField(o)))
                .toList();
    }

    private static JsonObject computedField(JsonObject options) {
        JsonObject known = renamed(options, Map.of("with-", "with", "with_", "with"));
        if (!(known.get("operation") instanceof JsonText operation)) {
            return target(known);
        }
        String sql = computed(operation, known.get("with"), known.texts("source"));
        return target(Spelling.without(known, "operation", "source", "with")
                .with("value", new JsonText(sql, operation.place())));
    }

    /** Missing cells are left out, as there. */
    private static String computed(JsonText operation, @Nullable Json with, List<String> fields) {
        String all = String.join(", ", fields.stream().map(Spelling::identifier).toList());
        String text = with == null || with.asText() == null ? "" : with.asText();
        return switch (operation.value()) {
            case "constant" -> with == null ? "''" : Spelling.sql(with);
            case "sum" -> joined(fields, " + ", "COALESCE(%s, 0)");
            case "multiply" -> joined(fields, " * ", "COALESCE(%s, 1)");
            case "avg" ->
                "(" + joined(fields, " + ", "COALESCE(%s, 0)") + ") / NULLIF("
                        + joined(fields, " + ", "CASE WHEN %s IS NULL THEN 0 ELSE 1 END") + ", 0)";
            case "min" -> "LEAST(" + all + ")";
            case "max" -> "GREATEST(" + all + ")";
            case "join" -> "CONCAT_WS(" + quoted(text, '\'') + ", " + joined(fields, ", ", "CAST(%s AS VARCHAR)") + ")";
            case "format" -> formatted(text, operation);
            default -> operation.value();
        };
    }

    private static String joined(List<String> fields, String operator, String form) {
        return String.join(
                operator,
                fields.stream()
                        .map(field -> form.replace("%s", identifier(field)))
                        .toList());
    }

    private static JsonObject target(JsonObject options) {
        JsonObject target = options.object("target");
        if (target == null) {
            return renamed(options, Map.of("target", "name"));
        }
        JsonObject result = options.without("target");
        for (Map.Entry<String, Json> property : target.properties().entrySet()) {
            result = result.with(property.getKey(), property.getValue());
        }
        return result;
    }

    private static String formatted(String format, Json place) {
        StringBuilder sql = new StringBuilder("CONCAT(''");
        Matcher matcher = KEY.matcher(format);
        int end = 0;
        while (matcher.find()) {
            if (!matcher.group(1).matches("\\w+")) {
                throw Spelling.wrong(
                        place,
                        "the format '" + matcher.group() + "' is not known here: name fields alone, {field}, or write"
                                + " add-field: {name: …, value: SQL}");
            }
            sql.append(", ").append(quoted(format.substring(end, matcher.start()), '\''));
            sql.append(", CAST(").append(identifier(matcher.group(1))).append(" AS VARCHAR)");
            end = matcher.end();
        }
        return sql.append(", ")
                .append(quoted(format.substring(end), '\''))
                .append(")")
                .toString();
    }

    /** A step for each pattern of each field; those of ours, which have {@code find} beside {@code fields}, as they are. */
    static List<DataFlowsStep> replaced(JsonObject options) {
        List<DataFlowsStep> steps = new ArrayList<>();
        for (JsonObject field : each(options, "fields")) {
            for (JsonObject pattern : each(field, "patterns")) {
                boolean theirs = field.has("patterns") && pattern != field;
                steps.add(new DataFlowsStep("find-replace", theirs ? replaced(pattern, field) : pattern));
            }
        }
        return steps;
    }

    private static JsonObject replaced(JsonObject pattern, JsonObject field) {
        Json replace = pattern.get("replace");
        JsonObject result = renamed(pattern.without("patterns"), Map.of("name", "fields"));
        if (replace != null && replace.asText() != null) {
            result = result.with("replace", new JsonText(PythonFormula.replacement(replace.asText()), replace.place()));
        }
        return new JsonObject(result.properties(), field.place()).with("regex", Json.of(true));
    }

    /** {@code set-type} of one name; a name that is stated to be a regular expression stands between slashes here. */
    static JsonObject typed(JsonObject options) {
        JsonObject field = Spelling.without(options, "name", "resources", "on-error", "regex");
        String name = options.text("name", "");
        String key = Spelling.isTrue(options.get("regex")) ? "/" + name + "/" : name;
        JsonObject fields = new JsonObject(Map.of(key, field), options.place());
        return Spelling.only(options, "resources", "on-error").with("fields", fields);
    }

    /** {@code set_types} of datapackage-pipelines: a field without a type is taken away; no types are a check. */
    static List<DataFlowsStep> types(JsonObject options) {
        JsonObject rest = Spelling.without(options, "types", "regex");
        JsonObject types = options.object("types");
        if (types == null) {
            return List.of(new DataFlowsStep("validate", rest));
        }
        Map<String, Json> fields = new LinkedHashMap<>();
        List<Json> gone = new ArrayList<>();
        for (Map.Entry<String, Json> type : types.properties().entrySet()) {
            boolean regex = Spelling.isTrue(options.get("regex"));
            String key = regex ? "/" + type.getKey() + "/" : type.getKey();
            if (type.getValue() instanceof JsonObject) {
                fields.put(key, type.getValue());
            } else {
                gone.add(new JsonText(key, type.getValue().place()));
            }
        }
        List<DataFlowsStep> steps = new ArrayList<>();
        if (!fields.isEmpty()) {
            steps.add(new DataFlowsStep("set-type", rest.with("fields", new JsonObject(fields, types.place()))));
        }
        if (!gone.isEmpty()) {
            steps.add(new DataFlowsStep("delete-fields", rest.with("fields", new JsonArray(gone, types.place()))));
        }
        return steps;
    }

    /** Names that are stated to be regular expressions, between slashes. */
    static JsonObject selected(JsonObject options) {
        Json fields = options.get("fields");
        if (!Spelling.isTrue(options.get("regex")) || fields == null) {
            return Spelling.isFalse(options.get("regex")) ? options.without("regex") : options;
        }
        List<Json> patterns = new ArrayList<>();
        for (Json item : items(fields)) {
            patterns.add(item instanceof JsonText text ? new JsonText("/" + text.value() + "/", text.place()) : item);
        }
        return options.without("regex").with("fields", new JsonArray(patterns, fields.place()));
    }
}
