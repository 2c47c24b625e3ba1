package dev.weir.validate;

import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import java.util.BitSet;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Says of the rows of batches what is wrong with each by itself, in the order in which it is told: a row without a value
 * in any cell is blank, and nothing else is said of it. Where the data may have more columns than there are fields a row
 * is blank that has no cell at all. One thread.
 */
public final class RowJudge implements CellErrors {
    private static final Comparator<Faults.Fault> ORDER =
            Comparator.comparingInt(Faults.Fault::row).thenComparingInt(RowJudge::place);

    private final RowChecker checker;
    private final boolean[] present;
    private final BitSet blank = new BitSet();
    private Faults faults = new Faults();

    /** @param present which fields the data has: others are not spoken of */
    public RowJudge(RowChecks checks, boolean[] present) {
        this.checker = checks.newChecker();
        this.present = present.clone();
    }

    /** Adds what is wrong with the rows of a batch to what their reader found; more may be added until they are put in order. */
    public void judge(Batch batch, Faults to) {
        faults = to;
        blank.clear();
        findBlank(batch);
        checker.check(batch, this);
    }

    /** Adds the cells that a row which was read did not have; its reader told of them at the time. */
    public void judgeAsRead(Batch batch, Faults to) {
        for (int field = 0; field < present.length; field++) {
            byte @Nullable [] states = batch.column(field).states;
            for (int row = 0; present[field] && states != null && row < batch.rows(); row++) {
                if (states[row] == Column.ABSENT) {
                    to.add(new Faults.Fault(ErrorCode.MISSING_CELL, row, field, field + 1, "the row is too short"));
                }
            }
        }
        judge(batch, to);
    }

    /** Puts all that was found in order: row by row, the row as a whole first, then field by field. */
    public void inOrder() {
        faults.list().removeIf(fault -> fault.code() != ErrorCode.BLANK_ROW && blank.get(fault.row()));
        faults.list().sort(ORDER);
    }

    private static int place(Faults.Fault fault) {
        return fault.field() < 0 ? fault.column() : fault.field() + 1;
    }

    private void findBlank(Batch batch) {
        int first = 0;
        while (first < present.length && !present[first]) {
            first++;
        }
        if (first == present.length || batch.column(first).states == null) {
            return;
        }
        BitSet unread = unread();
        for (int row = 0; row < batch.rows(); row++) {
            if (!unread.get(row) && isBlank(batch, row)) {
                blank.set(row);
                faults.add(new Faults.Fault(ErrorCode.BLANK_ROW, row, WHOLE_ROW, 0, "the row is blank"));
            }
        }
    }

    /** Rows of which their reader said that they could not be read: they have no cells, but are not blank. */
    private BitSet unread() {
        BitSet rows = new BitSet();
        for (Faults.Fault fault : faults.list()) {
            if (fault.code() == ErrorCode.SOURCE_ERROR && fault.column() == 0) {
                rows.set(fault.row());
            }
        }
        return rows;
    }

    private static boolean isBlank(Batch batch, int row) {
        boolean hasMore = batch.schema().fieldsMatch().allowsMore();
        for (Column column : batch.columns()) {
            byte @Nullable [] states = column.states;
            if (states == null || states[row] != Column.ABSENT && (hasMore || states[row] != Column.NULL)) {
                return false;
            }
        }
        if (hasMore || batch.columns().size() > 1) {
            return true;
        }
        RawText raw = batch.column(0).raw;
        return raw == null || !raw.has(row) || raw.slices().length(row) == 0;
    }

    @Override
    public void add(ErrorCode code, int row, int field, String note) {
        if (field < 0 || present[field]) {
            faults.add(new Faults.Fault(code, row, field, field < 0 ? 0 : field + 1, note));
        }
    }
}
