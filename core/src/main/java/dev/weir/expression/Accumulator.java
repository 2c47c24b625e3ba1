package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.expression.aggregate.Totals;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one aggregate has seen of each group, groups numbered from 0: batches and the group of each row enter, one cell a
 * group leaves. One thread; accumulators of several threads are merged.
 *
 * <p>Laws: adding rows in any split, and merging, gives what adding all of them gives, labels being different; {@link
 * #state} then {@link #restore} gives the same accumulator; where {@link #invertible}, a row added with weight -1 takes
 * away what it added with weight 1. Memory grows with the groups, and with the different values of a group for DISTINCT,
 * MEDIAN, percentiles and LISTAGG: see {@link #heapBytes}.
 */
public final class Accumulator {
    private static final Column NO_COLUMN = new LongColumn(FieldType.INTEGER, new long[0]);
    private final Totals totals;
    private final @Nullable Evaluator argument;
    private final @Nullable Evaluator filter;
    private int[] kept = new int[0];
    private int[] selected = new int[0];
    private int[] badRows = new int[0];
    private int bad;
    private boolean badFilter;

    Accumulator(AggregateCall call) {
        this(call, Aggregates.totals(call));
    }

    Accumulator(AggregateCall call, Totals totals) {
        this.totals = totals;
        Bound argument = call.argument();
        Bound filter = call.filter();
        this.argument = argument == null ? null : argument.evaluator();
        this.filter = filter == null ? null : filter.evaluator();
    }

    /** Adds each row of a batch once. */
    public void accumulate(Batch batch, int[] groupOfRow, int groups) {
        accumulate(batch, groupOfRow, groups, null);
    }

    /**
     * Adds the rows of a batch of the schema that the call was bound to.
     *
     * @param groupOfRow the group of each row, negative for a row that is left out
     * @param groups one more than the greatest group there is so far
     * @param weights how often each row counts, null for once; negative only where {@link #invertible}
     */
    public void accumulate(Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        bad = 0;
        int[] of = filter == null ? groupOfRow : filtered(filter, batch, groupOfRow);
        Column column = NO_COLUMN;
        if (argument != null && bad == 0) {
            column = argument.evaluate(batch);
            if (column.states != null) {
                reserve(batch.rows());
                bad = argument.bad(badRows);
                badFilter = false;
            }
        } else if (argument != null) {
            column = argument.evaluate(batch);
        }
        totals.add(column, batch, of, groups, weights);
    }

    private void reserve(int rows) {
        if (badRows.length < rows) {
            badRows = new int[rows];
        }
    }

    private int[] filtered(Evaluator filter, Batch batch, int[] groupOfRow) {
        int rows = batch.rows();
        if (kept.length < rows) {
            kept = new int[rows];
            selected = new int[rows];
        }
        java.util.Arrays.fill(kept, 0, rows, -1);
        int count = filter.select(batch, selected);
        for (int i = 0; i < count; i++) {
            kept[selected[i]] = groupOfRow[selected[i]];
        }
        reserve(rows);
        bad = filter.bad(badRows);
        badFilter = true;
        return kept;
    }

    /** The rows of the last batch whose argument or filter failed, ascending, in {@code rowsOut}; they were left out. */
    public int bad(int[] rowsOut) {
        System.arraycopy(badRows, 0, rowsOut, 0, bad);
        return bad;
    }

    /** Why a row of the last batch is bad. */
    public String note(int row) {
        Evaluator evaluator = badFilter ? filter : argument;
        return evaluator == null ? "" : evaluator.note(row);
    }

    /** The aggregate of each group; its arrays may be longer. A sum past the limits is a bad cell. */
    public Column result(int groups) {
        return totals.result(groups);
    }

    /** Adds what another accumulator of the same call has seen: its group {@code g} to group {@code groupMap[g]}. */
    public void merge(Accumulator other, int[] groupMap, int groups) {
        totals.merge(other.totals, groupMap, groups);
    }

    /** The fields of the columns of {@link #state}: {@code s0}, {@code s1} … */
    public List<Field> stateFields() {
        List<Field> fields = new ArrayList<>();
        for (FieldType type : totals.stateTypes()) {
            fields.add(Field.of("s" + fields.size(), type));
        }
        return fields;
    }

    /** What was seen, as columns of one cell a group. */
    public List<Column> state(int groups) {
        return totals.state(groups);
    }

    /** Adds rows of {@link #state}, of this or another accumulator: row {@code i} to group {@code groupOfRow[i]}. */
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        totals.restore(state, rows, groupOfRow, groups);
    }

    /** What it holds where its values are kept elsewhere, else null. */
    public @Nullable IndexedTotals indexed() {
        return totals instanceof IndexedTotals indexed ? indexed : null;
    }

    /** Whether rows can be taken away. */
    public boolean invertible() {
        return totals.invertible();
    }

    /** Bytes of heap held, about. */
    public long heapBytes() {
        return totals.heapBytes();
    }
}
