package dev.weir.refresh.source;

import org.jspecify.annotations.Nullable;

/** Rows one behind the other in both files that are matched: old row {@code oldFrom + i} is new row {@code newFrom + i}. */
final class Stretch {
    static final int HEAP_BYTES = 160;

    final long oldFrom;
    final long newFrom;
    final byte[] firstLabel;
    byte[] lastLabel;
    long length = 1;

    /** The two rows of a stretch of one whose cells may differ; null where all cells are the same. */
    final @Nullable Line oldLine;

    final @Nullable Line newLine;
    boolean isKept = true;

    private Stretch(long oldFrom, long newFrom, byte[] label, @Nullable Line oldLine, @Nullable Line newLine) {
        this.oldFrom = oldFrom;
        this.newFrom = newFrom;
        this.firstLabel = label;
        this.lastLabel = label;
        this.oldLine = oldLine;
        this.newLine = newLine;
    }

    /** The first row of a stretch of rows with the same cells. */
    static Stretch from(Line old, Line now) {
        return new Stretch(old.place, now.place, old.label, null, null);
    }

    /** Two rows that were found apart from each other. */
    static Stretch pair(Line old, Line now) {
        return new Stretch(old.place, now.place, old.label, old, now);
    }

    /** Takes the next row of both files in. */
    void extend(byte[] label) {
        lastLabel = label;
        length++;
    }

    boolean isFollowedBy(Line old, Line now) {
        return oldFrom + length == old.place && newFrom + length == now.place;
    }
}
