package dev.weir.compare;

import dev.weir.compare.same.LongSet;
import dev.weir.compare.same.MemoryUse;
import dev.weir.compare.same.SameRows;
import dev.weir.compare.same.Stretches;
import dev.weir.compare.same.TablePair;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import org.jspecify.annotations.Nullable;

/**
 * Counts what has become of the rows that differ, without holding them: both tables are read side by side, and as long as
 * the same keys come in the same order a row meets its like at once. Finds the same numbers as a comparison that lists
 * them.
 *
 * <p>Memory: some 32 bytes a row, and the rows that stand in another order.
 */
final class CountedRows {
    private final TablePair pair;
    private final SameRows rows;
    private final int[] key;
    private final MemoryUse memory;
    private final EarliestTime earliest;
    private final Stretches all;
    private final Side old;
    private final Side now;
    long added;
    long removed;
    long changed;
    long textOnly;
    long moved;
    final long[] changedFields;

    private CountedRows(TablePair pair, SameRows rows, int[] key, MemoryUse memory, EarliestTime earliest) {
        this.pair = pair;
        this.rows = rows;
        this.key = key;
        this.memory = memory;
        this.earliest = earliest;
        this.all = new Stretches(memory);
        this.old = new Side(pair.before.compared());
        this.now = new Side(pair.after.compared());
        this.changedFields = new long[pair.after.fields().length];
    }

    /**
     * Counts.
     *
     * @param key fields of the comparison, at least one
     * @param earliest is told the rows that have changed
     * @return null where that cannot be done without listing: keys that are repeated, or of another type than before
     */
    static @Nullable CountedRows of(TablePair pair, SameRows rows, int[] key, MemoryUse memory, EarliestTime earliest) {
        for (int field : key) {
            Schema before = pair.before.compared();
            if (before.field(field).type() != pair.after.compared().field(field).type()) {
                return null;
            }
        }
        CountedRows counted = new CountedRows(pair, rows, key, memory, earliest);
        try (PickedRows olds = new PickedRows(pair.before, rows.before(), rows.recordsBefore());
                PickedRows news = new PickedRows(pair.after, rows.after(), rows.recordsAfter())) {
            if (!counted.walk(olds, news)) {
                return null;
            }
        }
        counted.pairHeld();
        counted.countMoved();
        return counted;
    }

    /** One table's rows that differ: those at hand, and those that were set aside. */
    private final class Side {
        private final HeldRows aside;
        private final LongSet keys = new LongSet(memory);
        private final LongSet keysAside = new LongSet(memory);
        private @Nullable PickedRows rows;
        private Batch batch;
        private int row;
        private boolean has;
        private boolean hasKey;
        private long hash;

        Side(Schema schema) {
            this.aside = new HeldRows(schema, memory);
            this.batch = new Batch(schema, 0, java.util.List.of(), 0, null);
        }

        /** Goes to the next row; false where its key was there before. */
        boolean next() {
            PickedRows from = rows;
            has = from != null && (++row < batch.rows() || from.next());
            if (from == null || !has) {
                return true;
            }
            if (row >= batch.rows()) {
                row = 0;
            }
            batch = from.batch();
            hasKey = true;
            hash = 0;
            for (int field : key) {
                Column column = batch.column(field);
                hasKey &= !column.isNull(row) && !column.isBad(row);
                hash = hasKey ? column.hash(row, hash + 1) : 0;
            }
            return !hasKey || keys.add(hash);
        }

        boolean setAside() {
            PickedRows from = rows;
            if (from != null) {
                aside.add(batch, row, from.number(row));
            }
            if (hasKey) {
                keysAside.add(hash);
            }
            return next();
        }

        long place() {
            PickedRows from = rows;
            return from == null ? 0 : from.number(row) - 1;
        }
    }

    /** Reads both; false where a key is repeated. */
    private boolean walk(PickedRows olds, PickedRows news) {
        old.rows = olds;
        now.rows = news;
        boolean isDistinct = old.next() && now.next();
        while (isDistinct && old.has && now.has) {
            if (!old.hasKey || now.keysAside.has(old.hash)) {
                isDistinct = old.setAside();
            } else if (!now.hasKey || old.keysAside.has(now.hash)) {
                isDistinct = now.setAside();
            } else if (old.hash == now.hash && hasSameKey()) {
                count(old.batch, old.row, now.batch, now.row);
                all.add(old.place(), now.place(), 1);
                isDistinct = old.next() && now.next();
            } else {
                isDistinct = old.setAside() && now.setAside();
            }
        }
        while (isDistinct && old.has) {
            isDistinct = old.setAside();
        }
        while (isDistinct && now.has) {
            isDistinct = now.setAside();
        }
        return isDistinct;
    }

    private boolean hasSameKey() {
        for (int field : key) {
            if (old.batch.column(field).compare(old.row, now.batch.column(field), now.row) != 0) {
                return false;
            }
        }
        return true;
    }

    private void count(Batch before, int row, Batch after, int other) {
        ComparedRow a = new ComparedRow(before, row, 0);
        ComparedRow b = new ComparedRow(after, other, 0);
        boolean sameText = true;
        boolean sameValues = true;
        for (int i = 0; i < changedFields.length; i++) {
            boolean same = a.hasSameText(i, b);
            sameText &= same;
            if ((!same || pair.after.readsOtherwise()) && TableComparison.isChanged(a, b, i)) {
                changedFields[i]++;
                sameValues = false;
            }
        }
        if (!sameValues) {
            changed++;
            earliest.add(after, other);
        } else if (!sameText) {
            textOnly++;
        }
    }

    /** Those that have not met on the way. */
    private void pairHeld() {
        ComparedRow[] olds = old.aside.all();
        ComparedRow[] news = now.aside.all();
        RowPairs pairs = new RowPairs(olds, news);
        pairs.byKey(key);
        removed = olds.length;
        for (int i = 0; i < news.length; i++) {
            if (pairs.oldOf[i] < 0) {
                added++;
                continue;
            }
            removed--;
            ComparedRow before = olds[pairs.oldOf[i]];
            count(before.batch(), before.row(), news[i].batch(), news[i].row());
            all.add(before.number() - 1, news[i].number() - 1, 1);
        }
    }

    private void countMoved() {
        for (int i = 0; i < rows.same().count(); i++) {
            all.add(rows.same().from(i), rows.same().to(i), rows.same().length(i));
        }
        Stretches sorted = all.sorted();
        boolean[] stays = sorted.staying();
        for (int i = 0; i < stays.length; i++) {
            moved += stays[i] ? 0 : sorted.length(i);
        }
    }
}
