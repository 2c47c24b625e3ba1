package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Kernel;
import dev.weir.expression.kernel.Predicate;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import org.jspecify.annotations.Nullable;

/** Runs a tree of kernels. */
final class KernelEvaluator implements Evaluator {
    private final Kernel kernel;
    private final @Nullable Predicate predicate;
    private @Nullable Column column;
    private byte[] truth = new byte[0];
    private int rows;

    KernelEvaluator(Kernel kernel) {
        this.predicate = kernel.type == FieldType.BOOLEAN ? Predicate.of(kernel) : null;
        this.kernel = predicate == null ? kernel : predicate;
    }

    @Override
    public Column evaluate(Batch batch) {
        rows = batch.rows();
        Column result = kernel.evaluate(batch);
        column = result;
        return result;
    }

    @Override
    public int select(Batch batch, int[] rowsOut) {
        Predicate predicate = this.predicate;
        if (predicate == null) {
            throw new IllegalStateException("only a boolean expression selects rows, not one of " + kernel.type.text());
        }
        rows = batch.rows();
        column = null;
        int count = predicate.select(batch, rowsOut);
        truth = predicate.truth();
        return count;
    }

    @Override
    public int bad(int[] rowsOut) {
        Column column = this.column;
        int count = 0;
        if (column != null && column.states == null) {
            return 0;
        }
        for (int i = 0; i < rows; i++) {
            if (column == null ? truth[i] == Predicate.BAD : column.isBad(i)) {
                rowsOut[count++] = i;
            }
        }
        return count;
    }

    @Override
    public String note(int row) {
        return kernel.note(row);
    }
}
