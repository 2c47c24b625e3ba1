package dev.weir.validate;

import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;

/**
 * Reports rows with a missing cell in a part of the primary key: one {@code primary-key} error a row. Parts that are
 * required by a constraint are left out, their error is the constraint's.
 */
final class PrimaryKeyNulls {
    private final int[] parts;
    private final int[] optional;
    private final List<String> names;

    /**
     * @param parts the key's fields
     * @param optional those of them that no constraint requires
     */
    PrimaryKeyNulls(int[] parts, int[] optional, List<String> names) {
        this.parts = parts;
        this.optional = optional;
        this.names = names;
    }

    void check(Batch batch, CellErrors sink) {
        boolean any = false;
        for (int part : optional) {
            any |= batch.column(part).states != null;
        }
        if (!any) {
            return;
        }
        for (int row = 0; row < batch.rows(); row++) {
            for (int i = 0; i < optional.length; i++) {
                if (isMissing(batch.column(optional[i]), row)) {
                    sink.add(ErrorCode.PRIMARY_KEY, row, CellErrors.WHOLE_ROW, note(batch, row, names.get(i)));
                    break;
                }
            }
        }
    }

    private String note(Batch batch, int row, String name) {
        for (int part : parts) {
            if (!isMissing(batch.column(part), row)) {
                return "the cell of the primary key's field \"" + name + "\" is \"None\"";
            }
        }
        return "cells composing the primary keys are all \"None\"";
    }

    private static boolean isMissing(Column column, int row) {
        byte[] states = column.states;
        return states != null && states[row] == Column.NULL;
    }
}
