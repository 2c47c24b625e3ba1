package dev.weir.refresh.source;

import org.jspecify.annotations.Nullable;

/** A row of a full file, or one that was kept of the last one, while they are compared. */
final class Line {
    static final byte[] NO_LABEL = {};
    private static final int HEAP_BYTES = 96;

    /** From 0, in its file. */
    final long place;

    /** Empty for a row of the new file. */
    final byte[] label;

    final byte[] cells;

    /** Whether its key has no value in a part, or is one that another row has too: it is matched by its place. */
    final boolean isOdd;

    byte @Nullable [] key;

    Line(long place, byte[] label, byte[] cells, boolean isOdd) {
        this.place = place;
        this.label = label;
        this.cells = cells;
        this.isOdd = isOdd;
    }

    long heapBytes() {
        return HEAP_BYTES + label.length + cells.length;
    }
}
