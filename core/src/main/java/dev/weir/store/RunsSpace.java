package dev.weir.store;

import java.nio.file.Path;

/**
 * Where the runs of a map are and what reading and writing them may hold.
 *
 * @param blockBytes how large a block becomes, uncompressed
 * @param leastBytes what changes may hold in the heap even if the budget lends nothing
 * @param mostSpills so many temporary files are merged into one
 */
record RunsSpace(Path folder, MemoryBudget budget, RunCache cache, int blockBytes, long leastBytes, int mostSpills)
        implements AutoCloseable {
    static RunsSpace in(Path folder, MemoryBudget budget) {
        return of(folder, budget, 1 << 13, Math.min(1 << 20, budget.total() / 16), 8);
    }

    static RunsSpace of(Path folder, MemoryBudget budget, int blockBytes, long leastBytes, int mostSpills) {
        return new RunsSpace(folder, budget, new RunCache(budget), blockBytes, leastBytes, mostSpills);
    }

    RunFile open(Path file) {
        return RunFile.open(file, cache, budget);
    }

    RunFileWriter write() {
        return new RunFileWriter(folder, blockBytes);
    }

    @Override
    public void close() {
        cache.close();
    }
}
