package dev.weir.validate;

import dev.weir.report.ErrorCode;
import dev.weir.row.Column;

/**
 * One rule that every cell of one field keeps. Cells without a value keep all rules.
 *
 * <p>A check is a loop over the column, not a call a cell: on a batch that is right it costs about a nanosecond a cell.
 * Immutable, but for those that say otherwise in {@link #forWorker}.
 */
abstract class CellCheck {
    final int field;
    final String note;

    /** @param field the field's 0-based index in the schema */
    CellCheck(int field, String note) {
        this.field = field;
        this.note = note;
    }

    abstract void check(Column column, int rows, CellErrors sink);

    /** The check for one thread: itself, or a copy where it has state. */
    CellCheck forWorker() {
        return this;
    }

    /** Reports a cell that a loop found wrong: loops look at values only, what a null stands on may be anything. */
    final void fail(Column column, int row, CellErrors sink) {
        if (!column.isNull(row)) {
            sink.add(ErrorCode.CONSTRAINT_ERROR, row, field, note);
        }
    }
}
