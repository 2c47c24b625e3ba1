package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No two rows have the same key; rows are indexed by it. */
final class UniqueCheck extends TableCheck {
    private final Stream rows;
    private final RowsByKey key;
    private final SortedRuns index;

    UniqueCheck(Place place, Stream rows, RowsByKey key, SortedRuns index) {
        super(place);
        this.rows = rows;
        this.key = key;
        this.index = index;
    }

    @Override
    void check(boolean judges) {
        Delta change = rows.delta();
        try (KeyIndex held = new KeyIndex(index)) {
            byte[][] keys = index(held, change, key);
            if (judges) {
                judge(held, change, keys);
            }
        }
    }

    @Override
    void finish(boolean isLoaded) {
        if (!isLoaded) {
            return;
        }
        try (KeyIndex held = new KeyIndex(index)) {
            rows.all(PART, some -> judge(held, some, keys(some, key)));
        }
    }

    private static void judge(KeyIndex held, Delta change, byte[] @Nullable [] keys) {
        for (int i = 0; i < change.size(); i++) {
            byte[] of = keys[i];
            if (of == null || change.weight(i) < 0) {
                continue;
            }
            List<byte[]> labels = new ArrayList<>();
            held.labels(of, Side.AFTER, labels::add);
            if (labels.size() > 1) {
                throw new RefusedException("rows in error: a key is repeated");
            }
        }
    }
}
