package dev.weir.flow;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A processor of DataFlows, in kebab case, that means the same as one of Weir's steps: its name here, and its options under
 * Weir's names. Options under Weir's own names stay, so that a step may be written either way. Nodes keep their places.
 *
 * @see <a href="https://github.com/datahq/dataflows/blob/master/PROCESSORS.md">DataFlows processors</a>
 */
record DataFlowsStep(String name, JsonObject options) {
    private static final Pattern KEY = Pattern.compile("\\{(\\w+)[^}]*}");

    /** The step that {@code name} and its options mean; anything else as it is. */
    static DataFlowsStep of(String name, JsonObject o) {
        return switch (name) {
            case "printer" -> step("print", renamed(o, Map.of("num-rows", "rows")));
            case "dump-to-path" -> step("dump", renamed(o, Map.of("out-path", "to")));
            case "dump-to-zip" -> step("dump", renamed(o, Map.of("out-file", "to")));
            case "load" -> step(name, renamed(o, Map.of("load-source", "path", "from", "path")));
            case "checkpoint" -> step(name, renamed(o, Map.of("checkpoint-name", "name")));
            case "delete-resource" -> step(name, renamed(o, Map.of("name", "resources")));
            case "duplicate" -> step(name, renamed(o, Map.of("source", "resources", "target-name", "to")));
            case "set-primary-key" -> step(name, renamed(o, Map.of("primary-key", "fields")));
            case "delete-fields", "select-fields", "rename-fields" ->
                step(name, isFalse(o.get("regex")) ? o.without("regex") : o);
            case "add-field" -> step(name, added(o));
            case "add-computed-field" -> step("add-field", computed(one(o, "fields")));
            case "filter-rows" -> step(name, filtered(o));
            case "find-replace" -> step(name, replaced(o));
            case "sort-rows" -> step(name, sorted(o));
            case "concatenate" -> step(name, concatenated(o));
            case "set-type" -> step(name, o.has("name") ? typed(o) : o);
            case "update-package", "update-resource", "update-schema" -> step(name, o.has("set") ? o : set(o));
            case "join" -> step(name, o.has("source") ? joined(o) : o);
            default -> step(name, o);
        };
    }

    private static DataFlowsStep step(String name, JsonObject options) {
        return new DataFlowsStep(name, options);
    }

    private static boolean isFalse(@Nullable Json node) {
        return node instanceof JsonBoolean flag && !flag.value();
    }

    private static JsonObject renamed(JsonObject options, Map<String, String> names) {
        Map<String, Json> renamed = new LinkedHashMap<>();
        options.properties().forEach((name, value) -> renamed.put(names.getOrDefault(name, name), value));
        return new JsonObject(renamed, options.place());
    }

    /** The only map of a list, and the other options; the options as they are where there are several. */
    private static JsonObject one(JsonObject options, String name) {
        if (!(options.get(name) instanceof JsonArray list)
                || list.items().size() != 1
                || !(list.items().get(0) instanceof JsonObject only)) {
            return options;
        }
        JsonObject result = options.without(name);
        for (Map.Entry<String, Json> property : only.properties().entrySet()) {
            result = result.with(property.getKey(), property.getValue());
        }
        return result;
    }

    private static JsonObject added(JsonObject options) {
        Json value = options.get("default");
        return value == null ? options : options.without("default").with("value", FrictionlessStep.constant(value));
    }

    private static JsonObject computed(JsonObject options) {
        Json operation = options.get("operation");
        if (!(operation instanceof JsonText text)) {
            return options;
        }
        List<String> fields = new ArrayList<>();
        for (String field : texts(options.get("source"))) {
            fields.add(FrictionlessStep.quoted(field, '"'));
        }
        String with = options.text("with", "");
        String all = String.join(", ", fields);
        String sql = switch (text.value()) {
            case "constant" -> FrictionlessStep.quoted(with, '\'');
            case "sum" -> String.join(" + ", fields);
            case "multiply" -> String.join(" * ", fields);
            case "avg" -> "(" + String.join(" + ", fields) + ") / " + fields.size();
            case "min" -> "LEAST(" + all + ")";
            case "max" -> "GREATEST(" + all + ")";
            case "join" -> "CONCAT_WS(" + FrictionlessStep.quoted(with, '\'') + ", " + all + ")";
            case "format" -> formatted(with);
            default -> text.value();
        };
        return renamed(
                options.without("operation")
                        .without("source")
                        .without("with")
                        .with("value", new JsonText(sql, text.place())),
                Map.of("target", "name"));
    }

