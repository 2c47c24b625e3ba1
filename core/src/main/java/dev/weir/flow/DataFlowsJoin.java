package dev.weir.flow;

import static dev.weir.flow.Spelling.identifier;
import static dev.weir.flow.Spelling.wrong;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
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
 * The joins of DataFlows: there the rows of the source with one key are made one first, by an aggregate for each field
 * ({@code any} where none is named: the last value), so that no row of the target comes twice.
 */
final class DataFlowsJoin {
    private static final Pattern KEY = Pattern.compile("\\{([^{}]*)}");
    private static final Map<String, String> MODES = Map.of("half-outer", "left", "full-outer", "full");
    private static final Map<String, String> AGGREGATES = Map.of(
            "sum", "SUM", "avg", "AVG", "median", "MEDIAN", "max", "MAX", "min", "MIN", "first", "FIRST", "last",
            "LAST", "any", "LAST");

    private DataFlowsJoin() {}

    /** {@code join}, {@code join_self} and {@code join_with_self}; a join of ours as it is. */
    static List<DataFlowsStep> of(JsonObject options) {
        JsonObject o = named(options);
        if (o.has("join-key") || o.has("source") && o.get("target-key") instanceof JsonNull) {
            return self(o);
        }
        return o.has("source") ? joined(o) : List.of(new DataFlowsStep("join", options));
    }

    /** The names of the arguments in Python and the maps of datapackage-pipelines are those of the one form. */
    private static JsonObject named(JsonObject options) {
        JsonObject o = Spelling.renamed(
                options,
                Map.of("source-name", "source", "target-name", "target", "resource-name", "source", "full-", "full"));
        for (String side : List.of("source", "target")) {
            JsonObject map = o.object(side);
            if (map != null) {
                for (Map.Entry<String, Json> property : map.properties().entrySet()) {
                    String key = property.getKey();
                    o = o.with(key.equals("name") ? side : side + "-" + key, property.getValue());
                }
                o = map.has("name") ? o : o.without(side);
                o = side.equals("target") || map.has("delete") ? o : o.with("source-delete", Json.of(false));
            }
        }
        return o;
    }

