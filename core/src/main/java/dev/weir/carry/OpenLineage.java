package dev.weir.carry;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Lineage;
import dev.weir.process.origin.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run as OpenLineage tells it: a START and a COMPLETE event, with the schemas of what was read and written, how many rows
 * there were, and which columns each column comes from. A dataset's namespace is {@code file}, its name the path, of a
 * written table {@code <folder>/<resource>}, which is the same for all versions. Spec: https://openlineage.io/spec/2-0-2/OpenLineage.json
 */
public final class OpenLineage {
    private static final String PRODUCER = "https://weir.dev/weir/";
    private static final String EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String FACETS = "https://openlineage.io/spec/facets/";
    private static final String NAMESPACE = "file";

    private final Origin origin;
    private final String producer;

    private OpenLineage(Origin origin) {
        this.origin = origin;
        this.producer = PRODUCER + origin.producer();
    }

    /** The two events, in order. */
    public static List<JsonObject> of(Origin origin) {
        OpenLineage words = new OpenLineage(origin);
        return List.of(
                words.event("START", origin.started(), List.of()),
                words.event("COMPLETE", origin.finished(), words.outputs()));
    }

    private JsonObject event(String type, Instant time, List<JsonObject> outputs) {
        JsonObject jobType = facet("2-0-3/JobTypeJobFacet.json#/$defs/JobTypeJobFacet")
                .with("processingType", "BATCH")
                .with("integration", "WEIR")
                .with("jobType", "FLOW");
        JsonObject engine = facet("1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet")
                .with("version", origin.producer())
                .with("name", "weir");
        return JsonObject.EMPTY
                .with("eventTime", time.toString())
                .with("producer", producer)
                .with("schemaURL", EVENT)
                .with("eventType", type)
                .with("run", (Json) JsonObject.EMPTY
                        .with("runId", origin.runId().toString())
                        .with("facets", (Json) JsonObject.EMPTY.with("processing_engine", (Json) engine)))
                .with("job", (Json) JsonObject.EMPTY
                        .with("namespace", "weir")
                        .with("name", origin.name())
                        .with("facets", (Json) JsonObject.EMPTY.with("jobType", (Json) jobType)))
                .with("inputs", JsonArray.of(inputs(type.equals("COMPLETE"))))
                .with("outputs", JsonArray.of(outputs));
    }

    private JsonObject facet(String schema) {
        return JsonObject.EMPTY.with("_producer", producer).with("_schemaURL", FACETS + schema);
    }

    private List<JsonObject> inputs(boolean counted) {
        List<JsonObject> inputs = new ArrayList<>();
        for (Origin.Source source : origin.sources()) {
            Resource resource = source.source().resource();
            JsonObject facets = JsonObject.EMPTY.with("dataSource", (Json) dataSource(source.place()));
            facets = schema(facets, resource);
            if (source.version() != null) {
                facets = facets.with("version", (Json) version(source.version()));
            }
            JsonObject input = JsonObject.EMPTY
                    .with("namespace", NAMESPACE)
                    .with("name", name(source))
                    .with("facets", (Json) facets);
            if (counted && source.rows() >= 0) {
                JsonObject metrics = facet("1-0-2/DataQualityMetricsInputDatasetFacet.json#/$defs/"
                                + "DataQualityMetricsInputDatasetFacet")
                        .with("rowCount", Json.of(source.rows()))
                        .with("bytes", Json.of(bytes(source.files())))
                        .with("fileCount", Json.of(source.files().size()))
                        .with("columnMetrics", (Json) JsonObject.EMPTY);
                input = input.with("inputFacets", (Json) JsonObject.EMPTY.with("dataQualityMetrics", (Json) metrics));
            }
            inputs.add(input);
        }
        return inputs;
    }

