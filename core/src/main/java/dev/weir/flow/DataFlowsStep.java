package dev.weir.flow;

import static dev.weir.flow.Spelling.items;
import static dev.weir.flow.Spelling.renamed;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A processor of DataFlows or datapackage-pipelines, in kebab case, that means the same as one of Weir's steps, or as
 * several in a row: their names here, and the options under Weir's names. Options under Weir's own names stay, so that a
 * step may be written either way. Nodes keep their places.
 *
 * @see <a href="https://github.com/datahq/dataflows/blob/master/PROCESSORS.md">DataFlows processors</a>
 */
record DataFlowsStep(String name, JsonObject options) {

    /** The steps that {@code name} and its options mean; anything else as it is. */
    static List<DataFlowsStep> of(String name, JsonObject o) {
        return switch (name) {
            case "add-computed-field" -> DataFlowsFields.computed(o);
            case "find-replace" -> DataFlowsFields.replaced(o);
            case "set-types" -> DataFlowsFields.types(o);
            case "join", "join-self", "join-with-self" -> DataFlowsJoin.of(o);
            case "unpivot" -> DataFlowsUnpivot.of(o);
            default -> List.of(one(name, o));
        };
    }

    private static DataFlowsStep one(String name, JsonObject o) {
        return switch (name) {
            case "printer" -> step("print", renamed(o, Map.of("num-rows", "rows")));
            case "dump-to-path", "dump.to-path" ->
                step("dump", renamed(otherwise(o, "out-path", "to", "."), Map.of("out-path", "to")));
            case "dump-to-zip", "dump.to-zip" -> step("dump", renamed(o, Map.of("out-file", "to")));
            case "load" -> step(name, renamed(o, Map.of("load-source", "path", "from", "path")));
            case "add-resource" -> step("load", renamed(o, Map.of("url", "path")));
            case "load-resource" -> step("load", renamed(o, Map.of("url", "package", "resource", "resources")));
            case "checkpoint" -> step(name, renamed(o, Map.of("checkpoint-name", "name")));
            case "delete-resource" -> step(name, renamed(o, Map.of("name", "resources")));
            case "duplicate" -> step(name, renamed(o, Map.of("source", "resources", "target-name", "to")));
            case "set-primary-key" -> step(name, renamed(o, Map.of("primary-key", "fields")));
            case "delete-fields", "select-fields" -> step(name, DataFlowsFields.selected(o));
            case "rename-fields" -> step(name, Spelling.isFalse(o.get("regex")) ? o.without("regex") : o);
            case "add-field" -> step(name, added(o));
            case "filter-rows", "filter" -> step("filter-rows", filtered(o));
            case "sort-rows", "sort" -> step("sort-rows", sorted(renamed(o, Map.of("sort-by", "key"))));
            case "concatenate" -> step(name, concatenated(o));
            case "set-type" -> step(name, o.has("name") ? DataFlowsFields.typed(o) : o);
            case "update-package", "add-metadata" -> step("update-package", o.has("set") ? o : set(o));
            case "update-resource", "update-schema" -> step(name, o.has("set") ? o : set(o));
            default -> step(name, o);
        };
    }

    private static DataFlowsStep step(String name, JsonObject options) {
        return new DataFlowsStep(name, options);
    }

    private static JsonObject otherwise(JsonObject options, String theirs, String ours, String value) {
        return options.has(theirs) || options.has(ours) ? options : options.with(ours, value);
    }

    private static JsonObject added(JsonObject options) {
        Json value = options.get("default");
        return value == null ? options : options.without("default").with("value", Spelling.constant(value));
    }

    /** Rows stay that one of the conditions is true for, of whichever map. */
    private static JsonObject filtered(JsonObject options) {
        JsonObject known = renamed(options, Map.of("in", "equals", "out", "not-equals", "condition", "where"));
        List<String> any = new ArrayList<>();
        conditions(known.get("equals"), " IS NOT DISTINCT FROM ", any);
        conditions(known.get("not-equals"), " IS DISTINCT FROM ", any);
        JsonObject rest = Spelling.without(known, "equals", "not-equals");
        return any.isEmpty() ? rest : rest.with("where", new JsonText(String.join(" OR ", any), options.place()));
    }

    private static void conditions(@Nullable Json maps, String operator, List<String> any) {
        for (Json map : items(maps)) {
            if (map instanceof JsonObject object) {
                object.properties()
                        .forEach((name, value) -> any.add(Spelling.identifier(name) + operator + Spelling.sql(value)));
            }
        }
    }

    private static JsonObject sorted(JsonObject options) {
        Json key = options.get("key");
        if (key == null) {
            return options;
        }
        boolean reverse = Spelling.isTrue(options.get("reverse"));
        List<Json> by = new ArrayList<>();
        for (String name : DataFlowsJoin.keys(key)) {
            by.add(new JsonText(Spelling.identifier(name) + (reverse ? " DESC" : ""), key.place()));
        }
        return Spelling.without(options, "key", "reverse").with("by", new JsonArray(by, key.place()));
    }

    private static JsonObject concatenated(JsonObject options) {
        JsonObject known = renamed(options, Map.of("sources", "resources"));
        JsonObject target = known.object("target");
        Json name = target == null ? null : target.get("name");
        if (name != null) {
            return known.without("target").with("to", name);
        }
        return target == null ? known : known.without("target").with("to", "concat");
    }

    /** The properties under {@code set}; {@code metadata} has them in datapackage-pipelines. */
    private static JsonObject set(JsonObject options) {
        JsonObject metadata = options.object("metadata");
        JsonObject properties = metadata == null ? options.without("resources") : metadata;
        return properties.properties().isEmpty()
                ? options
                : Spelling.only(options, "resources")
                        .with("set", new JsonObject(properties.properties(), options.place()));
    }
}
