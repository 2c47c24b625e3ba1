package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.OrderedBytes;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import dev.weir.store.SortedRuns;
import java.util.function.Function;

/** Fills an index from keys to labels, entries as {@code KeyIndex} keeps them; rows without a key have none. */
final class IndexLoad implements LoadNode {
    private static final byte[] NOTHING = {};
    private final SortedRuns runs;
    private final Function<Batch, Column[]> keys;
    private final TextBuffer entry = new TextBuffer(64);

    IndexLoad(SortedRuns runs, Function<Batch, Column[]> keys) {
        this.runs = runs;
        this.keys = keys;
    }

    @Override
    public void take(LoadedRows rows) {
        Column[] columns = keys.apply(rows.batch());
        LabelList labels = rows.labels();
        for (int row = 0; row < rows.batch().rows(); row++) {
            if (!JoinKeys.isMissing(columns, row)) {
                entry.clear();
                OrderedBytes.put(columns, row, entry);
                entry.put(labels.bytes(), labels.from(row), labels.to(row));
                runs.put(entry.bytes, 0, entry.length, NOTHING, 0, 0);
            }
        }
    }

    @Override
    public void end() {
        runs.seal();
    }
}
