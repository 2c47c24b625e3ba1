package dev.weir.cli.explain;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Lineage;
import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import dev.weir.run.KeptState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An explanation for programs: {@code {steps, sources, lineage, state}}. */
public final class ExplainJson {
    private ExplainJson() {}

    public static JsonObject of(Explanation explained) {
        List<JsonObject> steps = new ArrayList<>();
        for (int i = 0; i < explained.plan().steps().size(); i++) {
            steps.add(step(explained, i));
        }
        Lineage lineage = Lineage.of(explained.plan());
        JsonObject json = JsonObject.EMPTY
                .with("steps", JsonArray.of(steps))
                .with("sources", sources(explained.plan()))
                .with(
                        "lineage",
                        JsonArray.of(lineage.tables().stream()
                                .map(table -> table(table, explained.plan()))
                                .toList()));
        KeptState kept = explained.kept();
        return kept == null ? json : json.with("state", state(kept));
    }

    private static JsonObject step(Explanation explained, int index) {
        Plan.Planned step = explained.plan().steps().get(index);
        JsonObject schemas = JsonObject.EMPTY;
        for (Resource resource : Explanation.changed(step)) {
            Schema schema = resource.schema();
            schemas = schemas.with(resource.name(), (schema == null ? Schema.EMPTY : schema).json());
        }
        JsonObject json = JsonObject.EMPTY
                .with("number", Json.of(index + 1))
                .with("name", step.processor().name())
                .with(
                        "operations",
                        JsonArray.of(step.operations().stream()
                                .map(ExplainJson::operation)
                                .toList()))
                .with("schemas", (Json) schemas)
                .with("removed", JsonArray.ofTexts(Explanation.gone(step)));
        KeptState.Size size = explained.held(index);
        if (size != null) {
            JsonObject held =
                    JsonObject.EMPTY.with("entries", Json.of(size.entries())).with("bytes", Json.of(size.bytes()));
            json = json.with("state", (Json) held);
        }
        return explained.isRebuilt(index) ? json.with("rebuilt", Json.of(true)) : json;
    }

    private static JsonObject operation(Operation operation) {
        JsonObject json = JsonObject.EMPTY;
        if (operation instanceof Operation.Read read) {
            json = json.with("form", "Read")
                    .with("paths", JsonArray.ofTexts(read.resource().paths()));
        } else if (operation instanceof Operation.Check check) {
            json = json.with("form", "Check")
                    .with("onError", check.onError().name().toLowerCase(Locale.ROOT));
        } else if (operation instanceof Operation.Apply apply) {
            json = json.with("form", apply.form().formName()).with("cost", Explanation.cost(apply.form()));
        }
        return json.with("inputs", JsonArray.ofTexts(operation.inputs())).with("output", operation.output());
    }

    /** What the flow reads, in order; lineage names a source by its place here. */
    private static JsonArray sources(Plan plan) {
        List<JsonObject> sources = new ArrayList<>();
        for (Lineage.Source source : Lineage.sources(plan.steps())) {
            sources.add(JsonObject.EMPTY
                    .with("name", source.name())
                    .with("paths", JsonArray.ofTexts(source.resource().paths())));
        }
        return JsonArray.of(sources);
    }

    private static JsonObject table(Lineage.Table table, Plan plan) {
        Map<Lineage.Source, Integer> numbers = new LinkedHashMap<>();
        Lineage.sources(plan.steps()).forEach(source -> numbers.putIfAbsent(source, numbers.size()));
        List<JsonObject> fields = new ArrayList<>();
        table.fields()
                .forEach((name, origins) ->
                        fields.add(JsonObject.EMPTY.with("name", name).with("from", origins(origins, numbers))));
        return JsonObject.EMPTY
                .with("resource", table.name())
                .with("fields", JsonArray.of(fields))
                .with("rows", origins(table.rows(), numbers));
    }

    private static JsonArray origins(Set<Lineage.Origin> origins, Map<Lineage.Source, Integer> numbers) {
        return JsonArray.of(origins.stream()
                .map(origin -> JsonObject.EMPTY
                        .with("source", Json.of(numbers.getOrDefault(origin.source(), -1)))
                        .with("resource", origin.source().name())
                        .with("field", origin.field())
                        .with("how", origin.how().name().toLowerCase(Locale.ROOT)))
                .toList());
    }

    private static Json state(KeptState kept) {
        JsonObject state =
                JsonObject.EMPTY.with("folder", kept.folder().toString()).with("used", Json.of(kept.notUsed() == null));
        return kept.notUsed() == null ? state : state.with("why", kept.notUsed());
    }
}
