package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.AggregateCall;
import dev.weir.operate.AggregateState;
import dev.weir.operate.GroupResults;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import java.util.Arrays;
import java.util.List;

/** Aggregates of whole groups: those that follow the order of rows, or whose groups do. */
final class AggregatedGroups implements GroupIndexStream.GroupMaker {
    private final Group group;
    private final Group.Aggregation body;
    private final Schema input;
    private final RowCodec codec;

    /** @param codec of the rows that come out */
    AggregatedGroups(Group group, Group.Aggregation body, Schema input, RowCodec codec) {
        this.group = group;
        this.body = body;
        this.input = input;
        this.codec = codec;
    }

    @Override
    public void make(Delta rows, int[] groupOf, Groups groups, int weight, Delta.Builder made) {
        int count = groups.size();
        int keys = group.keys().size();
        List<Field> keyFields = codec.schema().fields().subList(0, keys);
        List<Accumulator> accumulators =
                new AggregateState(keyFields, body.outputs(), AggregateCall::accumulator).accumulators();
        Column[] keyColumns = new Column[keys];
        BatchBuilder firsts = new BatchBuilder(codec.schema());
        int[] numberOf = new int[count];
        Arrays.fill(numberOf, -1);
        byte[][] labels = new byte[count][];
        int known = 0;
        Keys groupKeys = new Keys(group.keys(), input);
        for (Batch batch : rows.batches()) {
            Column[] columns = groupKeys.columns(batch);
            int[] numbers = new int[batch.rows()];
            for (int row = 0; row < numbers.length; row++) {
                int place = (int) batch.label(row);
                int of = groupOf[place];
                if (numberOf[of] < 0) {
                    numberOf[of] = known;
                    labels[known++] = body.orderFirst() ? rows.label(place) : groups.key(of);
                    for (int i = 0; i < keys; i++) {
                        firsts.column(i).append(columns[i], row);
                    }
                }
                numbers[row] = numberOf[of];
            }
            for (Accumulator accumulator : accumulators) {
                accumulator.accumulate(batch, numbers, known);
                if (accumulator.bad(new int[batch.rows()]) > 0) {
                    throw new RefusedException("rows in error: an aggregate's argument cannot be computed");
                }
            }
        }
        if (keys == 0 && known == 0 && count > 0) {
            labels[known++] = groups.key(0);
        }
        for (int i = 0; i < keys; i++) {
            keyColumns[i] = firsts.column(i).build().withoutRaw();
        }
        emit(accumulators, keyColumns, labels, known, weight, made);
    }

    private void emit(
            List<Accumulator> accumulators,
            Column[] keyColumns,
            byte[][] labels,
            int count,
            int weight,
            Delta.Builder made) {
        if (count == 0) {
            return;
        }
        GroupResults results = new GroupResults(
                body.outputs(),
                codec.schema(),
                (batch, row, code, field, note) -> {
                    throw new RefusedException("rows in error: " + note);
                },
                keyColumns,
                accumulators,
                count);
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        int[] weights = new int[count];
        Arrays.fill(weights, weight);
        made.add(results.rows(all, count, 0), labels, weights);
    }

    @Override
    public boolean isKeyLabelled() {
        return !body.orderFirst();
    }

    @Override
    public byte[] keyOf(byte[] label) {
        return label;
    }
}
