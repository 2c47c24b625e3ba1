package dev.weir.operate;

import dev.weir.row.Batch;
import dev.weir.row.BatchRow;
import dev.weir.row.Column;
import dev.weir.row.Row;
import dev.weir.store.RowBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Sorted rows, group by group: {@link #nextGroup} moves to the next key, then the rows of that key are run through as an
 * iterable, as often as wanted. One thread. Memory: {@value #HELD} stretches of a group, a few MB; the others are read
 * back from a file.
 */
final class GroupRows implements Iterable<Row> {
    private static final int HELD = 16;

    private final RowSorter sorter;
    private final RowSorter.Sorted sorted;
    private final KeyChanges changes;
    private final List<Stretch> kept = new ArrayList<>();
    private @Nullable Batch batch;
    private @Nullable Batch last;
    private Column[] keys = {};
    private int row;
    private int groupStart;
    private boolean groupEnds = true;
    private @Nullable RowBlock block;

    /** A part of the group: in the heap, or a number in the sorter's file. */
    private record Stretch(@Nullable Batch batch, int number, int from, int to) {}

    GroupRows(RowSorter sorter) {
        this.sorter = sorter;
        this.sorted = sorter.sorted();
        this.changes = new KeyChanges(sorter.keys(), sorter.order());
    }

    /** Moves to the next key; false behind the last. */
    boolean nextGroup() {
        while (!groupEnds) {
            stretch();
        }
        kept.clear();
        if (batch == null && !read()) {
            return false;
        }
        groupEnds = false;
        changes.again();
        Batch at = batch;
        if (at != null) {
            changes.isNew(keys, row);
        }
        groupStart = row;
        return true;
    }

    private boolean read() {
        RunMerge.Stretch stretch = sorted.next();
        if (stretch == null) {
            return false;
        }
        RowBlock gathered = stretch.gather();
        Batch read = sorter.keyRows().widened(gathered);
        block = gathered;
        batch = read;
        keys = sorter.keys().of(read);
        row = 0;
        return true;
    }

    /** The group's rows in the batch at hand: the next stretch of it. */
    private void stretch() {
        Batch at = batch;
        if (at == null) {
            groupEnds = true;
            return;
        }
        int from = groupStart;
        int to = from + 1;
        while (to < at.rows() && !changes.isNew(keys, to)) {
            to++;
        }
        RowBlock bytes = block;
        if (bytes == null || kept.size() < HELD) {
            kept.add(new Stretch(at, -1, from, to));
        } else {
            kept.add(new Stretch(null, bytes.spill(sorter.file()), from, to));
        }
        last = at;
        if (to < at.rows()) {
            row = to;
            groupEnds = true;
            return;
        }
        batch = null;
        boolean more = read() && !changes.isNew(keys, 0);
        groupStart = 0;
        groupEnds = !more;
    }

    @Override
    public Iterator<Row> iterator() {
        return new Run();
    }

    private final class Run implements Iterator<Row> {
        private int next;
        private @Nullable BatchRow cursor;
        private int at;
        private int end;

        @Override
        public boolean hasNext() {
            while (at == end) {
                if (next == kept.size()) {
                    if (groupEnds) {
                        return false;
                    }
                    stretch();
                }
                Stretch stretch = kept.get(next++);
                Batch rows = batch(stretch, next == kept.size());
                cursor = rows.with(sorter.keys().rows(), columns(rows)).cursor();
                at = stretch.from();
                end = stretch.to();
            }
            return true;
        }

        @Override
        public Row next() {
            BatchRow row = hasNext() ? cursor : null;
            if (row == null) {
                throw new NoSuchElementException("no more rows of this group");
            }
            return row.at(at++);
        }
    }

    private Batch batch(Stretch stretch, boolean isLast) {
        Batch newest = last;
        if (stretch.batch() != null) {
            return stretch.batch();
        }
        return isLast && newest != null
                ? newest
                : sorter.keyRows().widened(RowBlock.read(sorter.file(), stretch.number()));
    }

    private List<Column> columns(Batch widened) {
        return widened.columns().subList(0, sorter.keys().rows().fields().size());
    }
}
