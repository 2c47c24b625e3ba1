package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.store.SortedRuns;
import java.util.Set;

/** Keeps the labels of rows for a step that writes them: how its file is made of them is found out when it is known. */
record LabelsLoad(SortedRuns table) implements LoadNode {
    private static final byte[] NONE = {};

    @Override
    public void take(LoadedRows rows) {
        LabelList labels = rows.labels();
        for (int i = 0; i < labels.size(); i++) {
            table.load(labels.bytes(), labels.from(i), labels.to(i), NONE, 0, 0);
        }
    }

    @Override
    public void end() {
        table.seal();
    }

    @Override
    public Set<String> fields() {
        return Set.of();
    }
}
