package dev.weir.operate;

import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/** Takes rows that an operator cannot process, such as one whose key cannot be computed. Safe for several threads. */
@FunctionalInterface
public interface RowErrors {
    /**
     * @param row the row's 0-based index in {@code batch}
     * @param field the field's name, or {@code ""}
     * @param note what is wrong, in words
     * @return whether the row goes on, with the cell missing
     */
    boolean error(Batch batch, int row, ErrorCode code, String field, String note);
}
