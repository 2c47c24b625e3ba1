package dev.weir.refresh.load;

import java.util.Set;
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

    @Override
    public Set<String> fields() {
        return Set.of();
    }
}
