package dev.weir.validate;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.LongColumn;
import dev.weir.row.Row;
import dev.weir.store.FirstLabels;
import dev.weir.store.HashLog;
import dev.weir.store.IncreasingLongs;
import dev.weir.store.KeyHash;
import dev.weir.store.LabelPairs;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that repeat one key. Rows with a part that has no value have no key.
 *
 * <p>A key of one field of {@code long}s that only increases is remembered as such, in nearly no memory. At the first
 * row that breaks the increase it becomes, with all others from the start, a log of 128-bit hashes, spilled past the
 * budget, in which equal hashes are found at the end. They are confirmed on the rows, up to {@link #CONFIRMED} pairs;
 * beyond that a report lists nothing and equal hashes are taken as equal keys.
 */
final class DuplicateKeys extends KeyUse {
    /** How many pairs of rows are read again to see whether their keys are equal and not only their hashes. */
    static final int CONFIRMED = 1 << 16;

    private static final int PAIRS_AT_ONCE = 1 << 12;
    private static final int MOST_RUNS = 64;

    private final TableKey key;
    private final int[] fields;
    private final Schema schema;
    private final long seed;
    private final MemoryBudget budget;
    private final SpillFolder spills;
    private final boolean narrow;
    private final KeyHash one;
    private @Nullable IncreasingLongs increasing;
    private @Nullable HashLog log;
    private volatile boolean hashed;
    private boolean exact;

    DuplicateKeys(TableKey key, Schema schema, long seed, MemoryBudget budget, SpillFolder spills) {
        this.key = key;
        this.fields = key.indexes(schema);
        this.schema = schema;
        this.seed = seed;
        this.budget = budget;
        this.spills = spills;
        this.narrow =
                fields.length == 1 && ColumnBuilder.of(schema.field(fields[0])).build() instanceof LongColumn;
        this.one = newHash();
        this.exact = narrow;
        this.hashed = !narrow;
    }

    private KeyHash newHash() {
        return new KeyHash(schema, fields, new boolean[fields.length], seed);
    }

    @Override
    Part newPart() {
        return new Block();
    }

    private void addRun(IncreasingLongs.Block run) {
        if (!hashed) {
            if (increasing == null) {
                increasing = new IncreasingLongs(budget, spills);
            }
            if (increasing.add(run)) {
                return;
            }
        }
        HashLog log = hashLog();
        run.forEach((value, label) -> addHash(log, value, label));
    }

    private void addHash(HashLog log, long value, long label) {
        one.hashLong(value);
        log.add(one.high[0], one.low[0], label);
    }

    /** The log of hashes; made, with what was increasing so far, at the first call. */
    private HashLog hashLog() {
        HashLog log = this.log;
        if (log == null) {
            log = new HashLog(budget, spills);
            this.log = log;
            hashed = true;
            IncreasingLongs increasing = this.increasing;
            if (increasing != null) {
                HashLog target = log;
                increasing.forEach((value, label) -> addHash(target, value, label));
                increasing.close();
                this.increasing = null;
            }
        }
        return log;
    }

    /** Gives every row that repeats the key, in label order. */
    void finish(RowLookup lookup, KeyErrors errors) {
        HashLog log = this.log;
        if (log != null) {
            try (LabelPairs pairs = new LabelPairs(budget, spills)) {
                FirstLabels.find(log, budget, pairs);
                log.close();
                if (exact) {
                    pairs.merge((label, first) -> errors.duplicate(key, label, first));
                } else {
                    Confirmation confirmation = new Confirmation(lookup, errors);
                    pairs.merge(confirmation::add);
                    confirmation.flush();
                }
            }
        }
        close();
    }

    @Override
    void close() {
        if (log != null) {
            log.close();
            log = null;
        }
        if (increasing != null) {
            increasing.close();
            increasing = null;
        }
    }

    /** The keys of one block: runs of increasing values, or hashes. */
    private final class Block implements Part {
        private IncreasingLongs.Block[] runs = new IncreasingLongs.Block[0];
        private int runCount;
        private long[] labels = new long[0];
        private boolean runsHold;
        private boolean wide;
        private @Nullable KeyHash hash;
        private int count;

        @Override
        public void read(Batch batch, CellErrors errors) {
            count = 0;
            runCount = 0;
            wide = narrow && ((LongColumn) batch.column(fields[0])).wide != null;
            runsHold = !hashed && !wide && readRuns(batch);
            if (!runsHold) {
                if (hash == null) {
                    hash = newHash();
                }
                count = hash.hash(batch);
            }
        }

        /** Takes the rows as runs that have a value; false where one does not increase. */
        private boolean readRuns(Batch batch) {
            LongColumn column = (LongColumn) batch.column(fields[0]);
            byte[] states = column.states;
            int rows = batch.rows();
            boolean consecutive = rows == 0 || batch.label(rows - 1) - batch.label(0) == rows - 1;
            if (states == null && consecutive) {
                return rows == 0 || addRun(column.values, 0, rows, batch.label(0));
            }
            if (states == null) {
                return nextRun().set(column.values, 0, rows, labels(batch, rows));
            }
            for (int from = 0; from < rows; ) {
                if (states != null && states[from] != Column.VALUE) {
                    from++;
                    continue;
                }
                int to = from + 1;
                while (to < rows
                        && (states == null || states[to] == Column.VALUE)
                        && batch.label(to) == batch.label(to - 1) + 1) {
                    to++;
                }
                if (!addRun(column.values, from, to, batch.label(from))) {
                    return false;
                }
                from = to;
            }
            return true;
        }

        private boolean addRun(long[] values, int from, int to, long label) {
            if (runCount == MOST_RUNS) {
                return false;
            }
            return nextRun().set(values, from, to, label);
        }

        private IncreasingLongs.Block nextRun() {
            if (runCount == runs.length) {
                runs = Arrays.copyOf(runs, runCount + 1);
                runs[runCount] = new IncreasingLongs.Block();
            }
            return runs[runCount++];
        }

        private long[] labels(Batch batch, int rows) {
            if (labels.length < rows) {
                labels = new long[rows];
            }
            for (int row = 0; row < rows; row++) {
                labels[row] = batch.label(row);
            }
            return labels;
        }

        @Override
        public void add() {
            exact &= !wide;
            if (runsHold) {
                for (int i = 0; i < runCount; i++) {
                    DuplicateKeys.this.addRun(runs[i]);
                }
            } else if (hash != null && count > 0) {
                hashLog().add(hash, count);
            }
        }
    }

    /** Looks at the rows of pairs with equal hashes, some thousand pairs at a time. */
    private final class Confirmation {
        private final RowLookup lookup;
        private final KeyErrors errors;
        private final long[] later = new long[PAIRS_AT_ONCE];
        private final long[] firsts = new long[PAIRS_AT_ONCE];
        private int held;
        private long seen;

        Confirmation(RowLookup lookup, KeyErrors errors) {
            this.lookup = lookup;
            this.errors = errors;
        }

        void add(long label, long first) {
            if (seen++ >= CONFIRMED) {
                flush();
                errors.duplicate(key, label, first);
                return;
            }
            later[held] = label;
            firsts[held++] = first;
            if (held == PAIRS_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            if (held == 0) {
                return;
            }
            long[] labels = new long[2 * held];
            System.arraycopy(later, 0, labels, 0, held);
            System.arraycopy(firsts, 0, labels, held, held);
            labels = Arrays.stream(labels).sorted().distinct().toArray();
            Object[][] keys = new Object[labels.length][];
            lookup.read(labels, labels.length, (index, row) -> keys[index] = values(row));
            for (int i = 0; i < held; i++) {
                Object[] one = keys[Arrays.binarySearch(labels, later[i])];
                Object[] other = keys[Arrays.binarySearch(labels, firsts[i])];
                if (same(one, other)) {
                    errors.duplicate(key, later[i], firsts[i]);
                }
            }
            held = 0;
        }

        private @Nullable Object[] values(Row row) {
            Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] = row.value(fields[i]);
            }
            return values;
        }

        private boolean same(@Nullable Object @Nullable [] one, @Nullable Object @Nullable [] other) {
            if (one == null || other == null) {
                throw new IllegalStateException("a row of the table was not read again: the file has changed");
            }
            for (int i = 0; i < one.length; i++) {
                if (!CellValues.same(one[i], other[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
