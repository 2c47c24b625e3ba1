package dev.weir.validate;

import dev.weir.row.Row;

/** Reads rows of a table again. */
@FunctionalInterface
public interface RowLookup {
    /** Gives the rows of {@code labels[0 .. count)}, which strictly increase, in this order. */
    void read(long[] labels, int count, Rows sink);

    /** Takes rows. */
    @FunctionalInterface
    interface Rows {
        /**
         * @param index the place of the row's label in what was asked for
         * @param row valid during the call
         */
        void row(int index, Row row);
    }
}
