package dev.weir.delta;

import dev.weir.row.Batch;
import dev.weir.store.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of one codec in a row, each in its block. One thread. */
public final class RowList {
    private static final int PART = 4096;

    private final RowCodec codec;
    private RowBlock[] blocks = new RowBlock[16];
    private int[] rows = new int[16];
    private int size;

    public RowList(RowCodec codec) {
        this.codec = codec;
    }

    public int size() {
        return size;
    }

    void add(RowBlock block, int row) {
        if (size == rows.length) {
            blocks = Arrays.copyOf(blocks, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
        }
        blocks[size] = block;
        rows[size++] = row;
    }

    /** Adds the row of an entry of a difference of the same codec. */
    public void add(Delta delta, int i) {
        add(delta.block(i), delta.row(i));
    }

    /** The end of the rows from {@code from} on that can stand in one batch, some thousands at the most. */
    public int stretch(int from) {
        int shape = blocks[from].shape();
        int to = from + 1;
        while (to < size && to - from < PART) {
            int union = codec.union(shape, blocks[to].shape());
            if (union < 0) {
                break;
            }
            shape = union;
            to++;
        }
        return to;
    }

    /** Rows that can stand in one batch, labelled {@code from}, {@code from + 1} … */
    public Batch batch(int from, int to) {
        int shape = blocks[from].shape();
        for (int i = from + 1; i < to; i++) {
            shape = codec.union(shape, blocks[i].shape());
        }
        return codec.batch(
                Arrays.copyOfRange(blocks, from, to), Arrays.copyOfRange(rows, from, to), to - from, shape, from);
    }

    /** All rows as batches, in order; the label of a batch's row is its place in this list. */
    public List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < size; ) {
            int to = stretch(from);
            batches.add(batch(from, to));
            from = to;
        }
        return batches;
    }
}
