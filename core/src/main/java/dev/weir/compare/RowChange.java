package dev.weir.compare;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One row that differs.
 *
 * @param kind how
 * @param before the row in the first table; null for an added one
 * @param after the row in the second table; null for a removed one
 * @param place how many rows of the second table stand before it, or would where it is removed
 * @param moved whether it stands elsewhere among the rows that both have
 */
public record RowChange(
        Kind kind, @Nullable ComparedRow before, @Nullable ComparedRow after, long place, boolean moved) {

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

    /** Which fields have another value: indexes among the fields that are compared; none but for a changed row. */
    public int[] changedFields() {
        ComparedRow old = before;
        ComparedRow now = after;
        if (kind != Kind.CHANGED || old == null || now == null) {
            return new int[0];
        }
        return IntStream.range(0, now.batch().columns().size())
                .filter(field -> TableComparison.isChanged(old, now, field))
                .toArray();
    }
}
