package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Evaluator;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finished groups: their keys and the results of their aggregates, one row a group. Immutable once made. */
public final class GroupResults {
    private final List<BoundAggregate> outputs;
    private final Schema result;
    private final RowErrors errors;
    private final Column[] keys;
    private final List<Column> calls;

    /** @param accumulators that have seen the groups, those of all outputs in a row */
    public GroupResults(
            List<BoundAggregate> outputs,
            Schema result,
            RowErrors errors,
            Column[] keys,
            List<Accumulator> accumulators,
            int groups) {
        this(
                outputs,
                result,
                errors,
                keys,
                accumulators.stream()
                        .map(accumulator -> accumulator.result(groups))
                        .toList());
    }

    /** @param calls the results of all accumulators */
    GroupResults(List<BoundAggregate> outputs, Schema result, RowErrors errors, Column[] keys, List<Column> calls) {
        this.outputs = outputs;
        this.result = result;
        this.errors = errors;
        this.keys = keys;
        this.calls = calls;
    }

    /** The output rows of chosen groups. A result that cannot be computed is an error of its row, its cell missing. */
    public Batch rows(int[] groups, int count, long base) {
        List<Column> columns = new ArrayList<>();
        for (Column key : keys) {
            columns.add(key.gather(groups, count));
        }
        int at = 0;
        List<Evaluator> evaluators = new ArrayList<>();
        for (BoundAggregate output : outputs) {
            List<Column> results = new ArrayList<>();
            for (int i = 0; i < output.calls().size(); i++) {
                results.add(calls.get(at++).gather(groups, count));
            }
            Evaluator evaluator = output.evaluator();
            columns.add(evaluator.evaluate(new Batch(output.callSchema(), count, results, base, null)));
            evaluators.add(evaluator);
        }
        Batch batch = new Batch(result, count, columns, base, null);
        for (int i = 0; i < evaluators.size(); i++) {
            batch = reported(batch, keys.length + i, evaluators.get(i));
        }
        return batch;
    }

    private Batch reported(Batch batch, int field, Evaluator evaluator) {
        byte[] states = batch.column(field).states;
        if (states == null) {
            return batch;
        }
        int[] bad = new int[batch.rows()];
        int count = evaluator.bad(bad);
        if (count == 0) {
            return batch;
        }
        String name = result.field(field).name();
        boolean[] gone = new boolean[batch.rows()];
        int left = batch.rows();
        for (int i = 0; i < count; i++) {
            gone[bad[i]] = !errors.error(batch, bad[i], ErrorCode.TYPE_ERROR, name, evaluator.note(bad[i]));
            left -= gone[bad[i]] ? 1 : 0;
        }
        if (left == batch.rows()) {
            return batch;
        }
        int[] kept = new int[left];
        int at = 0;
        for (int i = 0; i < gone.length; i++) {
            if (!gone[i]) {
                kept[at++] = i;
            }
        }
        return batch.gather(Arrays.copyOf(kept, at), at);
    }
}
