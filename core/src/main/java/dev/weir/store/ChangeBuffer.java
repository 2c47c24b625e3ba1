package dev.weir.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes on their way to a run: in the heap, past the budget in temporary files. Changes that come in ascending order go
 * to one file that stays open, which then is the run. One thread.
 */
final class ChangeBuffer implements AutoCloseable {
    private static final int MOST_ENTRIES = 1 << 26;
    private static final long STEP = 1 << 20;
    /** So many ascending entries of a load are taken for a sign that the others will, too. */
    private static final int ASCENDING = 1024;

    private final RunsSpace space;
    private final Pending pending = new Pending();
    /** Older than what is in the heap, oldest first. */
    private final List<Spill> spills = new ArrayList<>();
    /** Newer than the spills, older than what is in the heap; all its keys smaller than those that are added to it. */
    private @Nullable RunFileWriter growing;

    private long reserved;
    private long rawBytes;
    private @Nullable RuntimeException failure;

    /** @param level how often its entries were merged */
    private record Spill(RunFile file, String hash, int level) {}

    ChangeBuffer(RunsSpace space) {
        this.space = space;
    }

    boolean isEmpty() {
        return rawBytes == 0 && pending.isEmpty();
    }

    /** Bytes of all keys and values that were added since the last seal. */
    long rawBytes() {
        return rawBytes;
    }

    long heapBytes() {
        long bytes = pending.heapBytes();
        for (Spill spill : spills) {
            bytes += spill.file().heapBytes();
        }
        return bytes;
    }

    /**
     * Adds a change.
     *
     * @param value {@code null} removes
     * @param hasOlder whether there are runs that a removal may have to hide something of
     */
    void add(
            byte[] key,
            int keyFrom,
            int keyLength,
            byte @Nullable [] value,
            int valueFrom,
            int valueLength,
            boolean hasOlder) {
        pending.add(key, keyFrom, keyLength, value, valueFrom, valueLength);
        rawBytes += 1 + keyLength + valueLength;
        if (pending.heapBytes() > reserved || pending.entries() > MOST_ENTRIES) {
            makeRoom(hasOlder);
        }
    }

    /** Adds an entry to those of an empty map: at once to the growing file, where it lies behind. */
    void load(byte[] key, int keyFrom, int keyLength, byte[] value, int valueFrom, int valueLength) {
        if (growing == null && spills.isEmpty() && pending.entries() >= ASCENDING && pending.ascends()) {
            mustWork();
            attempt(() -> appendPending(false));
        }
        RunFileWriter writer = growing;
        boolean isTaken = false;
        if (writer != null && pending.isEmpty()) {
            boolean done = false;
            try {
                isTaken = writer.offer(key, keyFrom, keyLength, value, valueFrom, valueLength);
                done = true;
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            } finally {
                if (!done) {
                    endFailed();
                }
            }
        }
        if (!isTaken) {
            add(key, keyFrom, keyLength, value, valueFrom, valueLength, false);
            return;
        }
        rawBytes += 1 + keyLength + valueLength;
    }

    private void makeRoom(boolean hasOlder) {
        mustWork();
        long bytes = pending.heapBytes();
        if (pending.entries() <= MOST_ENTRIES) {
            long missing = bytes - reserved;
            for (long step : new long[] {Math.max(missing, Math.min(STEP, bytes)), missing}) {
                if (space.budget().tryReserve(step)) {
                    reserved += step;
                    return;
                }
            }
            if (bytes <= space.leastBytes()) {
                return;
            }
        }
        attempt(() -> spill(hasOlder));
    }

    private void mustWork() {
        if (failure != null) {
            throw new IllegalStateException("the changes were lost: " + failure.getMessage(), failure);
        }
    }

    private void attempt(Runnable work) {
        boolean done = false;
        try {
            work.run();
            done = true;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            if (!done) {
                endFailed();
            }
        }
    }

    private void endFailed() {
        failure = failure == null ? new IllegalStateException("out of memory or stopped") : failure;
        if (growing != null) {
            growing.discard();
            growing = null;
        }
    }

    private void spill(boolean hasOlder) {
        boolean ascends = pending.ascends();
        appendPending(hasOlder || !spills.isEmpty() || growing != null);
        if (!ascends) {
            endGrowing(hasOlder);
        }
    }

    /** Empties the heap into the growing file, or into a new one if its keys do not lie behind. */
    private void appendPending(boolean keepsRemoved) {
        MergedEntries entries = new RunsView(pending.segments(), List.of()).entries(keepsRemoved);
        if (entries.next()) {
            RunFileWriter writer = growing;
            if (writer == null || !writer.takes(entries.entry())) {
                endGrowing(keepsRemoved);
                writer = space.write();
                writer.forceEarly();
                growing = writer;
            }
            do {
                writer.append(entries.entry());
            } while (entries.next());
        }
        clearPending();
    }

