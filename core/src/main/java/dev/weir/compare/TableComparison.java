package dev.weir.compare;

import dev.weir.compare.same.CommonFiles;
import dev.weir.compare.same.CommonRecords;
import dev.weir.compare.same.KeyGuess;
import dev.weir.compare.same.MemoryUse;
import dev.weir.compare.same.SameBytes;
import dev.weir.compare.same.SameRows;
import dev.weir.compare.same.Stretches;
import dev.weir.compare.same.TablePair;
import dev.weir.process.Copies;
import dev.weir.run.OpenPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two tables. Rows that are the same to the byte are found first, by their hashes; only those that remain are
 * cast and compared, and those that have been moved.
 *
 * <p>With a key, two rows of one key are one row; without one, rows are a sequence, and one that differs in a value is
 * another row. Moved are the rows outside a longest run of rows whose order is the same in both.
 *
 * <p>Memory: what differs, up to a limit; then a {@link dev.weir.source.SourceException}.
 */
final class TableComparison {
    private final TablePair pair;
    private final MemoryUse memory;
    private final List<String> key;
    private final boolean isInferred;
    private SameRows rows;
    private ComparedRow[] olds = {};
    private ComparedRow[] news = {};
    private int[] oldOf = {};
    private Stretches all;
    private boolean[] stays = {};

    private TableComparison(TablePair pair, List<String> key, boolean isInferred, MemoryUse memory) {
        this.pair = pair;
        this.key = key;
        this.isInferred = isInferred;
        this.memory = memory;
        this.all = new Stretches(memory);
        this.rows = key.isEmpty() ? SameRows.inOrder(pair, memory) : SameRows.anywhere(pair, memory);
    }

    /**
     * @param name of the table in what comes out
     * @param memoryBytes how much may be held of what differs
     * @param counts whether rows are only counted
     * @param copies what the second table's file has from the first one's; null where that is not known
     * @param files what is known of their files
     */
    static ResourceDifference of(
            String name,
            OpenPackage.Table before,
            OpenPackage.Table after,
            long memoryBytes,
            boolean counts,
            @Nullable Copies copies,
            CommonFiles files) {
        CommonRecords known = files.known(before, after);
        Copies common = known == null ? null : known.copies(before.files().get(0));
        TablePair pair = TablePair.of(before, after, copies == null ? common : copies);
        MemoryUse memory = new MemoryUse(name, memoryBytes);
        boolean isSame = pair.readsBytesAlike() && known == null && SameBytes.of(before, after);
        List<String> key = pair.key.isEmpty() && !isSame ? KeyGuess.of(pair, memory) : pair.key;
        boolean isInferred = pair.key.isEmpty() && !key.isEmpty();
        if (isSame) {
            List<String> labels = pair.after.labels();
            return new ResourceDifference(
                    name, key, isInferred, 0, 0, 0, 0, 0, -1, -1, labels, labels, Map.of(), null, RowChanges.NONE);
        }
        TableComparison comparison = new TableComparison(pair, key, isInferred, memory);
        CommonRecords found = comparison.rows.common();
        if (found != null && !found.isEmpty()) {
            files.found(before, after, found);
        }
        ResourceDifference counted = counts && !key.isEmpty() ? comparison.count(name) : null;
        return counted == null ? comparison.compare(name) : counted;
    }

    private int[] keyFields() {
        return key.stream().mapToInt(pair.after.compared()::indexOf).toArray();
    }

    private @Nullable ResourceDifference count(String name) {
        EarliestTime earliest = new EarliestTime(pair.after.compared(), key);
        CountedRows counted = CountedRows.of(pair, rows, keyFields(), memory, earliest);
        if (counted == null) {
            return null;
        }
        return new ResourceDifference(
                name,
                key,
                isInferred,
                counted.added,
                counted.removed,
                counted.changed,
                counted.textOnly,
                counted.moved,
                rows.rowsBefore(),
                rows.rowsAfter(),
                pair.before.labels(),
                pair.after.labels(),
                byName(counted.changedFields),
                earliest.text(),
                RowChanges.NONE);
    }