    private static String formatted(String format) {
        StringBuilder sql = new StringBuilder("CONCAT(''");
        Matcher matcher = KEY.matcher(format);
        int end = 0;
        while (matcher.find()) {
            sql.append(", ").append(FrictionlessStep.quoted(format.substring(end, matcher.start()), '\''));
            sql.append(", CAST(")
                    .append(FrictionlessStep.quoted(matcher.group(1), '"'))
                    .append(" AS VARCHAR)");
            end = matcher.end();
        }
        return sql.append(", ")
                .append(FrictionlessStep.quoted(format.substring(end), '\''))
                .append(")")
                .toString();
    }

    /** Rows stay that one of the conditions is true for. */
    private static JsonObject filtered(JsonObject options) {
        JsonObject known = renamed(options, Map.of("in", "equals", "out", "not-equals", "condition", "where"));
        List<String> any = new ArrayList<>();
        conditions(known.get("equals"), " IS NOT DISTINCT FROM ", any);
        conditions(known.get("not-equals"), " IS DISTINCT FROM ", any);
        JsonObject rest = known.without("equals").without("not-equals");
        return any.isEmpty() ? rest : rest.with("where", new JsonText(String.join(" OR ", any), options.place()));
    }

    private static void conditions(@Nullable Json maps, String operator, List<String> any) {
        for (Json map : items(maps)) {
            List<String> all = new ArrayList<>();
            if (map instanceof JsonObject object) {
                object.properties().forEach((name, value) -> {
                    String text = FrictionlessStep.constant(value).asText();
                    String constant = text == null ? dev.weir.descriptor.JsonWriter.compact(value) : text;
                    all.add(FrictionlessStep.quoted(name, '"') + operator + constant);
                });
            }
            any.add("(" + String.join(" AND ", all) + ")");
        }
    }

    private static JsonObject replaced(JsonObject options) {
        JsonObject field = one(options, "fields");
        JsonObject pattern = one(field, "patterns");
        return field == options || pattern == field
                ? options
                : renamed(pattern, Map.of("name", "fields")).with("regex", Json.of(true));
    }

    private static JsonObject sorted(JsonObject options) {
        if (!(options.get("key") instanceof JsonText key)) {
            return options;
        }
        boolean reverse = options.get("reverse") instanceof JsonBoolean flag && flag.value();
        List<Json> by = new ArrayList<>();
        for (String name : texts(key)) {
            by.add(new JsonText(FrictionlessStep.quoted(name, '"') + (reverse ? " DESC" : ""), key.place()));
        }
        return options.without("key").without("reverse").with("by", new JsonArray(by, key.place()));
    }

    private static JsonObject concatenated(JsonObject options) {
        JsonObject target = options.object("target");
        Json name = target == null ? null : target.get("name");
        return name == null ? options : options.without("target").with("to", name);
    }

    private static JsonObject typed(JsonObject options) {
        JsonObject field = options.without("name").without("resources").without("on-error");
        Map<String, Json> fields = Map.of(options.text("name", ""), field.without("regex"));
        JsonObject result = new JsonObject(Map.of("fields", new JsonObject(fields, options.place())), options.place());
        return kept(options, result, "resources", "on-error");
    }

    private static JsonObject set(JsonObject options) {
        JsonObject properties = options.without("resources");
        return properties.properties().isEmpty()
                ? options
                : kept(options, new JsonObject(Map.of("set", properties), options.place()), "resources");
    }

    private static JsonObject kept(JsonObject from, JsonObject to, String... names) {
        JsonObject result = to;
        for (String name : names) {
            Json value = from.get(name);
            result = value == null ? result : result.with(name, value);
        }
        return result;
    }

    private static JsonObject joined(JsonObject options) {
        Map<String, String> modes = Map.of("half-outer", "left", "full-outer", "full");
        String mode = options.text("mode", "half-outer");
        List<String> left = texts(options.get("target-key"));
        List<String> right = texts(options.get("source-key"));
        Map<String, Json> on = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            on.put(left.get(i), new JsonText(right.get(i), options.place()));
        }
        JsonObject result = options.without("target-key").without("source-key").without("mode");
        result = result.with("on", new JsonObject(on, options.place()))
                .with("keep", new JsonText(modes.getOrDefault(mode, mode), options.place()))
                .with("delete", Json.of(!isFalse(options.get("source-delete"))));
        return renamed(result.without("source-delete"), Map.of("source", "with", "target", "resources"));
    }

    /** Names: a list of them, one, or those of a format {@code {a}:{b}}. */
    private static List<String> texts(@Nullable Json node) {
        List<String> texts = new ArrayList<>();
        for (Json item : items(node)) {
            String text = item.asText() == null ? "" : item.asText();
            Matcher matcher = KEY.matcher(text);
            boolean format = false;
            while (matcher.find()) {
                texts.add(matcher.group(1));
                format = true;
            }
            if (!format) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static List<Json> items(@Nullable Json node) {
        return node instanceof JsonArray array ? array.items() : node == null ? List.of() : List.of(node);
    }
}