    private static List<DataFlowsStep> joined(JsonObject o) {
        String mode =
                o.has("full") ? (Spelling.isTrue(o.get("full")) ? "left" : "inner") : o.text("mode", "half-outer");
        List<String> left = keys(o.get("target-key"));
        List<String> right = keys(o.get("source-key"));
        Map<String, Json> on = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            on.put(left.get(i), new JsonText(hidden(right.get(i)), o.place()));
        }
        String source = o.text("source", "");
        boolean delete = !Spelling.isFalse(o.get("source-delete"));
        Map<String, String> fields = aggregates(o, right);
        JsonObject join = Spelling.without(
                        o, "source", "target", "target-key", "source-key", "mode", "full", "source-delete", "fields")
                .with("with", new JsonText(delete ? source : hidden(source), o.place()))
                .with("on", new JsonObject(on, o.place()))
                .with("delete", Json.of(true));
        Json target = o.get("target");
        join = target == null ? join : join.with("resources", target);
        boolean semi = fields.isEmpty() && mode.equals("inner");
        join = join.with("keep", new JsonText(semi ? "semi" : MODES.getOrDefault(mode, mode), o.place()));
        join = semi ? join : join.with("fields", texts(List.copyOf(fields.keySet()), o.place()));
        List<String> by = right.stream()
                .map(key -> identifier(key) + " AS " + identifier(hidden(key)))
                .toList();
        JsonObject aggregate = aggregate(o, source, by, fields.isEmpty() ? Map.of(hidden(""), "COUNT(*)") : fields);
        aggregate = delete ? aggregate : aggregate.with("to", new JsonText(hidden(source), o.place()));
        return List.of(new DataFlowsStep("aggregate", aggregate), new DataFlowsStep("join", join));
    }

    /** One row of those with a key: the fields that are named and no others. */
    private static List<DataFlowsStep> self(JsonObject o) {
        List<String> keys = keys(o.has("join-key") ? o.get("join-key") : o.get("source-key"));
        Map<String, String> fields = aggregates(o, keys);
        List<String> names = List.copyOf(fields.keySet());
        List<String> by = new ArrayList<>();
        for (String key : keys) {
            String shown = hidden(key);
            for (String field : names) {
                boolean same = identifier(key).equals(plain(fields.get(field)));
                shown = same ? field : shown;
            }
            fields.remove(shown);
            by.add(identifier(key) + " AS " + identifier(shown));
        }
        JsonObject aggregate =
                aggregate(o, o.text("source", ""), by, fields.isEmpty() ? Map.of(hidden(""), "COUNT(*)") : fields);
        Json to = o.get("target");
        String made = to == null || to.asText() == null ? o.text("source", "") : to.asText();
        aggregate = to == null ? aggregate : aggregate.with("to", to);
        JsonObject select = new JsonObject(Map.of("fields", texts(names, o.place())), o.place())
                .with("resources", new JsonText(made, o.place()));
        return List.of(new DataFlowsStep("aggregate", aggregate), new DataFlowsStep("select-fields", select));
    }

    /** The field of {@code LAST("x")} or {@code FIRST("x")}, which for a key is the key itself. */
    private static @Nullable String plain(@Nullable String aggregate) {
        Matcher matcher = Pattern.compile("(?:LAST|FIRST)\\((.*)\\)").matcher(aggregate == null ? "" : aggregate);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static JsonObject aggregate(JsonObject o, String source, List<String> by, Map<String, String> fields) {
        Map<String, Json> sql = new LinkedHashMap<>();
        fields.forEach((field, call) -> sql.put(field, new JsonText(call, o.place())));
        return new JsonObject(Map.of("resources", new JsonText(source, o.place())), o.place())
                .with("by", texts(by, o.place()))
                .with("fields", new JsonObject(sql, o.place()));
    }

    /** Each field that comes of the source, with its aggregate in SQL. */
    private static Map<String, String> aggregates(JsonObject o, List<String> keys) {
        Map<String, String> aggregates = new LinkedHashMap<>();
        JsonObject fields = o.object("fields");
        if (fields == null) {
            for (String field : o.texts("fields")) {
                aggregates.put(field, "LAST(" + identifier(field) + ")");
            }
            return aggregates;
        }
        for (Map.Entry<String, Json> field : fields.properties().entrySet()) {
            if (field.getKey().equals("*")) {
                throw wrong(field.getValue(), "'*' is not known here: name each field");
            }
            aggregates.put(field.getKey(), aggregate(field.getKey(), field.getValue()));
        }
        return aggregates;
    }

    private static String aggregate(String field, Json of) {
        String from = of.asText() == null ? field : of.asText();
        String function = "any";
        if (of instanceof JsonObject map) {
            from = map.text("name", field);
            function = map.text("aggregate", "any");
        }
        if (function.equals("count")) {
            return "COUNT(*)";
        }
        String sql = AGGREGATES.get(function);
        if (sql == null) {
            throw wrong(
                    of,
                    "there is no aggregate '" + function + "' here, as cells hold one value: LISTAGG in an aggregate"
                            + " step joins texts");
        }
        return sql + "(" + identifier(from) + ")";
    }

    /** A name that no field of the data has. */
    private static String hidden(String name) {
        return name + "~";
    }

    private static Json texts(List<String> texts, Json.Place place) {
        return new JsonArray(
                texts.stream().map(text -> (Json) new JsonText(text, place)).toList(), place);
    }

    /** Names: a list of them, or those of a format {@code {a}:{b}}. */
    static List<String> keys(@Nullable Json node) {
        List<String> keys = new ArrayList<>();
        for (Json item : Spelling.items(node)) {
            String text = item.asText() == null ? "" : item.asText();
            Matcher matcher = KEY.matcher(text);
            boolean format = false;
            while (matcher.find()) {
                String field = matcher.group(1).replaceFirst("[:!].*", "");
                if (field.equals("#")) {
                    throw wrong(item, "a key of row numbers is not known here: scan counts rows, value: COUNT(*)");
                }
                keys.add(field);
                format = true;
            }
            if (!format) {
                keys.add(text);
            }
        }
        return keys;
    }
}
