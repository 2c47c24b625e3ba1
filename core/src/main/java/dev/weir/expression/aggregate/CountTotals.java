package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COUNT: rows, or cells that have a value. */
public final class CountTotals extends Totals {
    private final boolean star;
    private long[] counts = new long[0];

    public CountTotals(boolean star) {
        this.star = star;
    }

    private void reserve(int groups) {
        if (counts.length < groups) {
            counts = Arrays.copyOf(counts, grown(groups));
        }
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        reserve(groups);
        byte[] states = star ? null : argument.states;
        int rows = batch.rows();
        if (states == null && weights == null) {
            for (int i = 0; i < rows; i++) {
                int group = groupOfRow[i];
                if (group >= 0) {
                    counts[group]++;
                }
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            int group = groupOfRow[i];
            if (group >= 0 && (states == null || states[i] == Column.VALUE)) {
                counts[group] += weight(weights, i);
            }
        }
    }

    @Override
    public Column result(int groups) {
        reserve(groups);
        return new LongColumn(FieldType.INTEGER, Arrays.copyOf(counts, Math.max(groups, 1)));
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of(FieldType.INTEGER);
    }

    @Override
    public List<Column> state(int groups) {
        return List.of(result(groups));
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        reserve(groups);
        long[] more = ((LongColumn) state.get(0)).values;
        for (int i = 0; i < rows; i++) {
            if (groupOfRow[i] >= 0) {
                counts[groupOfRow[i]] += more[i];
            }
        }
    }

    @Override
    public void merge(Totals other, int[] groupMap, int groups) {
        reserve(groups);
        CountTotals more = (CountTotals) other;
        more.reserve(groupMap.length);
        for (int i = 0; i < groupMap.length; i++) {
            counts[groupMap[i]] += more.counts[i];
        }
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        return 8L * counts.length;
    }
}
