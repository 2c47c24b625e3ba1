package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;

/** A schema without its constraints and keys: what a table is held against while it is read for steps. */
final class TypesOnly {
    private TypesOnly() {}

    static Schema of(Schema schema) {
        return schema.without("primaryKey")
                .without("uniqueKeys")
                .without("foreignKeys")
                .withFields(schema.fields().stream()
                        .map(field ->
                                new Field(field.json().without("constraints").without("categories")))
                        .toList());
    }
}
