package dev.weir.operate;

import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.store.ChunkFile;
import dev.weir.store.RowBlock;
import dev.weir.store.RowEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by keys, equal ones by label; without keys, by label. The rows come out widened by their computed keys.
 *
 * <p>Rows are kept as they come, each in one piece, and put in order by an index of 64-bit prefixes. What the budget does not hold is written to disk as sorted runs, which are merged at the end. Memory at the
 * end: the blocks, and 12 bytes a row for the index; while merging runs, one small block of at most {@value #FAN_IN}.
 */
final class RowSorter implements AutoCloseable {
    private static final int FAN_IN = 64;
    private static final int SMALL_BATCH = 256;
    private static final int RUN_BLOCK_BYTES = 128 << 10;
    private static final int OUT_BLOCK_BYTES = 512 << 10;
    /** Heap that a row's entries in the index take while it is sorted. */
    private static final int INDEX_BYTES = 32;

    private final KeyColumns keys;
    private final KeyOrder order;
    private final Workspace space;
    private final KeyRows keyRows;
    private final ChunkFile file;
    private final List<RowWorker> workers = new ArrayList<>();
    private long reserved;

    RowSorter(KeyColumns keys, KeyOrder order, Workspace space) {
        this.keys = keys;
        this.order = order;
        this.space = space;
        this.keyRows = new KeyRows(keys);
        this.file = new ChunkFile(space.spills());
    }

    KeyColumns keys() {
        return keys;
    }

    KeyOrder order() {
        return order;
    }

    /** Where rows stand that did not fit; whoever walks through the sorted rows may add to it. */
    ChunkFile file() {
        return file;
    }

    KeyRows keyRows() {
        return keyRows;
    }

    RowWorker worker() {
        synchronized (workers) {
            RowWorker worker = new RowWorker();
            workers.add(worker);
            return worker;
        }
    }

    /** Takes the rows of one thread. */
    final class RowWorker implements Collector.Worker {
        private final KeyColumns.Reader reader = keys.reader(space.errors());
        private final RowEncoder encoder = keyRows.encoder();
        private final PrefixSort sorter = new PrefixSort();
        private final KeyPrefix prefixer = new KeyPrefix(order);
        private final SortIndex index = new SortIndex(keyRows, order);
        private final List<List<Integer>> runs = new ArrayList<>();
        private @Nullable BatchBuilder small;
        private long held;
        private long unreserved;
        private long bytes;
        private long rows;

        @Override
        public void push(Batch batch) {
            Batch widened = reader.widen(batch);
            if (widened.rows() < SMALL_BATCH) {
                gatherSmall(widened);
                return;
            }
            flushSmall();
            add(widened);
        }

        private void gatherSmall(Batch batch) {
            BatchBuilder builder = small == null ? new BatchBuilder(keys.widened()) : small;
            small = builder;
            for (int i = 0; i < batch.rows(); i++) {
                builder.append(batch, i);
            }
            boolean spills = space.budget().total() == 0;
            if (spills || builder.rows() >= 8 * SMALL_BATCH || builder.heapBytes() > OUT_BLOCK_BYTES) {
                flushSmall();
            }
        }

        private void flushSmall() {
            if (small != null) {
                Batch batch = small.build();
                small = null;
                if (batch.rows() > 0) {
                    add(batch);
                }
            }
        }

        private void add(Batch batch) {
            for (int from = 0; from < batch.rows(); from += SortIndex.MAX_BLOCK_ROWS) {
                addBlock(batch, from, Math.min(batch.rows(), from + SortIndex.MAX_BLOCK_ROWS));
            }
        }

        private void addBlock(Batch batch, int from, int to) {
            long[] prefixes = new long[to - from];
            prefixer.compute(keys.of(batch), batch::label, from, to, prefixes);
            boolean ascend = true;
            for (int i = from + 1; i < to; i++) {
                ascend &= batch.label(i) >= batch.label(i - 1);
            }
            RowBlock block = encoder.encode(batch, from, to, prefixes);
            makeRoom(block);
            index.add(block, prefixes, ascend);
            bytes += block.heapBytes();
            rows += block.rows();
        }

        private void makeRoom(RowBlock block) {
            long cost = block.heapBytes() + (long) INDEX_BYTES * block.rows();
            if (!index.isFull() && hold(cost)) {
                return;
            }
            spill();
            if (!hold(cost)) {
                unreserved += cost;
            }
        }

        private boolean hold(long cost) {
            if (space.budget().tryReserve(cost)) {
                held += cost;
                return true;
            }
            if (unreserved + cost > space.floorBytes()) {
                return false;
            }
            unreserved += cost;
            return true;
        }

        private void spill() {
            if (index.rows() == 0) {
                return;
            }
            index.sort(sorter, prefixer.exact());
            runs.add(write(new RunMerge(List.of(new RunCursor.InHeap(index)), order, true, keyRows.shapes())));
            index.clear();
            space.budget().release(held);
            held = 0;
            unreserved = 0;
        }

        /** No more rows: puts those in the heap in order, on the worker's thread. */
        @Override
        public void end() {
            flushSmall();
            index.sort(sorter, prefixer.exact());
        }
    }

    /** Writes sorted rows to the file; the numbers of the blocks come back. */
    private List<Integer> write(RunMerge merge) {
        List<Integer> blocks = new ArrayList<>();
        int limit = blockRows(RUN_BLOCK_BYTES);
        for (var stretch = merge.next(limit); stretch != null; stretch = merge.next(limit)) {
            blocks.add(stretch.gather().spill(file));
        }
        return blocks;
    }

    /** So many rows that a block has about so many bytes. */
    private int blockRows(int blockBytes) {
        long bytes = 0;
        long rows = 1;
        synchronized (workers) {
            for (RowWorker worker : workers) {
                bytes += worker.bytes;
                rows += worker.rows;
            }
        }
        return (int) Math.max(1, Math.min(4096, blockBytes / Math.max(1, bytes / rows)));
    }

    /** How many rows come out; behind the end of all workers. */
    long rows() {
        return workers.stream().mapToLong(worker -> worker.rows).sum();
    }

    /** The sorted rows. Behind the end of all workers; once. */
    Sorted sorted() {
        boolean exact = true;
        for (RowWorker worker : workers) {
            exact &= worker.prefixer.exact();
            reserved += worker.held;
            worker.held = 0;
        }
        List<List<Integer>> runs = new ArrayList<>();
        workers.forEach(worker -> runs.addAll(worker.runs));
        while (runs.size() > FAN_IN) {
            for (int i = 0; i < runs.size(); i++) {
                int end = Math.min(i + FAN_IN, runs.size());
                List<List<Integer>> some = runs.subList(i, end);
                List<Integer> merged = write(new RunMerge(cursors(some), order, exact, keyRows.shapes()));
                some.clear();
                runs.add(i, merged);
            }
        }
        List<RunCursor> cursors = new ArrayList<>(cursors(runs));
        for (RowWorker worker : workers) {
            if (worker.index.rows() > 0) {
                cursors.add(new RunCursor.InHeap(worker.index));
            }
        }
        return new Sorted(new RunMerge(cursors, order, exact, keyRows.shapes()));
    }

    private List<RunCursor> cursors(List<List<Integer>> runs) {
        List<RunCursor> cursors = new ArrayList<>();
        for (List<Integer> run : runs) {
            cursors.add(new RunCursor.OnDisk(file, run, keyRows));
        }
        return cursors;
    }

    /** Sorted rows, stretch by stretch. */
    final class Sorted {
        private final RunMerge merge;
        private final int limit = blockRows(OUT_BLOCK_BYTES);

        Sorted(RunMerge merge) {
            this.merge = merge;
        }

        RunMerge.@Nullable Stretch next() {
            return merge.next(limit);
        }
    }

    @Override
    public void close() {
        synchronized (workers) {
            for (RowWorker worker : workers) {
                space.budget().release(worker.held);
                worker.held = 0;
                worker.index.clear();
            }
            space.budget().release(reserved);
            reserved = 0;
            file.close();
        }
    }
}
