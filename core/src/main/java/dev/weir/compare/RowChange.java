package dev.weir.compare;

import org.jspecify.annotations.Nullable;

/**
 * One row that differs.
 *
 * @param kind how
 * @param before the row in the first table; null for an added one
 * @param after the row in the second table; null for a removed one
 * @param moved whether it stands elsewhere among the rows that both have
 */
public record RowChange(
        Kind kind, @Nullable ComparedRow before, @Nullable ComparedRow after, boolean moved) {

    /** How a row differs. */
    public enum Kind {
        ADDED,
        REMOVED,
        /** Some value differs. */
        CHANGED,
        /** All values are the same, some text is not. */
        TEXT_ONLY,
        /** All texts are the same; it stands elsewhere. */
        MOVED
    }
}
