package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.operate.PutAside;
import dev.weir.process.OnError;
import dev.weir.refresh.check.ErrorCounts;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Takes the rows in error of a step that go no further: counts their errors, and hands on those that are put aside. */
final class AsideLoad {
    private final OnError onError;
    private final ErrorCounts counts;
    private final Outlet out;
    private final BitSet failed = new BitSet();
    private final LabelList labels = new LabelList();
    private BatchBuilder rows;

    /** @param out of rows that are put aside */
    AsideLoad(OnError onError, ErrorCounts counts, Outlet out) {
        this.onError = onError;
        this.counts = counts;
        this.out = out;
        this.rows = new BatchBuilder(out.schema());
    }

    Outlet out() {
        return out;
    }

    /** An error of a row, its first one before the others. */
    void add(Batch batch, int row, ErrorCode code, @Nullable String field, String note, LabelList of) {
        counts.add(code, field, 1);
        int place = (int) batch.label(row);
        if (onError == OnError.QUARANTINE && !failed.get(place)) {
            PutAside.add(rows, batch, row, code, field, note);
            labels.add(of, place);
        }
        failed.set(place);
    }

    /** Whether a row of the batch at hand is in error, by its label in the batch. */
    boolean isFailed(long place) {
        return failed.get((int) place);
    }

    boolean isEmpty() {
        return failed.isEmpty();
    }

    /** The rows of a batch have all been looked at. */
    void endBatch() {
        if (rows.rows() > 0) {
            out.push(LoadedRows.of(rows.build(), labels));
            rows = new BatchBuilder(out.schema());
            labels.clear();
        }
        failed.clear();
    }

    /** All rows have come. */
    void end() {
        counts.seal();
        out.end();
    }
}
