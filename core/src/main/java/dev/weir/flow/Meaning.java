package dev.weir.flow;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.List;

/** What a descriptor says of rows, without what it says to people. */
final class Meaning {
    private static final List<String> TO_PEOPLE = List.of("title", "description", "example", "rdfType");
    private static final List<String> OF_FILES =
            List.of("path", "type", "dialect", "encoding", "format", "mediatype", "compression");

    private Meaning() {}

    /** All that a schema asks of rows. */
    static JsonObject of(Schema schema) {
        return without(withoutFields(schema, TO_PEOPLE).json(), TO_PEOPLE);
    }

    /** How the cells of a table are read, and which rows are told apart: nothing about what is right. */
    static JsonObject ofCells(Schema schema) {
        List<String> left = List.of("title", "description", "example", "rdfType", "constraints", "categories");
        return without(
                withoutFields(schema, left).json(), List.of("title", "description", "uniqueKeys", "foreignKeys"));
    }

    /** How the files of a resource are read or written, but for the schema. */
    static JsonObject ofFiles(Resource resource) {
        JsonObject files = JsonObject.EMPTY;
        for (String property : OF_FILES) {
            Json value = resource.json().get(property);
            files = value == null ? files : files.with(property, value);
        }
        return files;
    }

    private static Schema withoutFields(Schema schema, List<String> properties) {
        return schema.withFields(schema.fields().stream()
                .map(field -> new Field(without(field.json(), properties)))
                .toList());
    }

    private static JsonObject without(JsonObject json, List<String> properties) {
        JsonObject left = json;
        for (String property : properties) {
            left = left.without(property);
        }
        return left;
    }
}
