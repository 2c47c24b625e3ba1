package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import dev.weir.process.Output;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.store.RowBlock;
import dev.weir.store.RowDecoder;
import dev.weir.store.RowEncoder;
import dev.weir.store.RowShapes;
import dev.weir.store.RowStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The right side of a join, held and indexed by its keys; the left side is probed batch by batch, on many threads.
 *
 * <p>A missing key part matches nothing; keys of different numeric types are compared as numbers. Output rows have their
 * left row's label and come in the order of the left rows, for each the right rows that match in theirs. Memory: the
 * right rows while the budget lasts, then a file, from which a row is read when it is met; always the index, about 32
 * bytes a row.
 */
public final class HashJoin implements AutoCloseable {
    /** Labels of right rows without a left one stand behind all others. */
    private static final long BEHIND = Long.MAX_VALUE / 2 >>> 32 << 32;

    private static final int PAIRS = 1 << 13;

    private final Join join;
    private final Schema left;
    private final Schema right;
    private final Workspace space;
    private final JoinKeys keys;
    private final int[] order;
    private final int keyColumns;
    private final RowShapes shapes = new RowShapes();
    private final RowDecoder decoder;
    private final RowStore rows;
    private final JoinIndex index;
    private final AtomicLong lastLabel = new AtomicLong(Long.MIN_VALUE);
    private long reserved;
    private @Nullable AtomicIntegerArray matched;

