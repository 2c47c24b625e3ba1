package dev.weir.process;

import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/** Where a form's kernel puts what it makes of a batch. One thread. */
public interface Output {

    /** Rows for the next step; the batch is read before the call returns. */
    void emit(Batch batch);

    /**
     * Says that a row of the batch at hand cannot be processed; the step's {@link OnError} decides what becomes of it.
     *
     * @param row the row's index in the input batch, from 0
     * @param field the field's name, or {@code ""}
     * @param note what is wrong, in words
     */
    void error(Batch batch, int row, ErrorCode code, String field, String note);
}
