package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code datapackage.json} says of what was written: properties keep their order, new ones stand where readers look. */
final class WrittenDescriptor {
    static final String LOGICAL_HASH = "logicalHash";
    private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
    private static final List<String> PACKAGE_ORDER = List.of(
            "$schema", "profile", "name", "id", "title", "description", "homepage", "version", "created", "sources");
    private static final List<String> RESOURCE_ORDER = List.of(
            "name",
            "type",
            "profile",
            "title",
            "description",
            "path",
            "format",
            "mediatype",
            "encoding",
            "bytes",
            "hash",
            LOGICAL_HASH);
    private static final List<String> SOURCE_ONLY = List.of(
            "headerRows",
            "headerJoin",
            "commentRows",
            "property",
            "itemType",
            "itemKeys",
            "sheetNumber",
            "sheetName",
            "table");

    private WrittenDescriptor() {}

    /** The package's own properties, around its resources. */
    static JsonObject dataPackage(DataPackage described, List<JsonObject> resources, Instant now) {
        JsonObject json = described.json();
        if (!json.has("$schema")) {
            json = place(json, "$schema", Json.of(PROFILE), PACKAGE_ORDER);
        }
        json = place(json, "version", Json.of(""), PACKAGE_ORDER); // its place: the number is known at the end
        json = place(
                json, "created", Json.of(now.truncatedTo(ChronoUnit.SECONDS).toString()), PACKAGE_ORDER);
        return json.with("resources", JsonArray.of(resources));
    }

    /** A package with sources behind those that it has. */
    static JsonObject withSources(JsonObject json, List<JsonObject> more) {
        List<Json> sources = new ArrayList<>();
        JsonArray own = json.array("sources");
        if (own != null) {
            sources.addAll(own.items());
        }
        sources.addAll(more);
        return place(json, "sources", JsonArray.of(sources), PACKAGE_ORDER);
    }

    /** A resource whose rows were written as CSV. */
    static Resource csv(Resource described) {
        JsonObject json = described
                .json()
                .without("compression")
                .without("innerpath")
                .without("url")
                .without(LOGICAL_HASH);
        json = place(json, "format", Json.of("csv"), RESOURCE_ORDER);
        if (json.has("mediatype")) {
            json = json.with("mediatype", Json.of("text/csv"));
        }
        if (!json.has("encoding")) {
            json = place(json, "encoding", Json.of("utf-8"), RESOURCE_ORDER);
        }
        JsonObject dialect = dialect(described.dialect());
        json = dialect.properties().isEmpty() ? json.without("dialect") : json.with("dialect", dialect);
        return new Resource(json);
    }

    /** The dialect without what was true of the source's rows only: a written table has one header row at the most. */
    private static JsonObject dialect(Dialect dialect) {
        JsonObject json = dialect.json();
        for (String property : SOURCE_ONLY) {
            json = json.without(property);
        }
        return json;
    }

    /**
     * A resource with its files.
     *
     * @param logical the hash of what they say; null where that is not to be written
     */
    static JsonObject stored(Resource resource, List<String> paths, long bytes, String hash, @Nullable String logical) {
        JsonObject json = resource.json().without("data").without("url");
        Json path = paths.size() == 1 ? Json.of(paths.get(0)) : JsonArray.ofTexts(paths);
        json = place(json, "path", path, RESOURCE_ORDER);
        json = place(json, "bytes", Json.of(bytes), RESOURCE_ORDER);
        json = place(json, "hash", Json.of(hash), RESOURCE_ORDER);
        return logical == null ? json : place(json, LOGICAL_HASH, Json.of(logical), RESOURCE_ORDER);
    }

    /** Sets a property: in its place where it is there, else behind the last of those that stand before it. */
    private static JsonObject place(JsonObject json, String name, Json value, List<String> order) {
        if (json.has(name)) {
            return json.with(name, value);
        }
        List<String> before = order.subList(0, order.indexOf(name));
        String after = null;
        for (String property : json.properties().keySet()) {
            after = before.contains(property) ? property : after;
        }
        Map<String, Json> placed = new LinkedHashMap<>();
        if (after == null) {
            placed.put(name, value);
        }
        for (Map.Entry<String, Json> property : json.properties().entrySet()) {
            placed.put(property.getKey(), property.getValue());
            if (property.getKey().equals(after)) {
                placed.put(name, value);
            }
        }
        return new JsonObject(placed, json.place());
    }
}