    private void clearPending() {
        pending.clear();
        space.budget().release(reserved);
        reserved = 0;
    }

    /** Makes the growing file one that can be read. */
    private void endGrowing(boolean hasOlder) {
        RunFileWriter writer = growing;
        if (writer == null) {
            return;
        }
        String hash = writer.finish(false);
        spills.add(new Spill(space.open(writer.path()), hash, 0));
        growing = null;
        int level = 0;
        while (true) {
            int from = spills.size();
            while (from > 0 && spills.get(from - 1).level() == level) {
                from--;
            }
            if (spills.size() - from < space.mostSpills()) {
                return;
            }
            mergeSpills(from, hasOlder || from > 0, ++level);
        }
    }

    private void mergeSpills(int from, boolean keepsRemoved, int level) {
        List<Spill> merged = new ArrayList<>(spills.subList(from, spills.size()));
        RunFileWriter writer = space.write();
        growing = writer;
        List<RunFile> files = new ArrayList<>();
        merged.forEach(spill -> files.add(0, spill.file()));
        appendAll(new RunsView(List.of(), files).entries(keepsRemoved), writer);
        String hash = writer.entries() == 0 ? "" : writer.finish(false);
        spills.subList(from, spills.size()).clear();
        merged.forEach(ChangeBuffer::remove);
        if (writer.entries() == 0) {
            writer.discard();
        } else {
            spills.add(new Spill(space.open(writer.path()), hash, level));
        }
        growing = null;
    }

    private static void appendAll(MergedEntries entries, RunFileWriter writer) {
        while (entries.next()) {
            writer.append(entries.entry());
        }
    }

    private static void remove(Spill spill) {
        spill.file().close();
        RunFileWriter.delete(spill.file().path());
    }

    /** The changes in the heap, newest first. */
    List<Segment> segments() {
        mustWork();
        return pending.segments();
    }

    /** The changes on disk, oldest first. */
    List<RunFile> files() {
        mustWork();
        attempt(() -> endGrowing(true));
        List<RunFile> files = new ArrayList<>();
        spills.forEach(spill -> files.add(spill.file()));
        return files;
    }

    /**
     * Writes the changes, and older runs with them, as one run.
     *
     * @param older the runs that go into it, newest first
     * @param isOldest whether no run is older than that, so that removals are done with
     * @return the run; {@code null} if nothing is left
     */
    @Nullable
    RunFile seal(List<RunFile> older, boolean isOldest, String name) {
        mustWork();
        List<RunFile> written = new ArrayList<>();
        attempt(() -> {
            if (!older.isEmpty() || !isOneFile(isOldest)) {
                merge(older, isOldest);
            }
            RunFile run = publish(name);
            if (run != null) {
                written.add(run);
            }
        });
        clearPending();
        spills.forEach(ChangeBuffer::remove);
        spills.clear();
        rawBytes = 0;
        return written.isEmpty() ? null : written.get(0);
    }

    /** Whether the changes are already one file as a run has to be, or could be made so by appending. */
    private boolean isOneFile(boolean isOldest) {
        RunFileWriter writer = growing;
        if (writer == null) {
            return spills.size() == 1
                    && pending.isEmpty()
                    && (!isOldest || spills.get(0).file().removals() == 0);
        } else if (!spills.isEmpty() || isOldest && writer.removals() > 0) {
            return false;
        }
        MergedEntries entries = new RunsView(pending.segments(), List.of()).entries(true);
        if (entries.next() && !writer.takes(entries.entry())) {
            return false;
        }
        appendPending(!isOldest);
        return true;
    }

    private void merge(List<RunFile> older, boolean isOldest) {
        endGrowing(true);
        List<RunFile> files = new ArrayList<>();
        spills.forEach(spill -> files.add(spill.file()));
        Collections.reverse(files);
        files.addAll(older);
        RunFileWriter writer = space.write();
        writer.forceEarly();
        growing = writer;
        appendAll(new RunsView(pending.segments(), files).entries(!isOldest), writer);
    }

    /** Gives the growing file, else the only spill, its name, and brings both to disk. */
    private @Nullable RunFile publish(String name) {
        RunFileWriter writer = growing;
        Path temporary;
        String hash;
        if (writer != null) {
            if (writer.entries() == 0) {
                writer.discard();
                growing = null;
                return null;
            }
            hash = writer.finish(true);
            temporary = writer.path();
        } else {
            Spill only = spills.get(0);
            hash = only.hash();
            temporary = only.file().path();
            RunFileWriter.forceFile(temporary);
        }
        Path target = space.folder().resolve(name + "-" + hash + ".run");
        RunFileWriter.rename(temporary, target);
        growing = null;
        RunFileWriter.force(space.folder());
        return space.open(target);
    }

    @Override
    public void close() {
        if (growing != null) {
            growing.discard();
            growing = null;
        }
        clearPending();
        spills.forEach(ChangeBuffer::remove);
        spills.clear();
    }
}
