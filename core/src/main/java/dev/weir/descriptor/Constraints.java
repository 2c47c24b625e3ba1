package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code constraints} of a field, as written. Spec: https://datapackage.org/standard/table-schema/#field-constraints */
public record Constraints(JsonObject json) {
    public static final Constraints NONE = new Constraints(JsonObject.EMPTY);

    /** Every constraint that the standard names, in the order in which a cell is checked. */
    public static final List<String> NAMES = List.of(
            "required",
            "unique",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "jsonSchema",
            "pattern",
            "enum");

    public boolean required() {
        return json.flag("required", false);
    }

    public boolean unique() {
        return json.flag("unique", false);
    }

    /** The value of the constraint as written (a JSON value or a castable text), or null. */
    public @Nullable Json get(String name) {
        return json.get(name);
    }

    public boolean isEmpty() {
        return json.properties().isEmpty();
    }
}
