package dev.weir.run;

import dev.weir.parse.ParseLimits;
import dev.weir.source.Limits;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a validation or a run is carried out. Immutable; made by {@link #DEFAULT} and {@code with…}.
 *
 * @param threads how many threads work at once
 * @param memoryBytes the heap that keys, groups, joins and sorts may hold, 0 for a share of the heap
 * @param limitErrors how many errors are listed a resource, 0 for all; the counts are always exact
 * @param trusted whether descriptors may name files outside their folder
 * @param spills the folder of temporary files, null for the system's
 * @param full whether a flow is run as a whole even where its changes would do
 * @param keepsState whether a flow keeps beside its output what the next run starts from
 */
public record RunOptions(
        int threads,
        long memoryBytes,
        int limitErrors,
        boolean trusted,
        boolean hash,
        Limits limits,
        ParseLimits parseLimits,
        @Nullable Path spills,
        boolean full,
        boolean keepsState) {
    public static final RunOptions DEFAULT = new RunOptions(
            Runtime.getRuntime().availableProcessors(),
            0,
            1000,
            false,
            false,
            Limits.DEFAULT,
            ParseLimits.DEFAULT,
            null,
            false,
            true);

    public RunOptions withThreads(int threads) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    public RunOptions withMemoryBytes(long memoryBytes) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    public RunOptions withLimitErrors(int limitErrors) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    public RunOptions withTrusted(boolean trusted) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    /** Whether reports state the hash of every file read. */
    public RunOptions withHash(boolean hash) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    public RunOptions withParseLimits(ParseLimits parseLimits) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    public RunOptions withSpills(Path spills) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    /** Whether a flow is run as a whole. */
    public RunOptions withFull(boolean full) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    /** Whether a flow keeps state. */
    public RunOptions withKeepsState(boolean keepsState) {
        return new RunOptions(
                threads, memoryBytes, limitErrors, trusted, hash, limits, parseLimits, spills, full, keepsState);
    }

    /** Temporary files go to the stated folder, else to the system's, of {@code near}'s file system. */
    SpillFolder spillFolder(Path near) {
        return new SpillFolder(
                spills != null ? spills : near.getFileSystem().getPath(System.getProperty("java.io.tmpdir", ".")));
    }

    MemoryBudget budget() {
        return memoryBytes > 0 ? MemoryBudget.ofBytes(memoryBytes) : MemoryBudget.ofHeap();
    }
}
