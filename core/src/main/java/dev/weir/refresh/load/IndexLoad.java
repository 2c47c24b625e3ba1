package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.OrderedBytes;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import dev.weir.store.MemoryBudget;
import dev.weir.store.ShortPairs;
import dev.weir.store.SortedRuns;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills an index from keys to labels, entries as {@code KeyIndex} keeps them; rows without a key have none. Keys that come
 * in order are written as they come. Others are sorted as numbers where they are short and their labels come in order,
 * and the memory suffices; else by the index itself.
 */
final class IndexLoad implements LoadNode, AutoCloseable {
    private static final byte[] NOTHING = {};
    /** After so many rows it is known whether keys come in order. */
    private static final int KNOWN = 4096;

    private final SortedRuns runs;
    private final Function<Batch, Column[]> keys;
    private final Set<String> fields;
    private final TextBuffer entry = new TextBuffer(64);
    private @Nullable ShortPairs pairs;

    /**
     * @param fields the names of those that the keys are made of
     * @param ascends whether the labels come in order
     */
    IndexLoad(
            SortedRuns runs,
            Function<Batch, Column[]> keys,
            Collection<String> fields,
            boolean ascends,
            MemoryBudget budget) {
        this.fields = Set.copyOf(fields);
        this.runs = runs;
        this.keys = keys;
        this.pairs = ascends ? new ShortPairs(budget) : null;
    }

    @Override
    public void take(LoadedRows rows) {
        Column[] columns = keys.apply(rows.batch());
        LabelList labels = rows.labels();
        for (int row = 0; row < rows.batch().rows(); row++) {
            if (!JoinKeys.isMissing(columns, row)) {
                entry.clear();
                OrderedBytes.put(columns, row, entry);
                int keyLength = entry.length;
                entry.put(labels.bytes(), labels.from(row), labels.to(row));
                add(keyLength);
            }
        }
        if (pairs != null && pairs.size() >= KNOWN && pairs.ascends()) {
            loadPairs();
        }
    }

    private void add(int keyLength) {
        if (pairs != null) {
            if (pairs.add(entry.bytes, keyLength, entry.length)) {
                return;
            }
            loadPairs();
        }
        runs.load(entry.bytes, 0, entry.length, NOTHING, 0, 0);
    }

    /** Puts what was held into the index, and what comes later at once. */
    private void loadPairs() {
        ShortPairs held = pairs;
        if (held != null) {
            byte[] bytes = new byte[32];
            for (int i = 0; i < held.size(); i++) {
                runs.load(bytes, 0, held.get(i, bytes), NOTHING, 0, 0);
            }
            close();
        }
    }

    @Override
    public Set<String> fields() {
        return fields;
    }

    @Override
    public void end() {
        if (pairs != null) {
            pairs.sort();
            loadPairs();
        }
        runs.seal();
    }

    @Override
    public void close() {
        if (pairs != null) {
            pairs.close();
            pairs = null;
        }
    }
}
