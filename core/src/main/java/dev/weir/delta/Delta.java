package dev.weir.delta;

import dev.weir.row.Batch;
import dev.weir.store.RowBlock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A difference of two sequences of rows: rows with labels, each asserted (+1) or retracted (-1). Ordered by label, a
 * retraction before the assertion of the same label; of rows of one label and the same cells at most one is there: the
 * sum of a difference and its {@link #negate} is empty. Immutable.
 *
 * <p>A whole table is the difference to none: all weights are +1. Memory: the rows.
 */
public final class Delta {
    private final RowCodec codec;
    private final byte[][] labels;
    private final RowBlock[] blocks;
    private final int[] rows;
    private final byte[] weights;

    private Delta(RowCodec codec, byte[][] labels, RowBlock[] blocks, int[] rows, byte[] weights) {
        this.codec = codec;
        this.labels = labels;
        this.blocks = blocks;
        this.rows = rows;
        this.weights = weights;
    }

    public static Delta empty(RowCodec codec) {
        return new Builder(codec).build();
    }

    public RowCodec codec() {
        return codec;
    }

    public int size() {
        return labels.length;
    }

    public byte[] label(int i) {
        return labels[i];
    }

    /** +1 or -1. */
    public int weight(int i) {
        return weights[i];
    }

    /** The cells of an entry, as {@link RowBlock#cells} gives them. */
    public byte[] cells(int i) {
        return blocks[i].cells(rows[i]);
    }

    public int shape(int i) {
        return blocks[i].shape();
    }

    /** The same rows with the opposite weights. */
    public Delta negate() {
        Builder builder = new Builder(codec);
        for (int i = 0; i < labels.length; i++) {
            builder.add(labels[i], -weights[i], blocks[i], rows[i]);
        }
        return builder.build();
    }

    /** Both differences, one after the other. */
    public Delta plus(Delta other) {
        Builder builder = new Builder(codec);
        builder.add(this);
        builder.add(other);
        return builder.build();
    }

    RowBlock block(int i) {
        return blocks[i];
    }

    int row(int i) {
        return rows[i];
    }

    /** All rows as batches, in order; the label of a batch's row is its place in this difference. */
    public List<Batch> batches() {
        RowList all = new RowList(codec);
        for (int i = 0; i < labels.length; i++) {
            all.add(blocks[i], rows[i]);
        }
        return all.batches();
    }

    /** Collects rows with labels and weights in any order. One thread. */
    public static final class Builder {
        private final RowCodec codec;
        private byte[][] labels = new byte[16][];
        private RowBlock[] blocks = new RowBlock[16];
        private int[] rows = new int[16];
        private byte[] weights = new byte[16];
        private int size;
        private boolean sorted = true;

        public Builder(RowCodec codec) {
            this.codec = codec;
        }

        public int size() {
            return size;
        }

        public void add(byte[] label, int weight, RowBlock block, int row) {
            if (size == labels.length) {
                labels = Arrays.copyOf(labels, 2 * size);
                blocks = Arrays.copyOf(blocks, 2 * size);
                rows = Arrays.copyOf(rows, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
            }
            sorted &= size == 0 || Arrays.compareUnsigned(labels[size - 1], label) < 0;
            labels[size] = label;
            blocks[size] = block;
            rows[size] = row;
            weights[size++] = (byte) weight;
        }

        /** Adds rows of a difference of the same codec. */
        public void add(Delta delta) {
            for (int i = 0; i < delta.size(); i++) {
                add(delta.labels[i], delta.weights[i], delta.blocks[i], delta.rows[i]);
            }
        }

        /** Adds an entry of a difference of the same codec under another label. */
        public void add(byte[] label, Delta delta, int i) {
            add(label, delta.weights[i], delta.blocks[i], delta.rows[i]);
        }

        /** Adds all rows of a block, weighing +1: row i under {@code rowLabels[from + i]}. */
        public void addBlock(RowBlock block, byte[][] rowLabels, int from) {
            for (int i = 0; i < block.rows(); i++) {
                add(rowLabels[from + i], 1, block, i);
            }
        }

        /** Adds all rows of a batch that another codec made, or none: it is encoded; row i gets label and weight i. */
        public void add(Batch batch, byte[][] rowLabels, int[] rowWeights) {
            if (batch.rows() == 0) {
                return;
            }
            RowBlock block = codec.encode(batch);
            for (int i = 0; i < batch.rows(); i++) {
                add(rowLabels[i], rowWeights[i], block, i);
            }
        }

        /** The sum of what was added. */
        public Delta build() {
            if (sorted) {
                return new Delta(
                        codec,
                        Arrays.copyOf(labels, size),
                        Arrays.copyOf(blocks, size),
                        Arrays.copyOf(rows, size),
                        Arrays.copyOf(weights, size));
            }
            Integer[] order = new Integer[size];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    Comparator.<Integer, byte[]>comparing(i -> labels[i], Arrays::compareUnsigned)
                            .thenComparing(i -> weights[i]));
            return consolidate(order);
        }

        private Delta consolidate(Integer[] order) {
            Builder sum = new Builder(codec);
            for (int from = 0; from < order.length; ) {
                int to = from + 1;
                while (to < order.length && Arrays.equals(labels[order[from]], labels[order[to]])) {
                    to++;
                }
                addLive(order, from, to, sum);
                from = to;
            }
            sum.sorted = true;
            return sum.build();
        }

        /** Entries of one label without those that cancel each other out. */
        private void addLive(Integer[] order, int from, int to, Builder sum) {
            boolean[] gone = new boolean[to - from];
            for (int i = from; i < to && to - from > 1; i++) {
                for (int k = i + 1; k < to && !gone[i - from]; k++) {
                    int a = order[i];
                    int b = order[k];
                    if (!gone[k - from]
                            && weights[a] + weights[b] == 0
                            && blocks[a].sameRow(rows[a], blocks[b], rows[b])) {
                        gone[i - from] = true;
                        gone[k - from] = true;
                    }
                }
            }
            for (int i = from; i < to; i++) {
                if (!gone[i - from]) {
                    int entry = order[i];
                    sum.add(labels[entry], weights[entry], blocks[entry], rows[entry]);
                }
            }
        }
    }
}
