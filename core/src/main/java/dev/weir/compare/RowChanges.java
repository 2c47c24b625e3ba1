package dev.weir.compare;

import dev.weir.descriptor.Schema;
import java.util.List;

/**
 * The rows that differ, in the order of the second table; a removed row stands where it stood among those that stayed.
 *
 * @param before the fields that are compared, as the first table reads them
 * @param after the same fields, in the same order, as the second reads them
 * @param list what differs; rows that only have moved too
 */
public record RowChanges(Schema before, Schema after, List<RowChange> list) {
    /** No row differs. */
    public static final RowChanges NONE = new RowChanges(Schema.EMPTY, Schema.EMPTY, List.of());
}
