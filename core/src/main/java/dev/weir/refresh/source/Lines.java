package dev.weir.refresh.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one side, in order, with a look ahead. One thread. */
abstract class Lines implements AutoCloseable {
    private final List<Line> ahead = new ArrayList<>();
    private int at;
    private long taken;

    /** The next row; null behind the last one. */
    abstract @Nullable Line read(long place);

    /** The row {@code k} places ahead, from 0; null behind the last one. */
    final @Nullable Line ahead(int k) {
        while (ahead.size() - at <= k) {
            Line line = read(taken + ahead.size() - at);
            if (line == null) {
                return null;
            }
            if (at > 64 && at > ahead.size() / 2) {
                ahead.subList(0, at).clear();
                at = 0;
            }
            ahead.add(line);
        }
        return ahead.get(at + k);
    }

    /** The rows ahead, {@code most} or all that there are. */
    final List<Line> window(int most) {
        ahead(most - 1);
        return ahead.subList(at, Math.min(ahead.size(), at + most));
    }

    /** Goes past the row at hand. */
    final void take() {
        taken++;
        if (++at == ahead.size()) {
            ahead.clear();
            at = 0;
        }
    }

    /** How many rows were taken. */
    final long taken() {
        return taken;
    }

    @Override
    public abstract void close();
}
