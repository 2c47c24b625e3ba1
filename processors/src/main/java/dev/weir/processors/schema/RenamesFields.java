package dev.weir.processors.schema;

import dev.weir.descriptor.Schema;
import java.util.Map;

/** A form that gives fields other names: foreign keys of other resources follow. */
public interface RenamesFields {
    /** Old to new name. */
    Map<String, String> renames(Schema input);
}
