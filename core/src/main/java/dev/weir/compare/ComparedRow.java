package dev.weir.compare;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import org.jspecify.annotations.Nullable;

/**
 * A row of one of two tables.
 *
 * @param batch of the fields that are compared
 * @param row in the batch, from 0
 * @param number of the row in its table, from 1: data rows alone are counted
 */
public record ComparedRow(Batch batch, int row, long number) {

    /** The value of a cell, of the class that its type has; null where there is none or it cannot be read. */
    public @Nullable Object value(int field) {
        return batch.column(field).value(row);
    }

    /** Whether a cell has the same value as that of another row: typed, or the same text where neither can be read. */
    public boolean hasSameValue(int field, ComparedRow other) {
        Column mine = batch.column(field);
        Column theirs = other.batch.column(field);
        if (mine.isBad(row) || theirs.isBad(other.row)) {
            return mine.isBad(row) && theirs.isBad(other.row) && hasSameText(field, other);
        }
        boolean isNull = mine.isNull(row);
        if (isNull || theirs.isNull(other.row)) {
            return isNull && theirs.isNull(other.row);
        }
        return mine.type == theirs.type
                ? mine.compare(row, theirs, other.row) == 0
                : SameValue.of(mine.value(row), theirs.value(other.row));
    }

    /** Whether a cell has the same bytes, quotes too. */
    public boolean hasSameText(int field, ComparedRow other) {
        return CellBytes.same(batch.column(field), row, other.batch.column(field), other.row);
    }
}
