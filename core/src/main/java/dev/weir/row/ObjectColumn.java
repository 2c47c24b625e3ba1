package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells of the rare types as objects: object, array and geojson ({@code Json}), list ({@code List}), duration ({@link
 * CalendarDuration}), geopoint ({@link Geopoint}).
 */
public final class ObjectColumn extends Column {
    public @Nullable Object[] values;

    public ObjectColumn(FieldType type, @Nullable Object[] values) {
        super(type);
        this.values = values;
    }

    @Override
    public @Nullable Object value(int row) {
        return isNull(row) ? null : values[row];
    }

    /** By value for durations; lists item by item; geopoints by longitude, then latitude; else by their text. */
    @Override
    public int compare(int row, Column other, int otherRow) {
        return compare(values[row], ((ObjectColumn) other).values[otherRow]);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        if (a instanceof List<?> list && b instanceof List<?> others) {
            for (int i = 0; i < Math.min(list.size(), others.size()); i++) {
                int order = compare(list.get(i), others.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(list.size(), others.size());
        }
        if (a instanceof Comparable comparable && a.getClass() == b.getClass()) {
            return comparable.compareTo(b);
        }
        return a.equals(b) ? 0 : a.toString().compareTo(b.toString());
    }

    @Override
    public long hash(int row, long seed) {
        Object value = values[row];
        return mix((value == null ? 0 : value.hashCode()) * 0x9e3779b97f4a7c15L ^ seed);
    }

    @Override
    ObjectColumn gather(Selection selection) {
        ObjectColumn column = new ObjectColumn(type, selection.of(values));
        gatherInto(column, selection);
        return column;
    }

    @Override
    ObjectColumn shallowCopy() {
        ObjectColumn copy = new ObjectColumn(type, values);
        copy.states = states;
        return copy;
    }
}
