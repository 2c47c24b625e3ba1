package dev.weir.refresh;

import dev.weir.delta.Label;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The different values of one aggregate's groups, counted, in their order: what MIN, MAX and COUNT(DISTINCT) ask of all
 * rows without reading them. In sorted runs, each entry (number of the aggregate, key of the group, value) with the value
 * and how many rows have it. A changed row costs a look at its value; a least value that is taken away costs a look at the
 * ones behind it that are, too.
 */
final class GroupValues {
    private static final byte[] NOTHING = {};

    private final SortedRuns runs;
    private final byte[] number;
    private final RowCodec codec;
    private final int shape;

    /** @param number of the aggregate among those of its step, from 0 */
    GroupValues(SortedRuns runs, int number, FieldType type) {
        this.runs = runs;
        this.number = Label.child(NOTHING, number);
        this.codec = new RowCodec(Schema.of(List.of(Field.of("value", type))));
        this.shape = codec.plainShape();
    }

    /** Values of groups that rows came to or went from. */
    final class Changed {
        private final byte[][] keys;
        private final int[] groupOf;
        private final long[] before;
        private final long[] change;
        private final Column values;
        private final int[] order;

        /** @param changes what came and went, as the weights of values */
        private Changed(IndexedTotals changes, Groups groups) {
            int count = changes.entries();
            keys = new byte[count][];
            groupOf = new int[count];
            before = new long[count];
            change = new long[count];
            values = changes.values();
            Column[] cell = {values};
            for (int i = 0; i < count; i++) {
                groupOf[i] = changes.group(i);
                change[i] = changes.weight(i);
                keys[i] = key(groups.key(groupOf[i]), OrderedBytes.of(cell, i));
            }
            Integer[] sorted = new Integer[count];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
            order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        }

        /** What is there of a key after the change: -1 where the change does not touch it. */
        private long after(byte[] key) {
            int low = 0;
            int high = order.length - 1;
            while (low <= high) {
                int middle = low + high >>> 1;
                int compared = Arrays.compareUnsigned(keys[order[middle]], key);
                if (compared == 0) {
                    return before[order[middle]] + change[order[middle]];
                }
                if (compared < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -1;
        }

        /** Keeps what is there now. */
        void keep() {
            RowBlock block = codec.encode(new Batch(codec.schema(), keys.length, List.of(values), 0, null));
            for (int i : order) {
                long count = before[i] + change[i];
                if (count < 0) {
                    throw new RefusedException("state that is not whole");
                }
                if (count > 0) {
                    runs.put(keys[i], Label.join(Label.child(NOTHING, count), block.cells(i)));
                } else if (before[i] > 0) {
                    runs.remove(keys[i]);
                }
            }
        }
    }

    /**
     * Takes in, before a change, the values that it touches, and the best one of each group that is left behind it.
     *
     * @param changes what comes and goes
     * @param into the aggregate as it was kept
     */
    Changed fetch(IndexedTotals changes, Groups groups, IndexedTotals into) {
        Changed changed = new Changed(changes, groups);
        Fetched fetched = new Fetched(into);
        try (SortedRuns.Cursor cursor = runs.cursor(Side.BEFORE)) {
            for (int i : changed.order) {
                if (cursor.seek(changed.keys[i]) && Arrays.equals(cursor.key(), changed.keys[i])) {
                    changed.before[i] = fetched.add(changed.groupOf[i], cursor.value());
                }
            }
            for (int group : groups.sorted()) {
                best(group, groups.key(group), cursor, fetched, into.kind(), changed);
            }
        }
        fetched.finish();
        return changed;
    }

    /** Takes in the best value of each group. */
    void fetch(Groups groups, Side side, IndexedTotals into) {
        if (into.kind() == IndexedTotals.Kind.COUNT) {
            return;
        }
        Fetched fetched = new Fetched(into);
        try (SortedRuns.Cursor cursor = runs.cursor(side)) {
            for (int group : groups.sorted()) {
                best(group, groups.key(group), cursor, fetched, into.kind(), null);
            }
        }
        fetched.finish();
    }

    /** From the best value on, until one is met that stays. */
    private void best(
            int group,
            byte[] groupKey,
            SortedRuns.Cursor cursor,
            Fetched fetched,
            IndexedTotals.Kind kind,
            @Nullable Changed changed) {
        if (kind == IndexedTotals.Kind.COUNT) {
            return;
        }
        boolean least = kind == IndexedTotals.Kind.LEAST;
        byte[] prefix = key(groupKey, NOTHING);
        boolean more = cursor.seek(least ? prefix : OrderedBytes.behind(prefix));
        more = least ? more : cursor.previous();
        while (more) {
            byte[] key = cursor.key();
            if (!Arrays.equals(key, 0, Math.min(key.length, prefix.length), prefix, 0, prefix.length)) {
                return;
            }
            long after = changed == null ? -1 : changed.after(key);
            if (after < 0) {
                fetched.add(group, cursor.value());
            }
            if (after != 0) {
                return;
            }
            more = least ? cursor.next() : cursor.previous();
        }
    }

    private byte[] key(byte[] group, byte[] value) {
        byte[] key = Arrays.copyOf(number, number.length + group.length + value.length);
        System.arraycopy(group, 0, key, number.length, group.length);
        System.arraycopy(value, 0, key, number.length + group.length, value.length);
        return key;
    }

    /** Values on their way into an aggregate, many at once. */
    private final class Fetched {
        private static final int MANY = 4096;
        private final IndexedTotals into;
        private final List<byte[]> cells = new ArrayList<>();
        private final int[] groupOf = new int[MANY];
        private final long[] counts = new long[MANY];

        Fetched(IndexedTotals into) {
            this.into = into;
        }

        /** Adds an entry of the runs; how many rows have the value comes back. */
        long add(int group, byte[] entry) {
            if (cells.size() == MANY) {
                finish();
            }
            int at = Label.sizeAt(entry, 0);
            long count = Label.get(entry, 0);
            groupOf[cells.size()] = group;
            counts[cells.size()] = count;
            cells.add(Arrays.copyOfRange(entry, at, entry.length));
            return count;
        }

        void finish() {
            Column values = codec.batch(RowBlock.of(cells, shape)).column(0);
            for (int i = 0; i < cells.size(); i++) {
                into.fetch(groupOf[i], values, i, counts[i]);
            }
            cells.clear();
        }
    }
}