    private Map<String, Long> byName(long[] changed) {
        Map<String, Long> fields = new LinkedHashMap<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] > 0) {
                fields.put(pair.after.compared().names().get(i), changed[i]);
            }
        }
        return fields;
    }

    private ResourceDifference compare(String name) {
        olds = PickedRows.of(pair.before, rows.before(), rows.recordsBefore(), memory);
        news = PickedRows.of(pair.after, rows.after(), rows.recordsAfter(), memory);
        RowPairs pairs = new RowPairs(olds, news);
        if (key.isEmpty()) {
            pairs.inOrder(rows.same());
        } else {
            pairs.byKey(keyFields());
        }
        oldOf = pairs.oldOf;
        for (int i = 0; i < rows.same().count(); i++) {
            all.add(rows.same().from(i), rows.same().to(i), rows.same().length(i));
        }
        for (int i = 0; i < oldOf.length; i++) {
            if (oldOf[i] >= 0) {
                all.add(olds[oldOf[i]].number() - 1, news[i].number() - 1, 1);
            }
        }
        all = all.sorted();
        stays = all.staying();
        return result(name, changes());
    }

    private List<RowChange> changes() {
        List<RowChange> list = new ArrayList<>();
        boolean[] isPaired = new boolean[olds.length];
        for (int i = 0; i < news.length; i++) {
            ComparedRow now = news[i];
            long place = now.number() - 1;
            if (oldOf[i] < 0) {
                list.add(new RowChange(RowChange.Kind.ADDED, null, now, place, false));
                continue;
            }
            isPaired[oldOf[i]] = true;
            RowChange change = change(olds[oldOf[i]], now, isMoved(place));
            if (change != null) {
                list.add(change);
            }
        }
        Places places = new Places(all, stays);
        for (int i = 0; i < olds.length; i++) {
            if (!isPaired[i]) {
                long place = places.of(olds[i].number() - 1);
                list.add(new RowChange(RowChange.Kind.REMOVED, olds[i], null, place, false));
            }
        }
        addMoved(list);
        memory.hold(64L * list.size());
        list.sort(Comparator.comparingLong(RowChange::place)
                .thenComparing(change -> change.after() == null ? 0 : 1)
                .thenComparingLong(TableComparison::oldNumber));
        return list;
    }

    private static long oldNumber(RowChange change) {
        ComparedRow old = change.before();
        return old == null ? 0 : old.number();
    }

    private boolean isMoved(long place) {
        int low = 0;
        int high = all.count() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (all.to(middle) <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return !stays[low];
    }

    private static @Nullable RowChange change(ComparedRow old, ComparedRow now, boolean isMoved) {
        boolean sameText = true;
        for (int i = 0; i < now.batch().columns().size(); i++) {
            if (isChanged(old, now, i)) {
                return new RowChange(RowChange.Kind.CHANGED, old, now, now.number() - 1, isMoved);
            }
            sameText &= old.hasSameText(i, now);
        }
        if (!sameText) {
            return new RowChange(RowChange.Kind.TEXT_ONLY, old, now, now.number() - 1, isMoved);
        }
        return isMoved ? new RowChange(RowChange.Kind.MOVED, old, now, now.number() - 1, true) : null;
    }

    /** Whether a value differs; a field that has got another type is compared by its text, where that is the same. */
    static boolean isChanged(ComparedRow old, ComparedRow now, int field) {
        boolean sameType = old.batch().column(field).type == now.batch().column(field).type;
        return !old.hasSameValue(field, now) && (sameType || !old.hasSameText(field, now));
    }

    /** The rows that have been moved and are else the same. */
    private void addMoved(List<RowChange> list) {
        Stretches moved = new Stretches(memory);
        for (int i = 0; i < all.count(); i++) {
            for (long k = 0; k < (stays[i] ? 0 : all.length(i)); k++) {
                long to = all.to(i) + k;
                if (Arrays.binarySearch(rows.after(), to) < 0) {
                    moved.add(all.from(i) + k, to, 1);
                }
            }
        }
        if (moved.count() == 0) {
            return;
        }
        int count = 0;
        for (int i = 0; i < moved.count(); i++) {
            count += (int) moved.length(i);
        }
        memory.hold(16L * count);
        long[] froms = new long[count];
        long[] places = new long[count];
        int at = 0;
        for (int i = 0; i < moved.count(); i++) {
            for (long k = 0; k < moved.length(i); k++) {
                froms[at] = moved.from(i) + k;
                places[at++] = moved.to(i) + k;
            }
        }
        ComparedRow[] picked = PickedRows.of(pair.after, places, null, memory);
        for (int i = 0; i < count; i++) {
            ComparedRow now = picked[i];
            ComparedRow old = new ComparedRow(now.batch(), now.row(), froms[i] + 1);
            list.add(new RowChange(RowChange.Kind.MOVED, old, now, places[i], true));
        }
    }

    private ResourceDifference result(String name, List<RowChange> changes) {
        long[] counts = new long[RowChange.Kind.values().length];
        long moved = 0;
        EarliestTime earliest = new EarliestTime(pair.after.compared(), key);
        long[] changed = new long[pair.after.fields().length];
        for (RowChange change : changes) {
            counts[change.kind().ordinal()]++;
            moved += change.moved() ? 1 : 0;
            for (int field : change.changedFields()) {
                changed[field]++;
            }
            ComparedRow now = change.after();
            if (change.kind() == RowChange.Kind.CHANGED && now != null) {
                earliest.add(now.batch(), now.row());
            }
        }
        return new ResourceDifference(
                name,
                key,
                isInferred,
                counts[RowChange.Kind.ADDED.ordinal()],
                counts[RowChange.Kind.REMOVED.ordinal()],
                counts[RowChange.Kind.CHANGED.ordinal()],
                counts[RowChange.Kind.TEXT_ONLY.ordinal()],
                moved,
                rows.rowsBefore(),
                rows.rowsAfter(),
                pair.before.labels(),
                pair.after.labels(),
                byName(changed),
                earliest.text(),
                new RowChanges(pair.before.compared(), pair.after.compared(), changes));
    }
}
