package dev.weir.operate;

import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;

/**
 * What an operator of a run may use.
 *
 * @param budget the heap that all operators hold together
 * @param spills where rows go that do not fit
 * @param threads how many threads the operator may use by itself when rows are finished
 * @param errors takes rows that cannot be processed
 */
public record Workspace(MemoryBudget budget, SpillFolder spills, int threads, RowErrors errors) {

    /** Bytes that a worker may hold without asking, so that what it spills comes in useful sizes. */
    long floorBytes() {
        return Math.min(4 << 20, budget.total() / 16);
    }
}
