package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BOOL_AND and BOOL_OR, by counts of TRUE and FALSE. */
public final class TruthTotals extends Totals {
    private final boolean and;
    private final CountTotals trues = new CountTotals(true);
    private final CountTotals falses = new CountTotals(true);
    private int[] groupsOfTrue = new int[0];
    private int[] groupsOfFalse = new int[0];

    public TruthTotals(boolean and) {
        this.and = and;
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        int rows = batch.rows();
        if (groupsOfTrue.length < rows) {
            groupsOfTrue = new int[grown(rows)];
            groupsOfFalse = new int[grown(rows)];
        }
        long[] values = ((LongColumn) argument).values;
        for (int i = 0; i < rows; i++) {
            int group = argument.isNull(i) ? -1 : groupOfRow[i];
            groupsOfTrue[i] = values[i] != 0 ? group : -1;
            groupsOfFalse[i] = values[i] == 0 ? group : -1;
        }
        trues.add(argument, batch, groupsOfTrue, groups, weights);
        falses.add(argument, batch, groupsOfFalse, groups, weights);
    }

    @Override
    public Column result(int groups) {
        long[] ofTrue = ((LongColumn) trues.result(groups)).values;
        long[] ofFalse = ((LongColumn) falses.result(groups)).values;
        Output output = new Output(FieldType.BOOLEAN);
        output.begin(groups);
        for (int group = 0; group < groups; group++) {
            if (ofTrue[group] == 0 && ofFalse[group] == 0) {
                output.putNull();
            } else {
                output.put(and ? ofFalse[group] == 0 : ofTrue[group] != 0);
            }
        }
        return output.finish();
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of(FieldType.INTEGER, FieldType.INTEGER);
    }

    @Override
    public List<Column> state(int groups) {
        return List.of(trues.result(groups), falses.result(groups));
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        trues.restore(state.subList(0, 1), rows, groupOfRow, groups);
        falses.restore(state.subList(1, 2), rows, groupOfRow, groups);
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        return trues.heapBytes() + falses.heapBytes();
    }
}
