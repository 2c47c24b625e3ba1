package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.parse.TableSource;
import java.util.List;

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
        for (String property : properties.properties().keySet()) {
            if (first && !property.equals("resources") && !input.json().has(property)) {
                result = result.with(property, properties.properties().get(property));
            }
        }
        for (Resource resource : made) {
            Resource added = resource;
            for (String inherited : List.of("licenses", "sources")) {
                Json stated = properties.get(inherited);
                if (!first && stated != null && !resource.json().has(inherited)) {
                    added = added.with(inherited, stated);
                }
            }
            result = result.withResource(added);
        }
        return result;
    }
}
