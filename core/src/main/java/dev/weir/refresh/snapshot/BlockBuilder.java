package dev.weir.refresh.snapshot;

import dev.weir.delta.Label;
import dev.weir.process.Whole;
import dev.weir.row.TextBuffer;
import dev.weir.store.SortedRuns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes blocks of rows that come in order, and writes their records. Holds the rows of two blocks. One thread. */
final class BlockBuilder {
    private final SortedRuns index;
    private final Whole.@Nullable RecordTable out;
    private final int usualRows;
    private final int usualBytes;
    private final byte[][] labels;
    private final int[] ends;
    private final TextBuffer records = new TextBuffer(1 << 16);
    private int rows;
    private long labelBytes;

    /**
     * @param index takes the blocks
     * @param out takes the records; null where they are written already
     * @param usualRows of a block: it has less than twice as many, and but for the last one no less than a quarter or so
     */
    BlockBuilder(SortedRuns index, Whole.@Nullable RecordTable out, int usualRows) {
        this.index = index;
        this.out = out;
        this.usualRows = usualRows;
        this.usualBytes = usualRows << 9;
        this.labels = new byte[2 * usualRows][];
        this.ends = new int[2 * usualRows];
    }

    /** Adds the row behind all others. */
    void add(byte[] label, byte[] bytes, int from, int to) {
        records.put(bytes, from, to);
        labels[rows] = label;
        ends[rows++] = records.length;
        labelBytes += label.length;
        if (rows == labels.length || records.length + labelBytes >= 2L * usualBytes) {
            flush(Math.max(1, rows / 2));
        }
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Whether what was added and is in no block yet is enough for one. */
    boolean isEnough() {
        return rows >= usualRows / 4 || records.length + labelBytes >= usualBytes / 4;
    }

    /** Makes all that was added into blocks. */
    void flush() {
        if (rows > 0) {
            flush(rows);
        }
    }

    private void flush(int count) {
        int end = ends[count - 1];
        byte[] key = Label.join(Snapshot.BLOCK, labels[0]);
        byte[] block = FileBlock.write(labels, ends, count, records.bytes, 0);
        index.load(key, 0, key.length, block, 0, block.length);
        if (out != null) {
            out.takeRecords(records.bytes, 0, end);
        }
        for (int row = 0; row < count; row++) {
            labelBytes -= labels[row].length;
        }
        System.arraycopy(labels, count, labels, 0, rows - count);
        Arrays.fill(labels, rows - count, rows, Snapshot.NONE);
        for (int row = count; row < rows; row++) {
            ends[row - count] = ends[row] - end;
        }
        System.arraycopy(records.bytes, end, records.bytes, 0, records.length - end);
        records.length -= end;
        rows -= count;
    }
}
