package dev.weir.checklist;

import dev.weir.row.Batch;

/** A check at work on one table: it sees the rows in order, of one thread. */
public abstract class TableCheck {
    /** Takes what a check finds. Rows are those of the batch at hand, from 0; fields are from 0. */
    public interface Found {
        void cell(int row, int field, String note);

        void row(int row, String note);

        void table(String note);
    }

    /** How often it has to see all rows: 1 or 2. */
    public int passes() {
        return 1;
    }

    /** @param pass from 0 */
    public abstract void rows(int pass, Batch batch, Found found);

    /**
     * Behind the last row of a pass.
     *
     * @param rows how many there were
     */
    public void end(int pass, long rows, Found found) {}
}
