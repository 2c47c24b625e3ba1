package dev.weir.carry;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An in-toto statement (v1) with the SLSA provenance predicate (v1): its subjects are the files of the package, with
 * {@code datapackage.json} first; what was read are the resolved dependencies, the flow's steps the external parameters.
 * Spec: https://slsa.dev/spec/v1.0/provenance
 */
public final class Statement {
    static final String BUILD_TYPE = "https://weir.dev/flow/v1";
    static final String BUILDER = "https://weir.dev/weir";

    private Statement() {}

    public static JsonObject of(Origin origin) {
        JsonObject definition = JsonObject.EMPTY
                .with("buildType", BUILD_TYPE)
                .with("externalParameters", (Json) JsonObject.EMPTY.with("flow", origin.flow()))
                .with("resolvedDependencies", JsonArray.of(dependencies(origin)));
        JsonObject builder = JsonObject.EMPTY.with("id", BUILDER).with("version", (Json)
                JsonObject.EMPTY.with("weir", origin.producer()));
        JsonObject metadata = JsonObject.EMPTY
                .with("invocationId", origin.runId().toString())
                .with("startedOn", origin.started().toString())
                .with("finishedOn", origin.finished().toString());
        JsonObject predicate = JsonObject.EMPTY
                .with("buildDefinition", (Json) definition)
                .with("runDetails", (Json)
                        JsonObject.EMPTY.with("builder", (Json) builder).with("metadata", (Json) metadata));
        return JsonObject.EMPTY
                .with("_type", "https://in-toto.io/Statement/v1")
                .with("subject", JsonArray.of(subjects(origin)))
                .with("predicateType", "https://slsa.dev/provenance/v1")
                .with("predicate", (Json) predicate);
    }

    private static List<JsonObject> subjects(Origin origin) {
        List<JsonObject> subjects = new ArrayList<>();
        for (Origin.Stored file : origin.files()) {
            JsonObject subject = file(file.path(), file);
            JsonObject said = annotations(origin, file.path());
            subjects.add(said.properties().isEmpty() ? subject : subject.with("annotations", (Json) said));
        }
        return subjects;
    }

    /** Of a file that is a whole table: what the table holds. */
    private static JsonObject annotations(Origin origin, String path) {
        JsonObject said = JsonObject.EMPTY;
        for (var resource : origin.written().resources()) {
            Origin.Held held = origin.held(resource.name());
            if (held != null && resource.paths().equals(List.of(path))) {
                said = said.with("resource", resource.name())
                        .with("rows", Json.of(held.rows()))
                        .with("logicalHash", held.hash());
            }
        }
        return said;
    }

    private static List<JsonObject> dependencies(Origin origin) {
        List<JsonObject> dependencies = new ArrayList<>();
        for (Origin.Source source : origin.sources()) {
            JsonObject said = JsonObject.EMPTY.with("resource", source.source().name());
            if (source.dataPackage() != null) {
                said = said.with("package", source.dataPackage());
            }
            if (source.version() != null) {
                said = said.with("version", source.version());
            }
            for (Origin.Stored file : source.files()) {
                String name = source.place().isEmpty() ? file.path() : source.place() + "/" + file.path();
                dependencies.add(file(name, file).with("annotations", (Json) said));
            }
        }
        return dependencies;
    }

    private static JsonObject file(String name, Origin.Stored file) {
        return JsonObject.EMPTY.with("name", name).with("digest", (Json)
                JsonObject.EMPTY.with("sha256", file.sha256()));
    }
}
