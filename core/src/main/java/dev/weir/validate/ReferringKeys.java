package dev.weir.validate;

import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.store.DenseLongs;
import dev.weir.store.HashLog;
import dev.weir.store.KeyHash;
import dev.weir.store.LabelPairs;
import dev.weir.store.MemoryBudget;
import dev.weir.store.MissingKeys;
import dev.weir.store.SpillFolder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One foreign key: rows of a table that name rows of another or of their own. A key with a part that has no value names
 * nothing and is right.
 *
 * <p>Where the other table was read before and its keys are in memory the workers ask them at once. Else the keys are
 * remembered, and compared partition by partition when both tables were read.
 */
final class ReferringKeys extends KeyUse {
    private final int table;
    private final ForeignKey key;
    private final int[] fields;
    private final Schema schema;
    private final ReferencedKeys referenced;
    private final boolean waits;
    private final long seed;
    private final MemoryBudget budget;
    private final SpillFolder spills;
    private @Nullable HashLog log;

    ReferringKeys(
            int table,
            Schema schema,
            ForeignKey key,
            int[] fields,
            ReferencedKeys referenced,
            boolean waits,
            long seed,
            MemoryBudget budget,
            SpillFolder spills) {
        this.table = table;
        this.schema = schema;
        this.key = key;
        this.fields = fields;
        this.referenced = referenced;
        this.waits = waits;
        this.seed = seed;
        this.budget = budget;
        this.spills = spills;
    }

    @Override
    Part newPart() {
        return new Block();
    }

    /** Gives the rows that were remembered and name nothing, in label order. All tables were read. */
    void finish(ReferenceErrors errors) {
        HashLog log = this.log;
        if (log != null && !referenced.isUnknown()) {
            try (LabelPairs unmatched = new LabelPairs(budget, spills)) {
                MissingKeys.find(log, referenced.asLog(), budget, unmatched);
                unmatched.merge((label, none) -> errors.unmatched(table, key, label));
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
    }

    /** What the report says of a foreign key with these cells. */
    static String note(ForeignKey key, List<String> cells) {
        if (cells.isEmpty()) {
            return "for \"" + String.join(", ", key.fields()) + "\": not found in the lookup table \"" + key.resource()
                    + "\" as \"" + String.join(", ", key.referenceFields()) + '"';
        }
        return "for \"" + String.join(", ", key.fields()) + "\": values \"" + String.join(", ", cells)
                + "\" not found in the lookup table \"" + key.resource() + "\" as \""
                + String.join(", ", key.referenceFields()) + '"';
    }

    private final class Block implements Part {
        private final KeyHash hash = new KeyHash(schema, fields, referenced.numeric, seed);
        private int count;

        @Override
        public void read(Batch batch, CellErrors errors) {
            count = 0;
            if (waits || !referenced.isReady()) {
                count = hash.hash(batch);
                return;
            }
            if (referenced.isUnknown()) {
                return;
            }
            DenseLongs dense = referenced.dense();
            if (dense != null) {
                ask(dense, batch, errors);
                return;
            }
            int keys = hash.hash(batch);
            int row = -1;
            for (int i = 0; i < keys; i++) {
                if (!referenced.contains(hash.high[i], hash.low[i])) {
                    row = rowOf(batch, hash.labels[i], row + 1);
                    report(batch, row, errors);
                }
            }
        }

        private void ask(DenseLongs dense, Batch batch, CellErrors errors) {
            LongColumn column = (LongColumn) batch.column(fields[0]);
            long[] values = column.values;
            for (int row = 0; row < batch.rows(); row++) {
                if (!dense.contains(values[row]) || column.wide(row) != null) {
                    if (!column.isNull(row)) {
                        report(batch, row, errors);
                    }
                }
            }
        }

        private int rowOf(Batch batch, long label, int from) {
            int row = from;
            while (batch.label(row) != label) {
                row++;
            }
            return row;
        }

        private void report(Batch batch, int row, CellErrors errors) {
            List<String> cells = new ArrayList<>();
            for (int field : fields) {
                cells.add(text(batch.column(field), row));
            }
            errors.add(ErrorCode.FOREIGN_KEY, row, CellErrors.WHOLE_ROW, note(key, cells));
        }

        private String text(Column column, int row) {
            Object value = column.value(row);
            return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        }

        @Override
        public void add() {
            if (count == 0) {
                return;
            }
            if (log == null) {
                log = new HashLog(budget, spills);
            }
            log.add(hash, count);
        }
    }
}
