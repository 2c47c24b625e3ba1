package dev.weir.compare;

import dev.weir.compare.same.MemoryUse;
import dev.weir.compare.same.TableSide;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.run.RawRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of a table by their places, read and cast, some at a time: the others are passed by. To be closed. */
final class PickedRows implements AutoCloseable {
    private final TableSide side;
    private final long[] places;
    private final RawRows rows;
    private final boolean isAll;
    private @Nullable Batch batch;
    private int first;
    private int next;

    /**
     * @param places from 0, rising
     * @param records the bytes of these rows; null where the table is to be read again
     */
    PickedRows(TableSide side, long[] places, byte @Nullable [] records) {
        this.side = side;
        this.places = places;
        this.isAll = records != null;
        this.rows = records == null ? side.open() : side.openRecords(records);
    }

    /** All rows at once. */
    static ComparedRow[] of(TableSide side, long[] places, byte @Nullable [] records, MemoryUse memory) {
        if (places.length == 0) {
            return new ComparedRow[0];
        }
        HeldRows held = new HeldRows(side.compared(), memory);
        try (PickedRows picked = new PickedRows(side, places, records)) {
            while (picked.next()) {
                Batch batch = picked.batch();
                for (int row = 0; row < batch.rows(); row++) {
                    held.add(batch, row, picked.number(row));
                }
            }
        }
        return held.all();
    }

    /** Goes to the next rows; false where there are none left. */
    boolean next() {
        first = next;
        while (next == first && next < places.length) {
            if (!rows.next()) {
                throw new IllegalStateException(side.table().descriptor().name() + " has changed while it was read");
            }
            pick();
        }
        return next > first;
    }

    private void pick() {
        long end = rows.before() + rows.rows();
        int to = isAll ? next + rows.rows() : next;
        while (!isAll && to < places.length && places[to] < end) {
            to++;
        }
        if (to == next) {
            return;
        }
        int[] selected = new int[to - next];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = isAll ? i : (int) (places[next + i] - rows.before());
        }
        Batch all = rows.select(selected, selected.length);
        List<Column> columns = new ArrayList<>();
        IntStream.of(side.fields()).forEach(field -> columns.add(all.column(field)));
        batch = all.with(side.compared(), columns);
        next = to;
    }

    /** The rows, on the fields that are compared; valid until {@link #next}. */
    Batch batch() {
        Batch known = batch;
        if (known == null) {
            throw new IllegalStateException("no rows yet");
        }
        return known;
    }

    /** The number of one of the rows in its table, from 1. */
    long number(int row) {
        return places[first + row] + 1;
    }

    @Override
    public void close() {
        rows.close();
    }
}
