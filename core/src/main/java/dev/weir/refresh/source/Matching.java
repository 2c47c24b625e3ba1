package dev.weir.refresh.source;

import dev.weir.delta.IncreasingRun;
import dev.weir.delta.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows of two files are the same ones, and the rows that only one of them has. One thread. */
final class Matching {
    /** In the order in which they were found; {@link #settle} orders them as in the new file. */
    final List<Stretch> stretches = new ArrayList<>();

    final List<Line> gone = new ArrayList<>();
    final List<Line> added = new ArrayList<>();
    private final SourceTable table;
    private long heapBytes;
    private @Nullable Stretch growing;
    long oldRows;
    long newRows;

    Matching(SourceTable table) {
        this.table = table;
    }

    /** Two rows with the same cells, found one behind the other. */
    void same(Line old, Line now) {
        Stretch stretch = growing;
        if (stretch != null && stretch.isFollowedBy(old, now)) {
            stretch.extend(old.label);
        } else {
            growing = Stretch.from(old, now);
            stretches.add(growing);
            hold(Stretch.HEAP_BYTES);
        }
    }

    void pair(Line old, Line now) {
        stretches.add(Stretch.pair(old, now));
        hold(Stretch.HEAP_BYTES);
    }

    void gone(Line old) {
        gone.add(old);
        hold(old.heapBytes());
    }

    void added(Line now) {
        added.add(now);
        hold(now.heapBytes());
    }

    void hold(long bytes) {
        heapBytes += bytes;
        if (heapBytes > table.mostBytes()) {
            throw new RefusedException("more rows of " + table.name() + " changed than the memory holds");
        }
    }

    /** Puts the stretches in the new order and finds those that stay where they are. */
    void settle() {
        stretches.sort((a, b) -> Long.compare(a.newFrom, b.newFrom));
        long[] from = new long[stretches.size()];
        long[] length = new long[from.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = stretches.get(i).oldFrom;
            length[i] = stretches.get(i).length;
        }
        boolean[] kept = IncreasingRun.of(from, length);
        for (int i = 0; i < from.length; i++) {
            stretches.get(i).isKept = kept[i];
        }
    }
}
