package dev.weir.validate;

import dev.weir.descriptor.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled JSON Schema, draft 7 and what later drafts say by new keywords: says whether a JSON value is right.
 * Immutable once compiled.
 *
 * <p>{@code format} and the annotations assert nothing, as the draft allows; a {@code $ref} leads into the same schema
 * only, by JSON Pointer. Patterns run in linear time. It is our own because the libraries for it bring a second JSON tree
 * and half a second of start-up for a rare constraint. Spec: https://json-schema.org/draft-07/json-schema-validation
 */
final class JsonSchema {
    private final List<Rule> rules = new ArrayList<>();
    private final List<JsonSchema> inPlace = new ArrayList<>();

    JsonSchema() {}

    /**
     * Compiles a schema.
     *
     * @throws IllegalArgumentException with what is wrong in it and where
     */
    static JsonSchema of(Json schema) {
        return new JsonSchemaReader(schema).read();
    }

    boolean accepts(Json value) {
        for (Rule rule : rules) {
            if (!rule.accepts(value)) {
                return false;
            }
        }
        return true;
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    /** Adds a schema that judges the same value as this one. */
    JsonSchema addInPlace(JsonSchema schema) {
        inPlace.add(schema);
        return schema;
    }

    List<JsonSchema> inPlace() {
        return inPlace;
    }

    /** One keyword. */
    @FunctionalInterface
    interface Rule {
        boolean accepts(Json value);
    }
}
