package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.flow.Place;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import org.jspecify.annotations.Nullable;

/**
 * Something that schemas promise of tables, checked on what has changed. Rows that stand were found right before; the
 * first error refuses the change.
 */
abstract class TableCheck {
    /** How many rows are judged at once, where all are. */
    static final int PART = 10_000;

    private final Place place;

    TableCheck(Place place) {
        this.place = place;
    }

    final Place place() {
        return place;
    }

    /**
     * Takes the change of the tables in.
     *
     * @param judges whether errors refuse it
     */
    abstract void check(boolean judges);

    /** As {@link #check}, where all rows come some at a time: what can be judged then is. */
    void load() {
        check(true);
    }

    /**
     * All rows have come: judges the rest.
     *
     * @param isLoaded whether they came without {@link #load}
     */
    void finish(boolean isLoaded) {
        // All is judged.
    }

    /** Takes a change into an index, whose keys of the changed rows come back, null where a part has no value. */
    static byte[] @Nullable [] index(KeyIndex index, Delta rows, RowsByKey key) {
        byte[][] keys = keys(rows, key);
        for (int i = 0; i < rows.size(); i++) {
            if (keys[i] != null) {
                index.change(keys[i], rows.label(i), rows.weight(i));
            }
        }
        return keys;
    }

    /** The key of each row, null where a part has no value. */
    static byte[] @Nullable [] keys(Delta rows, RowsByKey key) {
        byte[][] keys = new byte[rows.size()][];
        for (Batch batch : rows.batches()) {
            Column[] columns = key.columns(batch);
            for (int row = 0; row < batch.rows(); row++) {
                if (!JoinKeys.isMissing(columns, row)) {
                    keys[(int) batch.label(row)] = OrderedBytes.of(columns, row);
                }
            }
        }
        return keys;
    }
}
