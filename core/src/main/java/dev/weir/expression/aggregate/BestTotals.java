package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MIN and MAX by value, FIRST and LAST by order label; of equal labels FIRST takes the least value, LAST the greatest. */
public final class BestTotals extends Totals {
    /** Which cell is the best. */
    public enum Kind {
        MIN,
        MAX,
        FIRST,
        LAST
    }

    private final Kind kind;
    private final FieldType type;
    private final boolean greatest;
    private final boolean labelled;
    private final Held best;
    private long[] labels = new long[0];

    public BestTotals(Kind kind, FieldType type) {
        this.kind = kind;
        this.type = type;
        this.greatest = kind == Kind.MAX || kind == Kind.LAST;
        this.labelled = kind == Kind.FIRST || kind == Kind.LAST;
        this.best = new Held(type);
    }

    private void reserve(int groups) {
        best.reserve(groups);
        if (labelled && labels.length < groups) {
            labels = Arrays.copyOf(labels, grown(groups));
        }
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        reserve(groups);
        byte[] states = argument.states;
        if (weights == null && !labelled && best.offerLongs(argument, batch.rows(), groupOfRow, greatest)) {
            return;
        }
        for (int i = 0; i < batch.rows(); i++) {
            int group = groupOfRow[i];
            if (group < 0 || states != null && states[i] != Column.VALUE) {
                continue;
            }
            if (weights != null && weights[i] <= 0) {
                if (weights[i] < 0) {
                    throw new IllegalArgumentException(kind + " cannot take a row away: it is not invertible");
                }
                continue;
            }
            offer(group, argument, i, labelled ? batch.label(i) : 0);
        }
    }

    private void offer(int group, Column source, int row, long label) {
        if (best.isSet(group)) {
            int order = labelled ? Long.compare(label, labels[group]) : 0;
            if (order == 0) {
                order = -best.compare(group, source, row);
            }
            if (greatest ? order <= 0 : order >= 0) {
                return;
            }
        }
        best.set(group, source, row);
        if (labelled) {
            labels[group] = label;
        }
    }

    @Override
    public Column result(int groups) {
        return best.copy(groups);
    }

    @Override
    public List<FieldType> stateTypes() {
        return labelled ? List.of(type, FieldType.INTEGER) : List.of(type);
    }

    @Override
    public List<Column> state(int groups) {
        reserve(groups);
        Column values = best.copy(groups);
        return labelled
                ? List.of(values, new LongColumn(FieldType.INTEGER, Arrays.copyOf(labels, Math.max(1, groups))))
                : List.of(values);
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        reserve(groups);
        Column values = state.get(0);
        if (!labelled && best.offerLongs(values, rows, groupOfRow, greatest)) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            if (groupOfRow[i] >= 0 && !values.isNull(i)) {
                long label = labelled ? ((LongColumn) state.get(1)).values[i] : 0;
                offer(groupOfRow[i], values, i, label);
            }
        }
    }

    @Override
    public boolean invertible() {
        return false;
    }

    @Override
    public long heapBytes() {
        return best.heapBytes() + 8L * labels.length;
    }
}
