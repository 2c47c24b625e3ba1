package dev.weir.refresh;

import dev.weir.delta.Label;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.OrderedCells;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.FieldType;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.TextBuffer;
import dev.weir.store.Side;
import dev.weir.store.SortedCounts;
import dev.weir.store.SortedRuns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The different values of one aggregate's groups, counted, in their order: what MIN, MAX and COUNT(DISTINCT) ask of all
 * rows without reading them. In sorted runs, each entry (number of the aggregate, key of the group, value) with how many
 * rows have it. A changed row costs a look at its value; a least value that is taken away costs a look at the ones behind
 * it that are, too.
 */
public final class GroupValues {
    private static final byte[] NOTHING = {};

    private final SortedRuns runs;
    private final byte[] number;
    private final FieldType type;

    /** @param number of the aggregate among those of its step, from 0 */
    GroupValues(SortedRuns runs, int number, FieldType type) {
        this.runs = runs;
        this.number = Label.child(NOTHING, number);
        this.type = type;
    }

    /** Whether values of a type can be kept so. */
    static boolean isFor(FieldType type) {
        return OrderedCells.isFor(type);
    }

    /** Values of groups that rows came to or went from. */
    final class Changed {
        private final byte[][] keys;
        private final int[] groupOf;
        private final long[] before;
        private final long[] change;
        private final int[] order;

        /** @param changes what came and went, as the weights of values */
        private Changed(IndexedTotals changes, Groups groups) {
            int count = changes.entries();
            keys = new byte[count][];
            groupOf = new int[count];
            before = new long[count];
            change = new long[count];
            Column[] cell = {changes.values()};
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
            for (int i : order) {
                long count = before[i] + change[i];
                if (count < 0) {
                    throw new RefusedException("state that is not whole");
                }
                if (count > 0) {
                    runs.put(keys[i], Label.child(NOTHING, count));
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
                    byte[] group = groups.key(changed.groupOf[i]);
                    changed.before[i] = fetched.add(changed.groupOf[i], group, changed.keys[i], cursor.value());
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
                fetched.add(group, groupKey, key, cursor.value());
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
        private final int[] groupOf = new int[MANY];
        private final long[] counts = new long[MANY];
        private ColumnBuilder values = ColumnBuilder.of(type);

        Fetched(IndexedTotals into) {
            this.into = into;
        }

        /** Adds an entry of the runs; how many rows have the value comes back. */
        long add(int group, byte[] groupKey, byte[] key, byte[] value) {
            if (values.size() == MANY) {
                finish();
            }
            long count = Label.get(value, 0);
            groupOf[values.size()] = group;
            counts[values.size()] = count;
            OrderedCells.read(key, number.length + groupKey.length, key.length, values, type);
            return count;
        }

        void finish() {
            int count = values.size();
            Column column = values.build();
            for (int i = 0; i < count; i++) {
                into.fetch(groupOf[i], column, i, counts[i]);
            }
            values = ColumnBuilder.of(type);
        }
    }

    /**
     * Puts all values of all groups into empty runs, and what results need into an aggregate.
     *
     * @param counts each entry the key of a group and a value
     * @param groups ascending, those of the entries among them
     * @param groupOf the number of each
     */
    public void load(SortedCounts counts, byte[][] groups, int[] groupOf, IndexedTotals into) {
        new Loading(groups, groupOf, into).run(counts);
    }

    private final class Loading {
        private final byte[][] groups;
        private final int[] groupOf;
        private final IndexedTotals into;
        private final Fetched fetched;
        private final TextBuffer key = new TextBuffer(64);
        private final TextBuffer value = new TextBuffer(16);
        private int at = -1;
        private long values;

        Loading(byte[][] groups, int[] groupOf, IndexedTotals into) {
            this.groups = groups;
            this.groupOf = groupOf;
            this.into = into;
            this.fetched = new Fetched(into);
            key.put(number);
        }

        void run(SortedCounts counts) {
            counts.forEach(this::add);
            endGroup();
            fetched.finish();
        }

        private void add(byte[] bytes, int from, int to, long count) {
            if (at < 0 || !begins(groups[at], bytes, from, to)) {
                endGroup();
                values = 0;
                do {
                    at++;
                } while (!begins(groups[at], bytes, from, to));
            }
            show(bytes, from, to, count);
            if (values++ == 0 && into.kind() == IndexedTotals.Kind.LEAST) {
                best();
            }
            runs.load(key.bytes, 0, key.length, value.bytes, 0, value.length);
        }

        private void show(byte[] bytes, int from, int to, long count) {
            key.length = number.length;
            key.put(bytes, from, to);
            value.clear();
            Label.put(count, value);
        }

        private void endGroup() {
            if (at < 0) {
                return;
            }
            if (into.kind() == IndexedTotals.Kind.GREATEST) {
                best();
            }
            into.count(groupOf[at], values);
        }

        private void best() {
            fetched.add(
                    groupOf[at],
                    groups[at],
                    Arrays.copyOf(key.bytes, key.length),
                    Arrays.copyOf(value.bytes, value.length));
        }

        private static boolean begins(byte[] group, byte[] bytes, int from, int to) {
            return to - from >= group.length && Arrays.equals(group, 0, group.length, bytes, from, from + group.length);
        }
    }
}
