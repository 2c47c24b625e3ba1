package dev.weir.parse;

import dev.weir.row.Column;
import dev.weir.row.Slices;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records without any text in a table that may have more columns than the schema has fields: a row whose
 * fields are all missing is not blank there when a column that belongs to no field has text.
 *
 * <p>The cells of a blank record are marked as absent ({@link Column#ABSENT}), by which who judges rows knows it.
 */
public final class BlankRecords {
    private BlankRecords() {}

    /**
     * @param typed the cells of the block's rows, field by field
     * @param fieldOf the field of each column, -1 for none
     */
    public static void mark(Block block, Column[] typed, int[] fieldOf) {
        BitSet blank = new BitSet();
        blank.set(0, block.rows());
        for (int column = 0; column < fieldOf.length && !blank.isEmpty(); column++) {
            if (fieldOf[column] >= 0) {
                keepMissing(typed[fieldOf[column]].states, blank);
            }
        }
        for (int column = 0; column < fieldOf.length && !blank.isEmpty(); column++) {
            if (fieldOf[column] < 0) {
                keepEmpty(block.content(column, block.raw(column)), blank);
            }
        }
        for (Block.Ragged row : block.ragged()) {
            if (row.cells() > fieldOf.length) {
                blank.clear(row.row());
            }
        }
        if (blank.isEmpty()) {
            return;
        }
        for (Column column : typed) {
            byte[] states = column.states == null ? new byte[block.rows()] : column.states;
            blank.stream().forEach(row -> states[row] = Column.ABSENT);
            column.states = states;
        }
    }

    private static void keepMissing(byte @Nullable [] states, BitSet rows) {
        if (states == null) {
            rows.clear();
            return;
        }
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (states[row] == Column.VALUE || states[row] == Column.BAD) {
                rows.clear(row);
            }
        }
    }

    private static void keepEmpty(Slices content, BitSet rows) {
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (content.length(row) > 0) {
                rows.clear(row);
            }
        }
    }
}
