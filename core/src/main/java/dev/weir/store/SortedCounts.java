package dev.weir.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How often each of many byte strings was added, in the order of unsigned bytes. Strings may be given as the key of a
 * group and a value, of which none begins with another; short values are held as numbers. One thread.
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
    private long[] places = new long[1 << 6];
    private int size;
    private ShortValues shorts = new ShortValues();
    private final IntFunction<byte[]> groupKeys;
    private long reserved;

    private SortedCounts(RunsSpace space, IntFunction<byte[]> groupKeys) {
        this.space = space;
        this.groupKeys = groupKeys;
    }

    /** For strings without groups. */
    public static SortedCounts in(Path folder, MemoryBudget budget) {
        return in(folder, budget, group -> NOTHING);
    }

    /**
     * @param folder for temporary files
     * @param groupKeys the keys of groups by their numbers, none the begin of another
     */
    public static SortedCounts in(Path folder, MemoryBudget budget, IntFunction<byte[]> groupKeys) {
        return in(RunsSpace.in(folder, budget), groupKeys);
    }

    static SortedCounts in(RunsSpace space, IntFunction<byte[]> groupKeys) {
        return new SortedCounts(space, groupKeys);
    }

    /** Adds the key of a group with a value behind it, a part of an array from a place to before another one. */
    public void add(int group, byte[] value, int from, int to) {
        if (ShortValues.isFor(value, from, to - from)) {
            shorts.add(group, value, from, to - from);
            reserve();
            return;
        }
        byte[] key = groupKeys.apply(group);
        byte[] whole = Arrays.copyOf(key, key.length + to - from);
        System.arraycopy(value, from, whole, key.length, to - from);
        add(whole, 0, whole.length);
    }

    /** Adds a byte string, a part of an array from a place to before another one. */
    public void add(byte[] bytes, int from, int to) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
        }
        places[size++] = arena.append(bytes, from, to - from, NOTHING, 0, 0);
        reserve();
    }

    private void reserve() {
        long held = arena.allocated() + 40L * places.length + shorts.heapBytes(); // 32 a place while they are sorted
        if (held > reserved) {
            makeRoom(held);
        }
    }

    private void makeRoom(long held) {
        long missing = held - reserved;
        for (long more : new long[] {Math.max(missing, STEP), missing}) {
            if (size < 1 << 26 && shorts.size() < 1 << 26 && space.budget().tryReserve(more)) {
                reserved += more;
                return;
            }
        }
        if (held > space.leastBytes()) {
            spill();
        }
    }

    private void spill() {
        RunFileWriter writer = space.write();
        boolean done = false;
        try {
            Entry entry = new Entry();
            merge(inMemory(), (bytes, from, to, count) -> {
                entry.show(bytes, from, to, count);
                writer.append(entry);
            });
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
        shorts = new ShortValues();
        size = 0;
        space.budget().release(reserved);
        reserved = 0;
        places = new long[1 << 6];
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
        heads.addAll(inMemory());
        merge(heads, sink);
    }

    private List<Head> inMemory() {
        List<Head> heads = new ArrayList<>();
        if (size > 0) {
            heads.add(new InMemory());
        }
        if (shorts.size() > 0) {
            heads.add(new Shorts());
        }
        return heads;
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

    private final class Shorts extends Head {
        private final Integer[] order;
        private final int[] starts;
        private int group = -1;
        private int at;
        private int end;
        private int keyLength;

        Shorts() {
            byte[][] keys = new byte[shorts.groups()][];
            order = new Integer[keys.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = groupKeys.apply(i);
                order[i] = i;
            }
            Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(keys[a], keys[b]));
            starts = shorts.sort();
        }

        @Override
        boolean next() {
            while (at == end) {
                if (++group == order.length) {
                    return false;
                }
                at = starts[order[group]];
                end = starts[order[group] + 1];
                byte[] key = groupKeys.apply(order[group]);
                bytes = Arrays.copyOf(key, key.length + 1 + Long.BYTES);
                bytes[key.length] = ShortValues.FIRST;
                keyLength = key.length + 1;
            }
            long value = shorts.get(at++);
            to = keyLength + LongSort.unpack(value, bytes, keyLength);
            count = 1;
            while (at < end && shorts.get(at) == value) {
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
