package dev.weir.run;

import dev.weir.checklist.Checklist;
import dev.weir.parse.ParseLimits;
import dev.weir.source.Limits;
import dev.weir.source.Remote;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.nio.file.Path;
import java.util.List;
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
 * @param writesSnapshots whether dumps that leave writing to a later run write all the same
 * @param checksPure whether the functions of steps are called twice, and what they give is compared
 * @param changes change files besides those that the flow names
 * @param limitRows how many rows a validation reads of each table, 0 for all
 * @param checklist what a validation checks beside the schema, and which errors count
 * @param remote brings what has an address, null where nothing remote is read
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
        boolean keepsState,
        boolean writesSnapshots,
        boolean checksPure,
        List<GivenChanges> changes,
        long limitRows,
        Checklist checklist,
        @Nullable Remote remote) {
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
            true,
            false,
            false,
            List.of(),
            0,
            Checklist.NONE,
            null);

    public RunOptions withThreads(int threads) {
        Copy copy = new Copy(this);
        copy.threads = threads;
        return copy.made();
    }

    public RunOptions withMemoryBytes(long memoryBytes) {
        Copy copy = new Copy(this);
        copy.memoryBytes = memoryBytes;
        return copy.made();
    }

    public RunOptions withLimitErrors(int limitErrors) {
        Copy copy = new Copy(this);
        copy.limitErrors = limitErrors;
        return copy.made();
    }

    public RunOptions withTrusted(boolean trusted) {
        Copy copy = new Copy(this);
        copy.trusted = trusted;
        return copy.made();
    }

    /** Whether reports state the hash of every file read. */
    public RunOptions withHash(boolean hash) {
        Copy copy = new Copy(this);
        copy.hash = hash;
        return copy.made();
    }

    public RunOptions withParseLimits(ParseLimits parseLimits) {
        Copy copy = new Copy(this);
        copy.parseLimits = parseLimits;
        return copy.made();
    }

    public RunOptions withSpills(Path spills) {
        Copy copy = new Copy(this);
        copy.spills = spills;
        return copy.made();
    }

    /** Whether a flow is run as a whole. */
    public RunOptions withFull(boolean full) {
        Copy copy = new Copy(this);
        copy.full = full;
        return copy.made();
    }

    /** Whether a flow keeps state. */
    public RunOptions withKeepsState(boolean keepsState) {
        Copy copy = new Copy(this);
        copy.keepsState = keepsState;
        return copy.made();
    }

    /** Whether dumps that leave writing to a later run ({@code snapshot: later}) write all the same. */
    public RunOptions withSnapshots(boolean writesSnapshots) {
        Copy copy = new Copy(this);
        copy.writesSnapshots = writesSnapshots;
        return copy.made();
    }

    /**
     * Whether the flow is run as a whole and the functions of its steps are called twice on the same rows; a difference
     * is a {@link dev.weir.process.ImpureException}. For finding mistakes: functions take twice the time.
     */
    public RunOptions withChecksPure(boolean checksPure) {
        Copy copy = new Copy(this);
        copy.checksPure = checksPure;
        return copy.made();
    }

    /** Change files that a run is given, in turn. */
    public RunOptions withChanges(List<GivenChanges> changes) {
        Copy copy = new Copy(this);
        copy.changes = List.copyOf(changes);
        return copy.made();
    }

    /** How many rows of each table a validation reads, 0 for all; foreign keys are not checked then. */
    public RunOptions withLimitRows(long limitRows) {
        Copy copy = new Copy(this);
        copy.limitRows = limitRows;
        return copy.made();
    }

    /** What a validation checks beside the schema, and which errors count. */
    public RunOptions withChecklist(Checklist checklist) {
        Copy copy = new Copy(this);
        copy.checklist = checklist;
        return copy.made();
    }

    /** What brings files from addresses; they are refused without. */
    public RunOptions withRemote(@Nullable Remote remote) {
        Copy copy = new Copy(this);
        copy.remote = remote;
        return copy.made();
    }

    /** Temporary files go to the stated folder, else to the system's, of {@code near}'s file system. */
    SpillFolder spillFolder(Path near) {
        return new SpillFolder(temporary(near));
    }

    /** The folder of temporary files. */
    public Path temporary(Path near) {
        return spills != null ? spills : near.getFileSystem().getPath(System.getProperty("java.io.tmpdir", "."));
    }

    MemoryBudget budget() {
        return memoryBytes > 0 ? MemoryBudget.ofBytes(memoryBytes) : MemoryBudget.ofHeap();
    }

    /** The options while one of them is set anew. */
    private static final class Copy {
        private int threads;
        private long memoryBytes;
        private int limitErrors;
        private boolean trusted;
        private boolean hash;
        private Limits limits;
        private ParseLimits parseLimits;
        private @Nullable Path spills;
        private boolean full;
        private boolean keepsState;
        private boolean writesSnapshots;
        private boolean checksPure;
        private List<GivenChanges> changes;
        private long limitRows;
        private Checklist checklist;
        private @Nullable Remote remote;

        Copy(RunOptions of) {
            threads = of.threads;
            memoryBytes = of.memoryBytes;
            limitErrors = of.limitErrors;
            trusted = of.trusted;
            hash = of.hash;
            limits = of.limits;
            parseLimits = of.parseLimits;
            spills = of.spills;
            full = of.full;
            keepsState = of.keepsState;
            writesSnapshots = of.writesSnapshots;
            checksPure = of.checksPure;
            changes = of.changes;
            limitRows = of.limitRows;
            checklist = of.checklist;
            remote = of.remote;
        }

        RunOptions made() {
            return new RunOptions(
                    threads,
                    memoryBytes,
                    limitErrors,
                    trusted,
                    hash,
                    limits,
                    parseLimits,
                    spills,
                    full,
                    keepsState,
                    writesSnapshots,
                    checksPure,
                    changes,
                    limitRows,
                    checklist,
                    remote);
        }
    }
}
