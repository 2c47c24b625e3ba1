package dev.weir.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map from bytes to bytes that outlives the process: keys in the order of unsigned bytes, each once. It is kept
 * as a few immutable files, the runs, of which the newer hide what the older say of a key; a removal is an entry, too,
 * until it reaches the oldest run. Changes are seen by {@link Side#AFTER} at once and become a run with {@link #seal}.
 *
 * <p>A run is named by the SHA-256 of what it holds, {@code <name>-<64 digits>.run}. Which runs a change leads to depends
 * on the calls alone, not on the memory at hand.
 *
 * <p>Memory: the index of each run (about a byte for each 500 to 2,000 bytes of data), the changes as far as the budget lends
 * the heap for them, then they go to temporary files in the folder; a few blocks for each cursor.
 *
 * <p>Threads: {@link Side#BEFORE} may be read by any number of threads at any time. {@link Side#AFTER} may be read by
 * several as long as none changes the map. One thread changes it.
 *
 * <p>Errors: a failing disk or a damaged file is an {@link java.io.UncheckedIOException} that begins with the file's
 * name. After one while changing or sealing the changes are lost; BEFORE can be read on.
 */
public final class SortedRuns implements AutoCloseable {
    private final RunsSpace space;
    private final String name;
    /** What was there when the map was opened, oldest first. */
    private final List<RunFile> committed = new ArrayList<>();
    /** What is there after the last seal, oldest first. */
    private List<RunFile> sealed;

    private final RunsView before;
    private final ChangeBuffer changes;
    private volatile @Nullable RunsView after;
    private boolean isChanged;

    private SortedRuns(RunsSpace space, String name, List<String> runs) {
        this.space = space;
        this.name = name;
        boolean done = false;
        try {
            for (String run : runs) {
                committed.add(space.open(space.folder().resolve(run)));
            }
            done = true;
        } finally {
            if (!done) {
                committed.forEach(RunFile::close);
                space.close();
            }
        }
        this.sealed = List.copyOf(committed);
        this.before = new RunsView(List.of(), newestFirst(committed));
        this.changes = new ChangeBuffer(space);
    }

    /**
     * Opens a map for reading and changing.
     *
     * @param folder where its runs are and will be; exists
     * @param name begins the names of its runs
     * @param runs names of run files in the folder, oldest first, as the last {@link #seal} gave them; none for a new map
     * @param budget lends the heap for changes and for blocks that are read by key
     */
    public static SortedRuns open(Path folder, String name, List<String> runs, MemoryBudget budget) {
        return open(RunsSpace.in(folder, budget), name, runs);
    }

    static SortedRuns open(RunsSpace space, String name, List<String> runs) {
        return new SortedRuns(space, name, runs);
    }

    private static List<RunFile> newestFirst(List<RunFile> files) {
        List<RunFile> reversed = new ArrayList<>(files);
        Collections.reverse(reversed);
        return reversed;
    }

    RunsView view(Side side) {
        if (side == Side.BEFORE) {
            return before;
        }
        RunsView known = after;
        return known != null ? known : makeView();
    }

    private synchronized RunsView makeView() {
        RunsView known = after;
        if (known == null) {
            List<RunFile> files = new ArrayList<>(sealed);
            files.addAll(changes.files());
            known = new RunsView(changes.segments(), newestFirst(files));
            after = known;
        }
        return known;
    }

    /** The value of a key, a copy; {@code null} where there is none. */
    public byte @Nullable [] get(byte[] key, Side side) {
        return view(side).get(key);
    }

    /**
     * A cursor before the first entry. One over {@link Side#AFTER} takes up later changes at its next move. Several may be
     * open, each for one thread, until the map is closed.
     */
    public Cursor cursor(Side side) {
        return new RunsCursor(this, side);
    }

    /** Gives a key this value, which may be empty. Fastest when keys come in ascending order. The bytes are copied. */
    public void put(byte[] key, byte[] value) {
        change(key, 0, key.length, value, 0, value.length);
    }

    /** The same with key and value as parts of arrays, each from a place to before another one. */
    public void put(byte[] key, int keyFrom, int keyTo, byte[] value, int valueFrom, int valueTo) {
        change(key, keyFrom, keyTo - keyFrom, value, valueFrom, valueTo - valueFrom);
    }

    /**
     * The same for one of many entries that fill an empty map: as long as they ascend they are written as they come, and
     * nothing is held of them.
     */
    public void load(byte[] key, int keyFrom, int keyTo, byte[] value, int valueFrom, int valueTo) {
        if (!sealed.isEmpty()) {
            put(key, keyFrom, keyTo, value, valueFrom, valueTo);
            return;
        }
        isChanged = true;
        if (after != null) {
            after = null;
        }
        changes.load(key, keyFrom, keyTo - keyFrom, value, valueFrom, valueTo - valueFrom);
    }

    /** Removes a key if it is there. */
    public void remove(byte[] key) {
        change(key, 0, key.length, null, 0, 0);
    }

    private void change(
            byte[] key, int keyFrom, int keyLength, byte @Nullable [] value, int valueFrom, int valueLength) {
        isChanged = true;
        if (after != null) {
            after = null;
        }
        changes.add(key, keyFrom, keyLength, value, valueFrom, valueLength, !sealed.isEmpty());
    }

    /** How many entries there were when the map was opened; more than that where some were put again since the runs met. */
    public long entries() {
        long entries = 0;
        for (RunFile file : committed) {
            entries += file.entries() - 2 * file.removals();
        }
        return Math.max(0, entries);
    }

    /** Whether anything was put or removed since the map was opened. */
    public boolean isChanged() {
        return isChanged;
    }

    /** Bytes of heap that indexes, changes and kept blocks hold. */
    public long heapBytes() {
        long bytes = space.cache().heapBytes() + changes.heapBytes();
        for (RunFile file : committed) {
            bytes += file.heapBytes();
        }
        for (RunFile file : sealed) {
            bytes += committed.contains(file) ? 0 : file.heapBytes();
        }
        return bytes;
    }

    /**
     * Writes the changes as a run, merged with the newest older ones when these are not more than twice as large; so there
     * are few runs, and a small change never rewrites a large run. The files and the folder are forced to disk. Nothing
     * that BEFORE needs is touched; files that the returned names leave out are the caller's to delete once they are
     * committed.
     *
     * @return the names of all runs of the AFTER state, oldest first; none for an empty map
     */
    public List<String> seal() {
        if (!changes.isEmpty()) {
            after = null;
            int kept = Compaction.kept(sealed, changes.rawBytes());
            List<RunFile> merged = sealed.subList(kept, sealed.size());
            RunFile written = changes.seal(newestFirst(merged), kept == 0, name);
            List<RunFile> now = new ArrayList<>(sealed.subList(0, kept));
            if (written != null) {
                now.add(written);
            }
            for (RunFile old : merged) {
                if (!committed.contains(old)) {
                    old.close();
                }
            }
            sealed = List.copyOf(now);
        }
        List<String> names = new ArrayList<>();
        for (RunFile file : sealed) {
            names.add(String.valueOf(file.path().getFileName()));
        }
        return names;
    }

    /** Releases files and memory; changes that were not sealed are dropped and their temporary files removed. */
    @Override
    public void close() {
        changes.close();
        sealed.forEach(RunFile::close);
        committed.forEach(RunFile::close);
        space.close();
    }

    /** Walks through the entries of one side in the order of their keys. One thread. */
    public interface Cursor extends AutoCloseable {
        /**
         * To the first entry whose key is not smaller (as unsigned bytes), forward or backward; cheap a little forward.
         * False if there is none: the cursor then stands behind the last entry.
         */
        boolean seek(byte[] key);

        /** To the entry behind; at first to the first one. False at the end, behind which the cursor then stays. */
        boolean next();

        /** To the entry before, from behind the end to the last one. False if there is none: {@link #next} then gives the first. */
        boolean previous();

        /** A copy of the key at hand. */
        byte[] key();

        /** A copy of the value at hand. */
        byte[] value();

        @Override
        void close();
    }
}
