package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;

/** For each key of the rows of one table there is a row in another; both are indexed by it. */
final class ReferenceCheck extends TableCheck {
    private final Stream from;
    private final RowsByKey fromKey;
    private final SortedRuns fromIndex;
    private final Stream to;
    private final RowsByKey toKey;
    private final SortedRuns toIndex;

    ReferenceCheck(
            Place place,
            Stream from,
            RowsByKey fromKey,
            SortedRuns fromIndex,
            Stream to,
            RowsByKey toKey,
            SortedRuns toIndex) {
        super(place);
        this.from = from;
        this.fromKey = fromKey;
        this.fromIndex = fromIndex;
        this.to = to;
        this.toKey = toKey;
        this.toIndex = toIndex;
    }

    @Override
    void load() {
        check(false);
    }

    @Override
    void finish(boolean isLoaded) {
        try (KeyIndex referred = new KeyIndex(toIndex)) {
            from.all(TableCheck.PART, rows -> {
                for (byte[] key : keys(rows, fromKey)) {
                    if (key != null && !referred.has(key, Side.AFTER)) {
                        throw new RefusedException("rows in error: a foreign key names no row");
                    }
                }
            });
        }
    }

    @Override
    void check(boolean judges) {
        Delta rows = from.delta();
        Delta others = to.delta();
        try (KeyIndex referring = new KeyIndex(fromIndex);
                KeyIndex referred = new KeyIndex(toIndex)) {
            byte[][] keys = index(referring, rows, fromKey);
            byte[][] otherKeys = index(referred, others, toKey);
            for (int i = 0; judges && i < rows.size(); i++) {
                byte[] of = keys[i];
                if (of != null && rows.weight(i) > 0 && !referred.has(of, Side.AFTER)) {
                    throw new RefusedException("rows in error: a foreign key names no row");
                }
            }
            for (int i = 0; judges && i < others.size(); i++) {
                byte[] of = otherKeys[i];
                if (of != null
                        && others.weight(i) < 0
                        && !referred.has(of, Side.AFTER)
                        && referring.has(of, Side.AFTER)) {
                    throw new RefusedException("rows in error: a row that others refer to is gone");
                }
            }
        }
    }
}
