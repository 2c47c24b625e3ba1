package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.Arrays;
import java.util.List;

/**
 * MIN, MAX and COUNT(DISTINCT) of groups whose values are kept elsewhere, in order and counted: here are only those that
 * were fetched or changed, and how many others there are. What is kept of a group is the number of its different values.
 *
 * <p>The least, or greatest, is right where the least, or greatest, of what is kept elsewhere was fetched.
 */
public final class IndexedTotals extends Multiset {
    /** What is asked of the values. */
    public enum Kind {
        LEAST,
        GREATEST,
        COUNT
    }

    private final Kind kind;
    private long[] distinct = new long[0];

    public IndexedTotals(Kind kind, FieldType type) {
        super(type, false);
        this.kind = kind;
    }

    /** The type of the values. */
    public FieldType type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    void turned(int group, boolean came) {
        reserve(group + 1);
        distinct[group] += came ? 1 : -1;
    }

    private void reserve(int groups) {
        if (distinct.length < groups) {
            distinct = Arrays.copyOf(distinct, grown(groups));
        }
    }

    /** How many values were fetched or changed. */
    public int entries() {
        return entries;
    }

    /** The group of an entry. */
    public int group(int entry) {
        return groupOf[entry];
    }

    /** How often an entry's value is there; what was only changed has the change. */
    public long weight(int entry) {
        return weightOf[entry];
    }

    /** The values of the entries, a cell each; valid until the next change. */
    public Column values() {
        return values.column();
    }

    /** Takes in a value that is kept elsewhere; once for each. */
    public void fetch(int group, Column value, int row, long weight) {
        reserve(group + 1);
        distinct[group]--;
        add(group, value, row, 0, weight);
    }

    /** Takes in how many different values of a group are kept elsewhere. */
    public void count(int group, long values) {
        reserve(group + 1);
        distinct[group] += values;
    }

    @Override
    public Column result(int groups) {
        reserve(groups);
        if (kind == Kind.COUNT) {
            return new LongColumn(FieldType.INTEGER, Arrays.copyOf(distinct, Math.max(1, groups)));
        }
        Held best = new Held(type);
        best.reserve(Math.max(1, groups));
        Column column = values.column();
        for (int entry = 0; entry < entries; entry++) {
            int group = groupOf[entry];
            if (weightOf[entry] > 0 && (!best.isSet(group) || isBetter(best.compare(group, column, entry)))) {
                best.set(group, column, entry);
            }
        }
        return best.copy(groups);
    }

    /** @param order of the best so far to another value */
    private boolean isBetter(int order) {
        return kind == Kind.LEAST ? order > 0 : order < 0;
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of(FieldType.INTEGER);
    }

    @Override
    public List<Column> state(int groups) {
        reserve(groups);
        return List.of(new LongColumn(FieldType.INTEGER, Arrays.copyOf(distinct, Math.max(1, groups))));
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        reserve(groups);
        LongColumn counts = (LongColumn) state.get(0);
        for (int i = 0; i < rows; i++) {
            if (groupOfRow[i] >= 0) {
                distinct[groupOfRow[i]] += counts.values[i];
            }
        }
    }

    @Override
    public long heapBytes() {
        return super.heapBytes() + 8L * distinct.length;
    }
}
