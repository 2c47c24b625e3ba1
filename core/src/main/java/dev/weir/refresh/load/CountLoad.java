package dev.weir.refresh.load;

import java.util.concurrent.atomic.LongAdder;

/** Counts rows that enter a step. */
record CountLoad(LongAdder count) implements LoadNode {
    @Override
    public void take(LoadedRows rows) {
        count.add(rows.batch().rows());
    }

    @Override
    public void end() {
        // Counted.
    }
}
