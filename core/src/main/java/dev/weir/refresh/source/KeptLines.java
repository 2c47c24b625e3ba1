package dev.weir.refresh.source;

import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import org.jspecify.annotations.Nullable;

/** The rows that are kept of a source, in order. */
final class KeptLines extends Lines {
    private final SortedRuns.Cursor cursor;

    KeptLines(SortedRuns rows) {
        this.cursor = rows.cursor(Side.AFTER);
    }

    @Override
    @Nullable
    Line read(long place) {
        return cursor.next() ? new Line(place, cursor.key(), cursor.value(), false) : null;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
