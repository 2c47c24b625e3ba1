package dev.weir.refresh.load;

import dev.weir.refresh.snapshot.FirstBlocks;
import java.util.Set;

/** Describes the file that a step has written while its rows go by, in the order of their labels. */
record BlocksLoad(FirstBlocks blocks) implements LoadNode {
    @Override
    public void take(LoadedRows rows) {
        blocks.add(rows.labels());
    }

    @Override
    public void end() {
        blocks.finish();
    }

    @Override
    public Set<String> fields() {
        return Set.of();
    }
}
