package dev.weir.validate;

import dev.weir.report.ErrorCode;

/** Takes the errors of the rows of one batch, in no order. One thread. */
@FunctionalInterface
public interface CellErrors {
    /** What stands for the field in an error of the row as a whole. */
    int WHOLE_ROW = -1;

    /**
     * @param row the row's 0-based index in the batch
     * @param field the field's 0-based index in the schema, or {@link #WHOLE_ROW}
     * @param note the rule that was broken, in words
     */
    void add(ErrorCode code, int row, int field, String note);
}
