package dev.weir.compare;

import dev.weir.compare.same.MemoryUse;
import dev.weir.compare.same.TableSide;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.run.RawRows;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of a table by their places, read and cast: the others are passed by. */
final class PickedRows {
    private static final int PART = 4096;

    private final TableSide side;
    private final long[] places;
    private final MemoryUse memory;
    private final ComparedRow[] rows;
    private BatchBuilder builder;
    private int built;
    private int next;

    private PickedRows(TableSide side, long[] places, MemoryUse memory) {
        this.side = side;
        this.places = places;
        this.memory = memory;
        this.rows = new ComparedRow[places.length];
        this.builder = new BatchBuilder(side.compared());
    }

    /** @param places from 0, rising */
    static ComparedRow[] of(TableSide side, long[] places, MemoryUse memory) {
        if (places.length == 0) {
            return new ComparedRow[0];
        }
        PickedRows picked = new PickedRows(side, places, memory);
        try (RawRows rows = side.open()) {
            while (picked.next < places.length && rows.next()) {
                picked.pick(rows);
            }
        }
        picked.flush();
        if (picked.next < places.length) {
            throw new IllegalStateException(side.table().descriptor().name() + " has changed while it was read");
        }
        return picked.rows;
    }

    /**
     * The same from their bytes.
     *
     * @param records null where the table is to be read again
     */
    static ComparedRow[] of(TableSide side, long[] places, byte @Nullable [] records, MemoryUse memory) {
        if (records == null || places.length == 0) {
            return of(side, places, memory);
        }
        PickedRows picked = new PickedRows(side, places, memory);
        try (RawRows rows = side.openRecords(records)) {
            while (rows.next()) {
                int[] all = IntStream.range(0, rows.rows()).toArray();
                picked.take(rows.select(all, all.length));
            }
        }
        picked.flush();
        if (picked.next < places.length) {
            throw new IllegalStateException(
                    "records of " + side.table().descriptor().name() + " are read otherwise");
        }
        return picked.rows;
    }

    private void pick(RawRows rows) {
        long end = rows.before() + rows.rows();
        int to = next;
        while (to < places.length && places[to] < end) {
            to++;
        }
        if (to == next) {
            return;
        }
        int[] selected = new int[to - next];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = (int) (places[next + i] - rows.before());
        }
        take(rows.select(selected, selected.length));
    }

    private void take(Batch batch) {
        int[] fields = side.fields();
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < fields.length; i++) {
                builder.column(i).append(batch.column(fields[i]), row);
            }
            builder.endRow(places[next++]);
            if (builder.rows() == PART) {
                flush();
            }
        }
    }

    private void flush() {
        memory.hold(builder.heapBytes() + 40L * builder.rows());
        Batch batch = builder.build();
        for (int i = 0; i < batch.rows(); i++) {
            rows[built] = new ComparedRow(batch, i, places[built] + 1);
            built++;
        }
        builder = new BatchBuilder(side.compared());
    }
}
