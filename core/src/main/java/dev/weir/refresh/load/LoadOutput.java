package dev.weir.refresh.load;

import dev.weir.delta.RefusedException;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/** Takes rows that a step makes; one in error refuses the load. */
interface LoadOutput extends Output {
    @Override
    default void error(Batch batch, int row, ErrorCode code, String field, String note) {
        throw new RefusedException("rows in error: " + note);
    }
}
