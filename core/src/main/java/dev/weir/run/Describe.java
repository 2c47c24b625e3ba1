package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.process.Inference;

/** The schema of a table without one, for flows: types and key, but no categories, as a later value may be another one. */
public final class Describe implements Inference {
    @Override
    public Schema schema(TableSource source) {
        Schema schema = SchemaGuess.of(source, RunOptions.DEFAULT, false).schema();
        return schema.withFields(schema.fields().stream()
                .map(field -> new Field(field.json().without("categories")))
                .toList());
    }
}
