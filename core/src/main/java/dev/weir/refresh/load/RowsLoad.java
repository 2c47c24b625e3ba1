package dev.weir.refresh.load;

import dev.weir.refresh.snapshot.KeptRows;

/** Keeps rows for a step that sees all of them go by. */
record RowsLoad(KeptRows kept) implements LoadNode {
    @Override
    public void take(LoadedRows rows) {
        kept.load(rows.batch(), rows.labels());
    }

    @Override
    public void end() {
        kept.seal();
    }
}
