package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type whose values are objects in an {@link ObjectColumn}: the rare types. */
abstract class ObjectType extends CellType {

    ObjectType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    public final ObjectColumn allocate(int capacity) {
        return new ObjectColumn(type, new Object[capacity]);
    }

    @Override
    public final void cast(Slices content, int rows, Column target) {
        ObjectColumn column = (ObjectColumn) target;
        column.values = new Object[Math.max(rows, column.values.length)];
        column.states = null;
        column.raw = null;
        byte[] bytes = content.bytes;
        for (int row = 0; row < rows; row++) {
            int start = content.start(row);
            int end = content.end(row);
            if (missing.matches(bytes, start, end)) {
                mark(column, row, Column.NULL, column.values.length);
            } else {
                Object value = castCell(bytes, start, end);
                column.values[row] = value;
                if (value == null) {
                    mark(column, row, Column.BAD, column.values.length);
                }
            }
        }
    }

    /** The value of a cell that is not missing, or null where the text is not of the type. */
    abstract @Nullable Object castCell(byte[] bytes, int start, int end);

    @Override
    public final void format(Column column, int row, TextBuffer out) {
        Object value = ((ObjectColumn) column).values[row];
        if (value != null) {
            format(value, out);
        }
    }

    abstract void format(Object value, TextBuffer out);
}
