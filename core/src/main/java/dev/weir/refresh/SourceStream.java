package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.validate.RowChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of a table that is read, kept whole: the only rows of a flow that are kept. */
public final class SourceStream extends Stream {
    private static final int PART = 4096;
    private final SortedRuns rows;
    private final int shape;
    private final Delta change;
    private final RowChecks checks;
    private final boolean isSameFile;

    /**
     * @param checks what each row has to be by itself
     * @param isSameFile whether the file is the same to the byte
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
            RowChecks checks,
            boolean isSameFile) {
        super(step, codec);
        this.rows = rows;
        this.shape = shape;
        this.change = change;
        this.checks = checks;
        this.isSameFile = isSameFile;
    }

    boolean isSameFile() {
        return isSameFile;
    }

    RowChecks checks() {
        return checks;
    }

    @Override
    Delta change() {
        return entering(change);
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        return fetch(codec(), shape, rows, labels, side);
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
