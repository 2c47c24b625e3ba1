package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Data Package: an immutable view of its descriptor, unknown properties and their order kept. Spec:
 * https://datapackage.org/standard/data-package/
 */
public final class DataPackage {
    /** A package without a resource, from which a flow starts. */
    public static final DataPackage EMPTY =
            new DataPackage(JsonObject.EMPTY.with("resources", JsonArray.of(List.of())));

    private final JsonObject json;
    private final List<Resource> resources;

    public DataPackage(JsonObject json) {
        this.json = json;
        List<Resource> views = new ArrayList<>();
        for (JsonObject resource : json.objects("resources")) {
            views.add(new Resource(resource)); // no stream: they cost a cold start some 10 ms
        }
        this.resources = List.copyOf(views);
    }

    public JsonObject json() {
        return json;
    }

    /** The properties without those {@code sources} that a run wrote down: the ones with {@code bytes}. */
    public JsonObject unpinned() {
        JsonArray sources = json.array("sources");
        if (sources == null) {
            return json;
        }
        List<Json> stated = new ArrayList<>();
        for (Json source : sources.items()) {
            if (!(source instanceof JsonObject object) || !object.has("bytes")) {
                stated.add(source);
            }
        }
        return stated.size() == sources.items().size()
                ? json
                : stated.isEmpty() ? json.without("sources") : json.with("sources", JsonArray.of(stated));
    }

    public @Nullable String name() {
        return json.text("name");
    }

    public @Nullable String version() {
        return json.text("version");
    }

    public List<Resource> resources() {
        return resources;
    }

    /** The resource called {@code name}, or null. */
    public @Nullable Resource resource(String name) {
        for (Resource resource : resources) {
            if (resource.name().equals(name)) {
                return resource;
            }
        }
        return null;
    }

    public DataPackage withResources(List<Resource> resources) {
        return new DataPackage(json.with(
                "resources", JsonArray.of(resources.stream().map(Resource::json).toList())));
    }

    /** This package with {@code resource} in the place of the one of its name, or at the end. */
    public DataPackage withResource(Resource resource) {
        List<Resource> changed = new ArrayList<>(resources);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equals(resource.name())) {
                changed.set(i, resource);
                return withResources(changed);
            }
        }
        changed.add(resource);
        return withResources(changed);
    }

    public DataPackage withoutResource(String name) {
        return withResources(
                resources.stream().filter(r -> !r.name().equals(name)).toList());
    }

    public DataPackage with(String property, Json value) {
        return new DataPackage(json.with(property, value));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataPackage dataPackage && json.equals(dataPackage.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }
}
