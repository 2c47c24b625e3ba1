package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import java.util.List;
import java.util.Map;

/**
 * What a load found outside.
 *
 * @param properties of the package that was loaded; empty for files
 * @param parts what is read
 * @param made the resources that the package gains: one a part, or one that all parts make together
 */
record Loaded(JsonObject properties, List<Part> parts, List<Resource> made) {

    /** A resource as it is read, and where from. */
    record Part(Resource resource, TableSource source) {}

    boolean isConcatenated() {
        return parts.size() > 1 && made.size() == 1;
    }

    /** The package with the resources added. The first that are loaded bring the properties of their package. */
    DataPackage addTo(DataPackage input) {
        DataPackage result = input;
        boolean first = input.resources().isEmpty();
        for (Map.Entry<String, Json> property : properties.properties().entrySet()) {
            String name = property.getKey();
            if (first && !name.equals("resources") && !input.json().has(name)) {
                result = result.with(name, property.getValue());
            }
        }
        for (Resource resource : made) {
            Resource added = resource;
            for (String name : List.of("licenses", "sources")) {
                Json inherited = properties.get(name);
                if (!first && inherited != null && !resource.json().has(name)) {
                    added = added.with(name, inherited);
                }
            }
            result = result.withResource(added);
        }
        return result;
    }
}
