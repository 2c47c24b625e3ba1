package dev.weir.processors.schema;

import dev.weir.expression.Evaluator;
import dev.weir.process.OnError;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/** Reports rows whose cells could not be computed, and takes them out where they may not go on. */
public final class RowFaults {
    private RowFaults() {}

    /**
     * Reports what the evaluator's last call could not compute.
     *
     * @param field the field that was computed, or {@code ""}
     * @return how many rows that are
     */
    public static int report(Evaluator evaluator, Batch batch, String field, Output output) {
        int[] bad = new int[batch.rows()];
        int count = evaluator.bad(bad);
        for (int i = 0; i < count; i++) {
            output.error(batch, bad[i], ErrorCode.TYPE_ERROR, field, evaluator.note(bad[i]));
        }
        return count;
    }

    /** Emits the rows of {@code made} that are not faulty; all of them where the step keeps faulty rows. */
    public static void emit(Batch made, boolean[] faulty, OnError onError, Output output) {
        int[] rows = new int[made.rows()];
        int count = 0;
        for (int i = 0; i < made.rows(); i++) {
            if (!faulty[i] || onError == OnError.KEEP) {
                rows[count++] = i;
            }
        }
        if (count > 0) {
            output.emit(count == made.rows() ? made : made.gather(rows, count));
        }
    }
}
