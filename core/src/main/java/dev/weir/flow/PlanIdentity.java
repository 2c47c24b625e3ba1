package dev.weir.flow;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.process.Operation;
import dev.weir.source.DataFolder;
import dev.weir.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan does, in a hash: steps, their versions and options, and what the tables that they read are said to be. */
public final class PlanIdentity {
    /** Changed when state kept by older code cannot be used. */
    private static final String CODE = "6";

    private PlanIdentity() {}

    /** The hash; null where a step has no identity. */
    public static @Nullable String of(Plan plan) {
        CodeDigest code = new CodeDigest();
        List<Json> steps = new ArrayList<>();
        for (Plan.Planned step : plan.steps()) {
            String digest = code.of(step.processor().getClass());
            if (!step.processor().hasIdentity() || digest == null) {
                return null;
            }
            List<Json> tables = new ArrayList<>();
            for (Operation operation : step.operations()) {
                JsonObject table = JsonObject.EMPTY.with("output", operation.output());
                if (operation instanceof Operation.Read read) {
                    table = table.with("resource", described(read.resource()))
                            .with(
                                    "folder",
                                    DataFolder.place(read.source().data().folder())
                                            .toString())
                            .with("onError", String.valueOf(read.onError()));
                } else if (operation instanceof Operation.Check check) {
                    table = table.with("onError", String.valueOf(check.onError()));
                } else if (operation instanceof Operation.Apply apply) {
                    String form = code.of(apply.form().getClass());
                    if (form == null) {
                        return null;
                    }
                    table = table.with("form", PlaceIdentity.className(apply.form()) + form)
                            .with("inputs", JsonArray.ofTexts(apply.inputs()))
                            .with("onError", String.valueOf(apply.onError()));
                }
                tables.add(table);
            }
            steps.add(JsonObject.EMPTY
                    .with("name", step.processor().name())
                    .with("version", step.processor().version())
                    .with("class", PlaceIdentity.className(step.processor()) + digest)
                    .with("configuration", step.processor().configuration())
                    .with("tables", JsonArray.of(tables))
                    .with("after", described(step.after())));
        }
        return Sha256.of((CODE + JsonWriter.compact(JsonArray.of(steps))).getBytes(StandardCharsets.UTF_8));
    }

    /** What is said of tables, without the rows and what follows from them: a change of those is no other plan. */
    private static JsonObject described(DataPackage dataPackage) {
        List<Json> resources = new ArrayList<>();
        dataPackage.resources().forEach(resource -> resources.add(described(resource)));
        return dataPackage.json().with("resources", JsonArray.of(resources));
    }

    private static JsonObject described(Resource resource) {
        JsonObject json = resource.json();
        if (resource.schema() == null) {
            return json;
        }
        json = json.without("bytes").without("hash");
        return json.has("path") || !json.has("data") ? json : json.with("data", "");
    }
}
