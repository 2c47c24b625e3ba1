package dev.weir.operate;

import dev.weir.store.RowBlock;
import dev.weir.store.RowGather;
import dev.weir.store.RowShapes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorted runs as one sorted sequence: by prefix, keys, label, run. One thread. */
final class RunMerge {
    private final KeyOrder order;
    private final boolean exact;
    private final RowShapes shapes;
    private final List<RunCursor> heap = new ArrayList<>();
    private final List<RunCursor> ranks;
    private boolean started;

    /** @param exact whether equal prefixes mean equal keys */
    RunMerge(List<RunCursor> runs, KeyOrder order, boolean exact, RowShapes shapes) {
        this.shapes = shapes;
        this.order = order;
        this.exact = exact;
        this.ranks = List.copyOf(runs);
    }

    /** A stretch of the sequence. */
    record Stretch(RowBlock[] from, int[] rows, int count, int shape) {
        /** The rows, copied into one block. */
        RowBlock gather() {
            return RowGather.gather(from, rows, count, shape);
        }
    }

    /** The next rows, at most {@code limit}; null behind the last. */
    @Nullable
    Stretch next(int limit) {
        if (!started) {
            started = true;
            start();
        }
        if (heap.isEmpty()) {
            return null;
        }
        RowBlock[] from = new RowBlock[limit];
        int[] rows = new int[limit];
        int count = 0;
        int shape = heap.get(0).block.shape();
        while (count < limit && !heap.isEmpty()) {
            RunCursor first = heap.get(0);
            int union = shapes.union(shape, first.block.shape());
            if (union < 0) {
                break;
            }
            shape = union;
            from[count] = first.block;
            rows[count++] = first.row;
            if (!first.advance()) {
                RunCursor last = heap.remove(heap.size() - 1);
                if (heap.isEmpty()) {
                    break;
                }
                heap.set(0, last);
            }
            if (heap.size() > 1) {
                sink(0);
            }
        }
        return new Stretch(from, rows, count, shape);
    }

    private void start() {
        for (RunCursor cursor : ranks) {
            if (cursor.advance()) {
                heap.add(cursor);
            }
        }
        for (int i = heap.size() / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    private void sink(int from) {
        int at = from;
        RunCursor sinking = heap.get(at);
        int size = heap.size();
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(heap.get(child + 1), heap.get(child))) {
                child++;
            }
            if (!before(heap.get(child), sinking)) {
                break;
            }
            heap.set(at, heap.get(child));
            at = child;
        }
        heap.set(at, sinking);
    }

    private boolean before(RunCursor a, RunCursor b) {
        if (a.prefix != b.prefix) {
            return Long.compareUnsigned(a.prefix, b.prefix) < 0;
        }
        int compared = exact ? 0 : order.compare(a.keys(), a.row, b.keys(), b.row);
        if (compared == 0) {
            compared = Long.compare(a.block.label(a.row), b.block.label(b.row));
        }
        return compared != 0 ? compared < 0 : ranks.indexOf(a) < ranks.indexOf(b);
    }
}
