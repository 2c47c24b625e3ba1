package dev.weir.process.origin;

/** How something follows from a field: its value is made of it, or it only decides where and whether the value stands. */
public enum How {
    /** The values themselves, perhaps under another name. */
    IDENTITY,
    /** Values computed of those of the same row. */
    TRANSFORMATION,
    /** Values computed of those of several rows. */
    AGGREGATION,
    /** Whether a row is there. */
    FILTER,
    /** Which rows meet. */
    JOIN,
    /** Which rows count as one, or are looked at together. */
    GROUP,
    /** In which order rows are. */
    SORT;

    /** Whether values are made of the field's values. */
    public boolean isDirect() {
        return compareTo(FILTER) < 0;
    }

    /** What two steps make of a field, one after the other: this one, then {@code later}. */
    public How then(How later) {
        if (!later.isDirect()) {
            return later;
        }
        return isDirect() && compareTo(later) < 0 ? later : this;
    }
}