    public HashJoin(Join join, Schema left, Schema right, Workspace space) {
        this.join = join;
        this.left = left;
        this.right = right;
        this.space = space;
        this.keys = new JoinKeys(join, left, right);
        this.order = order();
        this.keyColumns = (int) Arrays.stream(rightKeys()).distinct().count();
        this.decoder = new RowDecoder(right, shapes, order);
        this.rows = new RowStore(space.budget(), space.spills());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            boolean number = keys.isNumber(i);
            Field field = right.field(keys.right(i));
            fields.add(number ? Field.of(field.name(), dev.weir.descriptor.FieldType.NUMBER) : field);
        }
        this.index = new JoinIndex(fields);
    }

    private int[] rightKeys() {
        int[] places = new int[keys.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = keys.right(i);
        }
        return places;
    }

    /** The right columns as they are kept: keys first. */
    private int[] order() {
        List<Integer> places = new ArrayList<>();
        Arrays.stream(rightKeys()).distinct().forEach(places::add);
        for (int i = 0; i < right.fields().size(); i++) {
            if (!places.contains(i)) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(place -> place).toArray();
    }

    /** A worker that takes right rows. */
    public Collector.Worker build() {
        RowEncoder encoder = new RowEncoder(shapes, order);
        return new Collector.Worker() {
            @Override
            public void push(Batch batch) {
                for (int from = 0; from < batch.rows(); from += RowStore.MAX_BLOCK_ROWS) {
                    int to = Math.min(batch.rows(), from + RowStore.MAX_BLOCK_ROWS);
                    rows.append(encoder.encode(batch, from, to, null));
                }
            }

            @Override
            public void end() {
                // What was appended is all there is.
            }
        };
    }

    /** All right rows were taken: indexes them. */
    public void index() {
        rows.seal();
        index.fill(rows, this::keysOf);
        if (space.budget().tryReserve(index.heapBytes())) {
            reserved = index.heapBytes();
        }
        if (join.keep() == Join.Keep.RIGHT || join.keep() == Join.Keep.FULL) {
            matched = new AtomicIntegerArray((rows.rows() + 31) / 32);
        }
    }

    private Column[] keysOf(RowBlock block) {
        Column[] head = decoder.head(block, keyColumns);
        Column[] columns = new Column[keys.size()];
        for (int i = 0; i < columns.length; i++) {
            for (int k = 0; k < keyColumns; k++) {
                if (order[k] == keys.right(i)) {
                    columns[i] = keys.comparable(i, head[k], block.rows());
                }
            }
        }
        return columns;
    }

    /** Learns which pairs the rows that are handed on next are made of. */
    @FunctionalInterface
    public interface Pairs {
        /**
         * Pair {@code from + i} is behind the row with label {@code i}.
         *
         * @param leftRows of each pair the row of the batch
         * @param ordinals of each pair the number of the right row, as they came, from 0; -1 for none
         */
        void pairs(int[] leftRows, int[] ordinals, int from, int count);
    }

    /** A probe for one thread. */
    public Probe probe() {
        return new Probe(true);
    }

    /** The same where nobody looks at cells that are made of right ones: these are all missing. */
    public Probe probeWithoutCells() {
        return new Probe(false);
    }

    /** Finds the right rows of left batches. One thread. */
    public final class Probe {
        private final Join.Kernel kernel = join.kernel(left, right);
        private final JoinIndex.Finder finder = index.finder();
        private final boolean outer = join.keep() == Join.Keep.LEFT || join.keep() == Join.Keep.FULL;
        private int[] found = new int[0];
        private int[] leftRows = new int[PAIRS];
        private int[] places = new int[PAIRS];
        private int[] ordinals = new int[0];
        private @Nullable Pairs told;
        private int pairs;
        private int shape;
        private final boolean hasCells;
        private Batch withoutCells = new BatchBuilder(right).build();

        private Probe(boolean hasCells) {
            this.hasCells = hasCells;
        }

        /**
         * Joins a batch and says of which pairs its rows are made; those that SEMI and ANTI choose keep their labels.
         */
        public void push(Batch batch, Pairs pairs, Output output) {
            told = pairs;
            ordinals = ordinals.length == 0 ? new int[PAIRS] : ordinals;
            push(batch, output);
        }

        /** Joins a batch; the rows go to {@code output} before the call returns. */
        public void push(Batch batch, Output output) {
            int count = batch.rows();
            if (count == 0) {
                return;
            }
            long last = batch.label(count - 1);
            lastLabel.accumulateAndGet(last, Math::max);
            found = found.length < count ? new int[count] : found;
            finder.find(keys.left(batch), batch, found);
            pairs = 0;
            if (join.keep() == Join.Keep.SEMI || join.keep() == Join.Keep.ANTI) {
                choose(batch, count, output);
                return;
            }
            for (int row = 0; row < count; row++) {
                pair(batch, row, output);
            }
            flush(batch, output);
        }

        private void choose(Batch batch, int count, Output output) {
            boolean semi = join.keep() == Join.Keep.SEMI;
            int[] chosen = new int[count];
            int size = 0;
            for (int row = 0; row < count; row++) {
                if (found[row] != 0 == semi) {
                    chosen[size++] = row;
                }
            }
            if (size > 0) {
                Batch lefts = size == count ? batch : batch.gather(chosen, size);
                kernel.apply(lefts, new BatchBuilder(right).build(), output);
            }
        }

        private void pair(Batch batch, int row, Output output) {
            int at = found[row];
            if (at == 0) {
                if (outer) {
                    add(batch, row, -1, output);
                }
                return;
            }
            while (at != 0) {
                int place = at - 1;
                add(batch, row, place, output);
                if (matched != null) {
                    mark(rows.ordinal(place));
                }
                at = index.isUnique() ? 0 : index.next(rows.ordinal(place));
            }
        }

        private void add(Batch batch, int row, int place, Output output) {
            if (pairs == PAIRS) {
                flush(batch, output);
            }
            leftRows[pairs] = row;
            places[pairs++] = place;
        }

        /** Hands the pairs on. */
        private void flush(Batch batch, Output output) {
            for (int from = 0; from < pairs; ) {
                int to = stretch(from);
                boolean whole = from == 0 && to == batch.rows() && pairs == to && isEachOnce(to);
                Batch lefts = whole ? batch : batch.gather(Arrays.copyOfRange(leftRows, from, to), to - from);
                if (told != null) {
                    lefts = new Batch(left, to - from, lefts.columns(), 0, null);
                    told.pairs(leftRows, ordinals(from, to), from, to - from);
                }
                kernel.apply(lefts, rights(from, to), output);
                from = to;
            }
            pairs = 0;
        }

        private int[] ordinals(int from, int to) {
            for (int i = from; i < to; i++) {
                ordinals[i] = places[i] < 0 ? -1 : rows.ordinal(places[i]);
            }
            return ordinals;
        }

        private boolean isEachOnce(int count) {
            return leftRows[count - 1] == count - 1 && leftRows[0] == 0 && index.isUnique();
        }

        /** The end of the pairs whose right rows can stand together; their shape is left in {@link #shape}. */
        private int stretch(int from) {
            shape = -1;
            for (int i = from; hasCells && i < pairs; i++) {
                if (places[i] >= 0) {
                    int its = rows.shape(places[i]);
                    int union = shape < 0 ? its : shapes.union(shape, its);
                    if (union < 0) {
                        return i;
                    }
                    shape = union;
                }
            }
            return pairs;
        }

        /** The right rows of pairs; all cells missing where there is none. */
        private Batch rights(int from, int to) {
            int count = to - from;
            if (!hasCells) {
                if (withoutCells.rows() != count) {
                    withoutCells = BatchBuilder.missing(right, count, BEHIND);
                }
                return withoutCells;
            }
            int[] some = new int[count];
            int[] selected = new int[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                int place = places[from + i];
                selected[i] = place < 0 ? -1 : size;
                if (place >= 0) {
                    some[size++] = place;
                }
            }
            if (size == 0) {
                return BatchBuilder.missing(right, count, BEHIND);
            }
            Batch met = decoder.batch(rows.gather(some, 0, size, shape), right);
            return size == count ? met : spread(met, selected);
        }
    }

    private static Batch spread(Batch rows, int[] selected) {
        List<Column> columns = new ArrayList<>();
        rows.columns().forEach(column -> columns.add(column.gather(selected, selected.length)));
        return new Batch(rows.schema(), selected.length, columns, BEHIND, null);
    }

    private void mark(int ordinal) {
        AtomicIntegerArray bits = matched;
        if (bits != null && (bits.get(ordinal >> 5) & 1 << (ordinal & 31)) == 0) {
            bits.accumulateAndGet(ordinal >> 5, 1 << (ordinal & 31), (a, b) -> a | b);
        }
    }

    /** The right rows that no left row has met, in their order, behind all others; after all left rows were probed. */
    public void unmatched(Output output) {
        AtomicIntegerArray bits = matched;
        if (bits == null) {
            return;
        }
        Join.Kernel kernel = join.kernel(left, right);
        long base = Math.max(BEHIND, ((lastLabel.get() >>> 32) + 1) << 32);
        int ordinal = 0;
        for (int block = 0; block < rows.blocks(); block++) {
            RowBlock at = rows.block(block);
            int[] alone = new int[at.rows()];
            int count = 0;
            for (int row = 0; row < at.rows(); row++, ordinal++) {
                if ((bits.get(ordinal >> 5) & 1 << (ordinal & 31)) == 0) {
                    alone[count++] = row;
                }
            }
            if (count > 0) {
                Batch rights = decoder.batch(at, right).gather(alone, count);
                kernel.apply(BatchBuilder.missing(left, count, base), rights, output);
                base += count;
            }
        }
    }

    @Override
    public void close() {
        space.budget().release(reserved);
        reserved = 0;
        rows.close();
    }
}
