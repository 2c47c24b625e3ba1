package dev.weir.validate;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.LongColumn;
import dev.weir.store.DenseLongs;
import dev.weir.store.HashLog;
import dev.weir.store.HashSet128;
import dev.weir.store.KeyHash;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a table that foreign keys name: bits while they are integers close together, else a set of 128-bit hashes,
 * past the budget a log of them. Rows with a part that has no value are named by nobody.
 */
final class ReferencedKeys extends KeyUse {
    final int table;
    final int[] fields;
    final boolean[] numeric;
    private final Schema schema;
    private final long seed;
    private final MemoryBudget budget;
    private final SpillFolder spills;
    private final boolean narrow;
    private final KeyHash one;
    private volatile @Nullable DenseLongs dense;
    private @Nullable HashSet128 set;
    private @Nullable HashLog log;
    private volatile boolean complete;
    private volatile boolean unknown;

    /** @param narrow whether all that is asked for are values of the same type of {@code long}s */
    ReferencedKeys(
            int table,
            Schema schema,
            int[] fields,
            boolean[] numeric,
            boolean narrow,
            long seed,
            MemoryBudget budget,
            SpillFolder spills) {
        this.table = table;
        this.schema = schema;
        this.fields = fields;
        this.numeric = numeric;
        this.seed = seed;
        this.budget = budget;
        this.spills = spills;
        this.narrow = narrow;
        this.one = new KeyHash(schema, fields, numeric, seed);
        this.dense = narrow ? new DenseLongs(budget) : null;
    }

    static boolean isLongs(Schema schema, int field) {
        return ColumnBuilder.of(schema.field(field)).build() instanceof LongColumn;
    }

    /** Whether this holds the keys that a foreign key with these parts asks for. */
    boolean serves(int table, int[] fields, boolean[] numeric, boolean narrow) {
        return this.table == table
                && Arrays.equals(this.fields, fields)
                && Arrays.equals(this.numeric, numeric)
                && this.narrow == narrow;
    }

    @Override
    Part newPart() {
        return new Block();
    }

    /** All rows were seen. */
    void complete() {
        complete = true;
    }

    /** The table cannot be read: nobody's foreign key can be judged by it. */
    void giveUp() {
        unknown = true;
        complete = true;
    }

    boolean isUnknown() {
        return unknown;
    }

    /** Whether {@link #dense}, or else {@link #set}, now answers for every key. */
    boolean isReady() {
        return complete && log == null;
    }

    /** The keys as values; null where they are kept as hashes. */
    @Nullable
    DenseLongs dense() {
        return dense;
    }

    boolean contains(long high, long low) {
        HashSet128 set = this.set;
        return set != null && set.contains(high, low);
    }

    private void addHash(long high, long low) {
        HashLog log = this.log;
        if (log == null) {
            HashSet128 set = this.set;
            if (set == null) {
                set = new HashSet128(budget);
                this.set = set;
            }
            if (set.add(high, low)) {
                return;
            }
            log = leaveSet(set);
        }
        log.add(high, low, 0);
    }

    private HashLog leaveSet(@Nullable HashSet128 set) {
        HashLog log = new HashLog(budget, spills);
        this.log = log;
        if (set != null) {
            set.copyTo(log);
            set.close();
            this.set = null;
        }
        return log;
    }

    /** Turns bits into hashes. */
    private void leaveDense(DenseLongs dense) {
        dense.forEach(this::addValue);
        dense.close();
        this.dense = null;
    }

    private void addValue(long value) {
        one.hashLong(value);
        addHash(one.high[0], one.low[0]);
    }

    /** All keys as a log of hashes; nobody asks for single keys any more. */
    HashLog asLog() {
        DenseLongs dense = this.dense;
        if (dense != null) {
            leaveDense(dense);
        }
        HashLog log = this.log;
        return log == null ? leaveSet(set) : log;
    }

    @Override
    void close() {
        DenseLongs dense = this.dense;
        if (dense != null) {
            dense.close();
        }
        if (set != null) {
            set.close();
        }
        if (log != null) {
            log.close();
        }
    }

    private final class Block implements Part {
        private long[] values = new long[0];
        private boolean asValues;
        private final KeyHash hash = new KeyHash(schema, fields, numeric, seed);
        private int count;

        @Override
        public void read(Batch batch, CellErrors errors) {
            asValues = dense != null && ((LongColumn) batch.column(fields[0])).wide == null;
            if (!asValues) {
                count = hash.hash(batch);
                return;
            }
            int rows = batch.rows();
            LongColumn column = (LongColumn) batch.column(fields[0]);
            if (values.length < rows) {
                values = new long[rows];
            }
            count = 0;
            for (int row = 0; row < rows; row++) {
                values[count] = column.values[row];
                count += column.isNull(row) ? 0 : 1;
            }
        }

        @Override
        public void add() {
            DenseLongs dense = ReferencedKeys.this.dense;
            if (asValues) {
                for (int i = 0; i < count; i++) {
                    if (dense == null) {
                        addValue(values[i]);
                    } else if (!dense.add(values[i])) {
                        leaveDense(dense);
                        dense = null;
                        addValue(values[i]);
                    }
                }
                return;
            }
            if (dense != null && count > 0) {
                leaveDense(dense);
            }
            for (int i = 0; i < count; i++) {
                addHash(hash.high[i], hash.low[i]);
            }
        }
    }
}
