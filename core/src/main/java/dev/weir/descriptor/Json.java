package dev.weir.descriptor;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A node of a descriptor: JSON's six kinds, each with the place where it was read.
 *
 * <p>Immutable. Two nodes are equal when they say the same; the place does not count, nor does the order of an object's
 * properties.
 */
public sealed interface Json permits JsonObject, JsonArray, JsonText, JsonNumber, JsonBoolean, JsonNull {

    /** Where the node begins in its file. */
    Place place();

    /** What the node is called in a message: {@code object}, {@code array}, {@code string}, … */
    String kind();

    /** The text of a string node, else null. */
    default @Nullable String asText() {
        return this instanceof JsonText text ? text.value() : null;
    }

    static JsonText of(String value) {
        return new JsonText(value, Place.NONE);
    }

    static JsonNumber of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value), Place.NONE);
    }

    static JsonBoolean of(boolean value) {
        return new JsonBoolean(value, Place.NONE);
    }

    /** Line and column, both from 1; 0 where a node was not read from a file. */
    record Place(int line, int column) {
        public static final Place NONE = new Place(0, 0);
    }
}
