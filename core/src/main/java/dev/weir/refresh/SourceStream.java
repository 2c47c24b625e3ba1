package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.operate.Batches;
import dev.weir.refresh.snapshot.KeptRows;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a table that is read, kept whole: the only rows of a flow that are kept. */
public final class SourceStream extends Stream {
    private static final int PART = 4096;
    private final SortedRuns rows;
    private final int shape;
    private final Delta change;
    private final boolean[] present;
    private final boolean isSame;
    private final boolean isEdited;
    private final boolean isFirstEdited;
    private final boolean isStanding;

    /**
     * @param present which fields the data has
     * @param isSame whether the rows are those of the run before, by a file that is the same to the byte
     * @param isEdited whether they are others than those of the file
     * @param isFirstEdited whether that is new
     * @param codec of the rows
     * @param shape of all of them: see {@link RowCodec#shape}
     * @param rows from labels to cells; {@code change} is in it under {@link Side#AFTER}
     */
    public SourceStream(
            String step,
            RowCodec codec,
            int shape,
            SortedRuns rows,
            Delta change,
            boolean[] present,
            boolean isSame,
            boolean isEdited,
            boolean isFirstEdited) {
        this(step, codec, shape, rows, change, present, isSame, isEdited, isFirstEdited, false);
    }

    private SourceStream(
            String step,
            RowCodec codec,
            int shape,
            SortedRuns rows,
            Delta change,
            boolean[] present,
            boolean isSame,
            boolean isEdited,
            boolean isFirstEdited,
            boolean isStanding) {
        super(step, codec);
        this.rows = rows;
        this.shape = shape;
        this.change = change;
        this.present = present.clone();
        this.isSame = isSame;
        this.isEdited = isEdited;
        this.isFirstEdited = isFirstEdited;
        this.isStanding = isStanding;
    }

    /** The rows as they are now, of which some are the change, for steps that see them for the first time. */
    SourceStream standing(Delta some) {
        return new SourceStream(step(), codec(), shape, rows, some, present, isSame, isEdited, isFirstEdited, true);
    }

    boolean isSame() {
        return isSame;
    }

    boolean isEdited() {
        return isEdited;
    }

    boolean isFirstEdited() {
        return isFirstEdited;
    }

    boolean[] present() {
        return present.clone();
    }

    @Override
    Delta change() {
        return entering(change);
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        return fetch(codec(), shape, rows, labels, isStanding ? Side.AFTER : side);
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        try (SortedRuns.Cursor cursor = rows.cursor(Side.AFTER)) {
            boolean more = cursor.seek(new byte[0]);
            while (more) {
                Delta.Builder some = new Delta.Builder(codec());
                while (more && some.size() < part) {
                    List<byte[]> labels = new ArrayList<>(PART);
                    List<byte[]> cells = new ArrayList<>(PART);
                    while (more && labels.size() < PART) {
                        labels.add(cursor.key());
                        cells.add(cursor.value());
                        more = cursor.next();
                    }
                    some.addBlock(RowBlock.of(cells, shape), labels.toArray(byte[][]::new), 0);
                }
                to.accept(some.build());
            }
        }
    }

    /** All rows as they are now, by label. */
    SortedRuns labelled() {
        return rows;
    }

    /** All rows as they are now, in order. */
    Batches all() {
        return all(codec(), shape, rows);
    }

    /** All rows of a table, in order, as they are under {@link Side#AFTER}. */
    public static Batches all(RowCodec codec, int shape, SortedRuns rows) {
        SortedRuns.Cursor cursor = rows.cursor(Side.AFTER);
        boolean first = cursor.seek(new byte[0]);
        return new Batches() {
            private boolean more = first;
            private long segment;

            @Override
            public @Nullable Part next() {
                if (!more) {
                    return null;
                }
                List<byte[]> cells = new ArrayList<>(PART);
                while (more && cells.size() < PART) {
                    cells.add(cursor.value());
                    more = cursor.next();
                }
                long base = segment++ << 32;
                return () -> KeptRows.relabelled(codec.batch(RowBlock.of(cells, shape)), base);
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    /** Kept rows by label, in this order. */
    static Delta fetch(RowCodec codec, int shape, SortedRuns rows, byte[][] labels, Side side) {
        Delta.Builder found = new Delta.Builder(codec);
        try (SortedRuns.Cursor cursor = rows.cursor(side)) {
            for (int from = 0; from < labels.length; from += PART) {
                int to = Math.min(labels.length, from + PART);
                List<byte[]> cells = new ArrayList<>(to - from);
                for (int i = from; i < to; i++) {
                    if (!cursor.seek(labels[i]) || !Arrays.equals(cursor.key(), labels[i])) {
                        throw new RefusedException("a row that was kept is not found again");
                    }
                    cells.add(cursor.value());
                }
                found.addBlock(RowBlock.of(cells, shape), labels, from);
            }
        }
        return found.build();
    }
}
