package dev.weir.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each of many byte strings was added, in the order of unsigned bytes. One thread.
 *
 * <p>Memory: what was added, while the budget lends the heap for it, then sorted and counted parts in temporary files.
 *
 * <p>Errors: a failing disk is an {@link java.io.UncheckedIOException} that begins with the file's name.
 */
public final class SortedCounts implements AutoCloseable {
    private static final long STEP = 1 << 20;
    private static final byte[] NOTHING = {};

    private final RunsSpace space;
    private final List<RunFile> files = new ArrayList<>();
    private EntryArena arena = new EntryArena();
    private long[] places = new long[1 << 10];
    private int size;
    private long reserved;

    private SortedCounts(RunsSpace space) {
        this.space = space;
    }

    /** @param folder for temporary files */
    public static SortedCounts in(Path folder, MemoryBudget budget) {
        return new SortedCounts(RunsSpace.in(folder, budget));
    }

    static SortedCounts in(RunsSpace space) {
        return new SortedCounts(space);
    }

    /** Adds a byte string, a part of an array from a place to before another one. */
    public void add(byte[] bytes, int from, int to) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
        }
        places[size++] = arena.append(bytes, from, to - from, NOTHING, 0, 0);
        long held = arena.allocated() + 40L * places.length; // 32 while they are sorted
        if (held > reserved) {
            makeRoom(held);
        }
    }

    private void makeRoom(long held) {
        long more = Math.max(held - reserved, STEP);
        if (size < 1 << 26 && space.budget().tryReserve(more)) {
            reserved += more;
        } else if (held > space.leastBytes()) {
            spill();
        }
    }

    private void spill() {
        RunFileWriter writer = space.write();
        boolean done = false;
        try {
            InMemory part = new InMemory();
            Entry entry = new Entry();
            while (part.next()) {
                entry.show(part);
                writer.append(entry);
            }
            writer.finish(false);
            files.add(space.open(writer.path()));
            done = true;
        } finally {
            if (!done) {
                writer.discard();
            }
        }
        clear();
        if (files.size() >= space.mostSpills() * 4) {
            mergeFiles();
        }
    }

    private void mergeFiles() {
        List<RunFile> merged = new ArrayList<>(files);
        RunFileWriter writer = space.write();
        boolean done = false;
        try {
            Entry entry = new Entry();
            merge(heads(), (bytes, from, to, count) -> {
                entry.show(bytes, from, to, count);
                writer.append(entry);
            });
            writer.finish(false);
            files.clear();
            files.add(space.open(writer.path()));
            done = true;
        } finally {
            if (!done) {
                writer.discard();
            }
        }
        merged.forEach(SortedCounts::remove);
    }

    private void clear() {
        arena = new EntryArena();
        size = 0;
        space.budget().release(reserved);
        reserved = 0;
        places = new long[1 << 10];
    }

    private static void remove(RunFile file) {
        file.close();
        RunFileWriter.delete(file.path());
    }

    /** Takes byte strings. */
    @FunctionalInterface
    public interface Counted {
        /** @param bytes hold until the call returns */
        void accept(byte[] bytes, int from, int to, long count);
    }

    /** Gives all byte strings in order, each once; nothing is added any more. */
    public void forEach(Counted sink) {
        List<Head> heads = heads();
        if (size > 0) {
            heads.add(new InMemory());
        }
        merge(heads, sink);
    }

    private List<Head> heads() {
        List<Head> heads = new ArrayList<>();
        files.forEach(file -> heads.add(new InFile(file.cursor())));
        return heads;
    }

    private static void merge(List<Head> heads, Counted sink) {
        heads.removeIf(head -> !head.next());
        while (!heads.isEmpty()) {
            Head least = heads.get(0);
            for (int i = 1; i < heads.size(); i++) {
                least = heads.get(i).compare(least) < 0 ? heads.get(i) : least;
            }
            long count = least.count;
            for (int i = heads.size() - 1; i >= 0; i--) {
                Head other = heads.get(i);
                if (other != least && other.compare(least) == 0) {
                    count += other.count;
                    if (!other.next()) {
                        heads.remove(i);
                    }
                }
            }
            sink.accept(least.bytes, least.from, least.to, count);
            if (!least.next()) {
                heads.remove(least);
            }
        }
    }

    @Override
    public void close() {
        clear();
        files.forEach(SortedCounts::remove);
        files.clear();
        space.close();
    }

    /** Sorted and counted byte strings, one at hand. */
    private abstract static class Head {
        byte[] bytes = NOTHING;
        int from;
        int to;
        long count;

        abstract boolean next();

        int compare(Head other) {
            return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
        }
    }

    private final class InMemory extends Head {
        private int at;
        private int near;

        InMemory() {
            PlaceSort.sort(arena, places, size, 0);
        }

        @Override
        boolean next() {
            if (at == size) {
                return false;
            }
            if (at >= near) {
                arena.touch(places, at, Math.min(size, at + EntryArena.NEAR));
                near = at + EntryArena.NEAR;
            }
            long place = places[at++];
            bytes = arena.chunk(place);
            from = arena.keyFrom(place);
            to = from + arena.keyLength(place);
            count = 1;
            while (at < size && arena.compare(places[at], bytes, from, to - from) == 0) {
                at++;
                count++;
            }
            return true;
        }
    }

    private static final class InFile extends Head {
        private final EntryCursor cursor;

        InFile(EntryCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        boolean next() {
            if (!cursor.next()) {
                return false;
            }
            bytes = cursor.keys;
            from = cursor.keyFrom;
            to = from + cursor.keyLength;
            count = Bytes.getLong(cursor.values, cursor.valueFrom);
            return true;
        }
    }

    /** An entry to be written: the byte string, and how often it is there. */
    private static final class Entry extends EntryCursor {
        Entry() {
            values = new byte[Long.BYTES];
            valueLength = Long.BYTES;
            isAt = true;
        }

        void show(Head head) {
            show(head.bytes, head.from, head.to, head.count);
        }

        void show(byte[] bytes, int from, int to, long count) {
            keys = bytes;
            keyFrom = from;
            keyLength = to - from;
            Bytes.putLong(values, 0, count);
        }

        @Override
        boolean seek(byte[] key, int from, int length) {
            throw new IllegalStateException("one entry");
        }

        @Override
        boolean next() {
            return false;
        }

        @Override
        boolean previous() {
            return false;
        }

        @Override
        void toEnd() {
            isAt = false;
        }
    }
}