    private List<JsonObject> outputs() {
        List<JsonObject> outputs = new ArrayList<>();
        for (Resource resource : origin.written().resources()) {
            JsonObject facets = JsonObject.EMPTY.with("dataSource", (Json) dataSource(origin.place()));
            facets = schema(facets, resource);
            String version = origin.written().version();
            if (version != null) {
                facets = facets.with("version", (Json) version(version));
            }
            Lineage.Table lineage = origin.lineage().table(resource.name());
            if (lineage != null) {
                facets = facets.with("columnLineage", (Json) columns(lineage));
            }
            JsonObject statistics = facet(
                    "1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/" + "OutputStatisticsOutputDatasetFacet");
            Origin.Held held = origin.held(resource.name());
            statistics = held == null ? statistics : statistics.with("rowCount", Json.of(held.rows()));
            List<Origin.Stored> files = origin.files().stream()
                    .filter(file -> resource.paths().contains(file.path()))
                    .toList();
            statistics = statistics.with("size", Json.of(bytes(files))).with("fileCount", Json.of(files.size()));
            outputs.add(JsonObject.EMPTY
                    .with("namespace", NAMESPACE)
                    .with("name", origin.place() + "/" + resource.name())
                    .with("facets", (Json) facets)
                    .with("outputFacets", (Json) JsonObject.EMPTY.with("outputStatistics", (Json) statistics)));
        }
        return outputs;
    }

    private static long bytes(List<Origin.Stored> files) {
        return files.stream().mapToLong(Origin.Stored::bytes).sum();
    }

    private static String name(Origin.Source source) {
        String path = String.join(
                ",", source.files().stream().map(Origin.Stored::path).toList());
        path = path.isEmpty() ? source.source().name() : path;
        return source.place().isEmpty() ? path : source.place() + "/" + path;
    }

    private JsonObject dataSource(String place) {
        return facet("1-0-1/DatasourceDatasetFacet.json#/$defs/DatasourceDatasetFacet")
                .with("name", place.isEmpty() ? "." : place)
                .with("uri", "file:" + (place.isEmpty() ? "." : place.replace(" ", "%20")));
    }

    private JsonObject version(String version) {
        return facet("1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet")
                .with("datasetVersion", version);
    }

    private JsonObject schema(JsonObject facets, Resource resource) {
        Schema schema = resource.schema();
        if (schema == null) {
            return facets;
        }
        List<JsonObject> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            JsonObject said = JsonObject.EMPTY
                    .with("name", field.name())
                    .with("type", field.type().text());
            String description = field.json().text("description");
            fields.add(description == null ? said : said.with("description", description));
        }
        JsonObject facet =
                facet("1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet").with("fields", JsonArray.of(fields));
        return facets.with("schema", (Json) facet);
    }

    private JsonObject columns(Lineage.Table table) {
        JsonObject fields = JsonObject.EMPTY;
        for (Map.Entry<String, Set<Lineage.Origin>> field : table.fields().entrySet()) {
            JsonObject from = JsonObject.EMPTY.with("inputFields", JsonArray.of(inputFields(field.getValue())));
            fields = fields.with(field.getKey(), (Json) from);
        }
        return facet("1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet")
                .with("fields", (Json) fields)
                .with("dataset", JsonArray.of(inputFields(table.rows())));
    }

    /** Each field of a source once, with all that is made of it. */
    private List<JsonObject> inputFields(Set<Lineage.Origin> origins) {
        Map<String, JsonObject> fields = new LinkedHashMap<>();
        Map<String, List<JsonObject>> ways = new LinkedHashMap<>();
        for (Lineage.Origin from : origins) {
            Origin.Source source = origin.sources().stream()
                    .filter(known -> known.source().equals(from.source()))
                    .findFirst()
                    .orElse(null);
            if (source != null) {
                String key = name(source) + '\n' + from.field();
                fields.putIfAbsent(
                        key,
                        JsonObject.EMPTY
                                .with("namespace", NAMESPACE)
                                .with("name", name(source))
                                .with("field", from.field()));
                ways.computeIfAbsent(key, none -> new ArrayList<>()).add(transformation(from.how()));
            }
        }
        List<JsonObject> all = new ArrayList<>();
        fields.forEach((key, field) ->
                all.add(field.with("transformations", JsonArray.of(ways.getOrDefault(key, List.of())))));
        return all;
    }

    private static JsonObject transformation(How how) {
        return JsonObject.EMPTY
                .with("type", how.isDirect() ? "DIRECT" : "INDIRECT")
                .with("subtype", how == How.GROUP ? "GROUP_BY" : how.name());
    }
}
