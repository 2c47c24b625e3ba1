package dev.weir.flow;

import static dev.weir.flow.Spelling.identifier;
import static dev.weir.flow.Spelling.quoted;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DataFlows' {@code unpivot}: which fields, and for each of them the values of extra key fields. The rows are made with
 * the name of their field first, from which each key is computed.
 */
final class DataFlowsUnpivot {
    private static final String FROM = "field~";
    private static final String VALUE = "value~";

    private DataFlowsUnpivot() {}

    /** The steps; an unpivot of ours as it is. */
    static List<DataFlowsStep> of(JsonObject options) {
        JsonObject o = Spelling.renamed(
                options,
                Map.of(
                        "unpivot", "unpivot-fields",
                        "extraKeyFields", "extra-keys",
                        "extraValueField", "extra-value"));
        if (!o.has("unpivot-fields")) {
            return List.of(new DataFlowsStep("unpivot", options));
        }
        boolean regex = !Spelling.isFalse(o.get("regex"));
        List<Json> fields = new ArrayList<>();
        for (JsonObject field : o.objects("unpivot-fields")) {
            String text = field.text("name", "");
            fields.add(new JsonText(regex && !text.matches("\\w+") ? "/" + text + "/" : text, field.place()));
        }
        JsonObject rest = Spelling.only(o, "resources");
        List<DataFlowsStep> steps = new ArrayList<>();
        steps.add(new DataFlowsStep(
                "unpivot",
                rest.with("fields", new JsonArray(fields, o.place()))
                        .with("name", FROM)
                        .with("value", VALUE)));
        for (JsonObject key : o.objects("extra-keys")) {
            steps.add(new DataFlowsStep("add-field", with(rest, key, value(o, key, regex))));
        }
        JsonObject value = o.object("extra-value");
        steps.add(new DataFlowsStep(
                "add-field", with(rest, value == null ? JsonObject.EMPTY : value, identifier(VALUE))));
        Json gone = new JsonArray(List.of(Json.of(FROM), Json.of(VALUE)), o.place());
        steps.add(new DataFlowsStep("delete-fields", rest.with("fields", gone)));
        return steps;
    }

    private static JsonObject with(JsonObject rest, JsonObject field, String sql) {
        JsonObject result = rest;
        for (Map.Entry<String, Json> property : field.properties().entrySet()) {
            result = result.with(property.getKey(), property.getValue());
        }
        return result.with("value", new JsonText(sql, field.place()));
    }

    /** The value of a key for each of the fields, in the type of the key. */
    private static String value(JsonObject o, JsonObject key, boolean regex) {
        StringBuilder sql = new StringBuilder("CASE");
        for (JsonObject field : o.objects("unpivot-fields")) {
            String pattern = quoted("^(?:" + field.text("name", "") + ")$", '\'');
            JsonObject keys = field.object("keys");
            Json value = keys == null ? null : keys.get(key.text("name", ""));
            String then = value == null ? "NULL" : Spelling.sql(value);
            if (regex && value instanceof JsonText text && text.value().contains("\\")) {
                then = "REGEXP_REPLACE(" + identifier(FROM) + ", " + pattern + ", " + then + ")";
            }
            String is = regex
                    ? "REGEXP_LIKE(" + identifier(FROM) + ", " + pattern + ")"
                    : identifier(FROM) + " = " + quoted(field.text("name", ""), '\'');
            sql.append(" WHEN ")
                    .append(is)
                    .append(" THEN ")
                    .append("CAST(")
                    .append(then)
                    .append(" AS VARCHAR)");
        }
        String text = sql.append(" END").toString();
        String type = key.text("type", "string");
        return switch (type) {
            case "string" -> text;
            case "number" -> "CAST(" + text + " AS DECIMAL)";
            case "datetime" -> "CAST(" + text + " AS TIMESTAMP)";
            default -> "CAST(" + text + " AS " + type.toUpperCase(java.util.Locale.ROOT) + ")";
        };
    }
}
