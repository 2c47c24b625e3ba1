package dev.weir.type;

import org.jspecify.annotations.Nullable;

/** What the text or the JSON value of one cell says under a field. */
public sealed interface CastResult {

    /** The cell has a value, of the class that {@link dev.weir.row.Row#value(int)} names for the type. */
    record Value(Object value) implements CastResult {}

    /** The cell is missing: its text is one of the field's missing values, or the JSON value is null. */
    record Missing() implements CastResult {}

    /**
     * The cell is not of the field's type.
     *
     * @param note what the report says of it
     * @param limit whether the cell was refused because it is past a limit, not because it is of another type
     */
    record Bad(String note, boolean limit) implements CastResult {}

    /** The value, or null where the cell is missing or bad. */
    default @Nullable Object valueOrNull() {
        return this instanceof Value cast ? cast.value() : null;
    }

    default boolean isBad() {
        return this instanceof Bad;
    }
}
