package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import java.util.Arrays;
import java.util.List;

/** A type whose values stand in a {@link LongColumn}. */
abstract class LongType extends CellType {

    LongType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    public final LongColumn allocate(int capacity) {
        return new LongColumn(type, new long[capacity]);
    }

    /** The column, emptied and with room for {@code rows} cells. */
    static LongColumn prepare(Column target, int rows) {
        LongColumn column = (LongColumn) target;
        if (column.values.length < rows) {
            column.values = new long[Math.max(rows, column.values.length + (column.values.length >> 1))];
        }
        column.states = null;
        column.wide = null;
        column.raw = null;
        return column;
    }

    /** Casts every cell the exact way; types with a fast way override it. */
    @Override
    public void cast(Slices content, int rows, Column target) {
        LongColumn column = prepare(target, rows);
        for (int row = 0; row < rows; row++) {
            castSlowly(content.bytes, content.start(row), content.end(row), column, row);
        }
    }

    /** Casts one cell the exact way and sets its value or state. */
    final void castSlowly(byte[] bytes, int start, int end, LongColumn column, int row) {
        if (missing.matches(bytes, start, end)) {
            column.values[row] = 0;
            mark(column, row, Column.NULL, column.values.length);
        } else if (!castCell(bytes, start, end, column, row)) {
            column.values[row] = 0;
            mark(column, row, Column.BAD, column.values.length);
        }
    }

    /** Sets the value of a cell that is not missing; false where the text is not of the type. */
    abstract boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row);

    /** Sets a value that does not fit a {@code long}, and the nearest one that does. */
    static void putWide(LongColumn column, int row, long nearest, Object exact) {
        Object[] wide = column.wide;
        if (wide == null) {
            wide = new Object[column.values.length];
        } else if (wide.length <= row) {
            wide = Arrays.copyOf(wide, column.values.length);
        }
        column.wide = wide;
        column.values[row] = nearest;
        wide[row] = exact;
    }
}
