package dev.weir.store;

import dev.weir.store.SpillFile.Extents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Pairs of labels in runs that are sorted by the first of the pair, merged at the end. Past the budget a run goes to a
 * temporary file. Several threads may fill a run each; one merges.
 */
public final class LabelPairs implements AutoCloseable {
    private static final int FLOOR = 256;
    private static final int BLOCK = 1 << 13;

    private final MemoryBudget budget;
    private final SpillFile file;
    private final List<Run> runs = new ArrayList<>();

    public LabelPairs(MemoryBudget budget, SpillFolder spills) {
        this.budget = budget;
        this.file = new SpillFile(spills);
    }

    /** A new run, for one thread. */
    public synchronized Run newRun() {
        Run run = new Run();
        runs.add(run);
        return run;
    }

    /** How many pairs there are. */
    public long size() {
        long size = 0;
        for (Run run : runs) {
            size += run.size;
        }
        return size;
    }

    /** Gives all pairs in the order of their first label. */
    public void merge(Pairs sink) {
        PriorityQueue<Reader> heads = new PriorityQueue<>();
        for (Run run : runs) {
            Reader reader = new Reader(run);
            if (reader.next()) {
                heads.add(reader);
            }
        }
        while (!heads.isEmpty()) {
            Reader head = heads.remove();
            long limit = heads.isEmpty() ? Long.MAX_VALUE : heads.peek().label;
            boolean more;
            do {
                sink.accept(head.label, head.other);
                more = head.next();
            } while (more && head.label <= limit);
            if (more) {
                heads.add(head);
            }
        }
    }

    @Override
    public void close() {
        for (Run run : runs) {
            budget.release(run.reserved);
            run.reserved = 0;
            run.longs = new long[0];
        }
        runs.clear();
        file.close();
    }

    private synchronized void spill(Run run) {
        run.spilled.add(file.length(), run.used);
        file.append(run.longs, 0, run.used);
        file.flush();
        run.used = 0;
    }

    /** Takes pairs of labels. */
    @FunctionalInterface
    public interface Pairs {
        void accept(long label, long other);
    }

    /** Pairs added in the order of their first label. */
    public final class Run {
        private final Extents spilled = new Extents();
        private long[] longs = new long[0];
        private int used;
        private long size;
        private long reserved;

        public void add(long label, long other) {
            if (used == longs.length) {
                more();
            }
            longs[used++] = label;
            longs[used++] = other;
            size++;
        }

        /** Forgets what was added. */
        void clear() {
            used = 0;
            size = 0;
            spilled.clear();
        }

        private void more() {
            if (longs.length < FLOOR) {
                longs = Arrays.copyOf(longs, FLOOR);
                return;
            }
            long added = 8L * longs.length;
            if (longs.length <= 1 << 28 && budget.tryReserve(added)) {
                reserved += added;
                longs = Arrays.copyOf(longs, 2 * longs.length);
            } else {
                spill(this);
            }
        }
    }

    private final class Reader implements Comparable<Reader> {
        private final Run run;
        private long[] block = new long[0];
        private int at;
        private int filled;
        private int extent;
        private int done;
        private long label;
        private long other;

        Reader(Run run) {
            this.run = run;
        }

        boolean next() {
            if (at == filled && !fill()) {
                return false;
            }
            label = block[at++];
            other = block[at++];
            return true;
        }

        private boolean fill() {
            at = 0;
            if (extent < run.spilled.size()) {
                int count = Math.min(BLOCK, run.spilled.count(extent) - done);
                block = block.length < count ? new long[BLOCK] : block;
                file.read(run.spilled.place(extent) + done, block, count);
                filled = count;
                done += count;
                if (done == run.spilled.count(extent)) {
                    extent++;
                    done = 0;
                }
                return true;
            }
            if (extent == run.spilled.size() && run.used > 0) {
                extent++;
                block = run.longs;
                filled = run.used;
                return true;
            }
            filled = 0;
            return false;
        }

        @Override
        public int compareTo(Reader that) {
            return Long.compare(label, that.label);
        }
    }
}
