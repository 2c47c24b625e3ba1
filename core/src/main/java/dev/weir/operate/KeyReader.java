package dev.weir.operate;

import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes the keys of batches; rows whose key cannot be computed are reported. One thread. */
final class KeyReader {
    private final Evaluator[] evaluators;
    private final Column[] keys;
    private final boolean[] plain;
    private final RowErrors errors;
    private int[] bad = new int[0];
    private int[] leftOut = new int[16];
    private int left;

    KeyReader(List<Bound> keys, RowErrors errors) {
        this.evaluators = keys.stream().map(Bound::evaluator).toArray(Evaluator[]::new);
        this.keys = new Column[evaluators.length];
        this.plain = new boolean[evaluators.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = keys.get(i).field() >= 0;
        }
        this.errors = errors;
    }

    /** The key columns; valid until the next call. */
    Column[] read(Batch batch) {
        left = 0;
        for (int i = 0; i < evaluators.length; i++) {
            keys[i] = evaluators[i].evaluate(batch);
            if (!plain[i] && keys[i].states != null) {
                report(batch, evaluators[i]);
            }
        }
        return keys;
    }

    private void report(Batch batch, Evaluator evaluator) {
        bad = bad.length < batch.rows() ? new int[batch.rows()] : bad;
        int count = evaluator.bad(bad);
        for (int i = 0; i < count; i++) {
            if (!errors.error(batch, bad[i], ErrorCode.TYPE_ERROR, "", evaluator.note(bad[i]))) {
                leftOut = left == leftOut.length ? java.util.Arrays.copyOf(leftOut, 2 * left) : leftOut;
                leftOut[left++] = bad[i];
            }
        }
    }

    /** The rows of the batch last read that go on, ascending; null for all. */
    int @Nullable [] kept(int rows) {
        if (left == 0) {
            return null;
        }
        boolean[] gone = new boolean[rows];
        for (int i = 0; i < left; i++) {
            gone[leftOut[i]] = true;
        }
        return IntStream.range(0, rows).filter(row -> !gone[row]).toArray();
    }
}
