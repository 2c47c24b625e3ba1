package dev.weir.validate;

import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** Holds the rows of batches against the checks of their schema. One thread. */
public final class RowChecker {
    private final CellCheck[] checks;
    private final @Nullable PrimaryKeyNulls primaryKey;

    RowChecker(CellCheck[] checks, @Nullable PrimaryKeyNulls primaryKey) {
        this.checks = checks;
        this.primaryKey = primaryKey;
    }

    /**
     * Reports every error of every row: {@code type-error} for a bad cell, and nothing else of it; one {@code
     * constraint-error} for each constraint that a cell breaks; one {@code primary-key} for a row with a missing part
     * of the key. Errors come field by field, in row order within one check.
     *
     * @param batch rows of the schema
     */
    public void check(Batch batch, CellErrors sink) {
        int rows = batch.rows();
        for (CellCheck check : checks) {
            check.check(batch.column(check.field), rows, sink);
        }
        if (primaryKey != null) {
            primaryKey.check(batch, sink);
        }
    }
}
