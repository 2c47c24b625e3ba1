package dev.weir.store;

import org.jspecify.annotations.Nullable;

/** Sorted entries of an arena, each key once. Immutable and safe for several threads. */
final class Segment {
    private final EntryArena arena;
    private final long[] places;
    private final int size;

    private Segment(EntryArena arena, long[] places, int size) {
        this.arena = arena;
        this.places = places;
        this.size = size;
    }

    /** Of sorted places, of which the last of each key counts. */
    static Segment of(EntryArena arena, long[] places, int size) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i % EntryArena.NEAR == 0) {
                arena.touch(places, i, Math.min(size, i + EntryArena.NEAR + 1));
            }
            if (i + 1 == size || arena.compare(places[i], places[i + 1]) != 0) {
                places[kept++] = places[i];
            }
        }
        return new Segment(arena, places, kept);
    }

    /** Both as one; the newer's entry wins. */
    static Segment merge(Segment older, Segment newer) {
        EntryArena arena = older.arena;
        long[] merged = new long[older.size + newer.size];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < older.size && j < newer.size) {
            int order = arena.compare(older.places[i], newer.places[j]);
            if (order < 0) {
                merged[count++] = older.places[i++];
            } else {
                merged[count++] = newer.places[j++];
                i += order == 0 ? 1 : 0;
            }
        }
        System.arraycopy(older.places, i, merged, count, older.size - i);
        count += older.size - i;
        System.arraycopy(newer.places, j, merged, count, newer.size - j);
        return new Segment(arena, merged, count + newer.size - j);
    }

    int size() {
        return size;
    }

    /** The first entry from {@code from} on whose key is not smaller. */
    private int ceiling(int from, byte[] key, int start, int length) {
        int low = from;
        int high = size;
        for (int step = 1; low < size; step <<= 1) { // near ones first
            int probe = Math.min(size - 1, low + step - 1);
            if (arena.compare(places[probe], key, start, length) >= 0) {
                high = probe;
                break;
            }
            low = probe + 1;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arena.compare(places[middle], key, start, length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int find(byte[] key) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = arena.compare(places[middle], key, 0, key.length);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** On the entry of a key, or on none. */
    @Nullable
    EntryCursor get(byte[] key) {
        int found = find(key);
        if (found < 0) {
            return null;
        }
        Walk walk = new Walk();
        walk.to(found);
        return walk;
    }

    EntryCursor cursor() {
        return new Walk();
    }

    private final class Walk extends EntryCursor {
        private int at = -1;

        @Override
        boolean seek(byte[] key, int from, int length) {
            boolean isAhead = isAt && compare(key, from, length) <= 0;
            return to(ceiling(isAhead ? at : 0, key, from, length));
        }

        @Override
        boolean next() {
            int next = Math.min(size, at + 1);
            if (next % EntryArena.NEAR == 0) {
                arena.touch(places, next, Math.min(size, next + EntryArena.NEAR));
            }
            return to(next);
        }

        @Override
        boolean previous() {
            return to(Math.max(-1, at - 1));
        }

        @Override
        void toEnd() {
            to(size);
        }

        private boolean to(int place) {
            at = place;
            isAt = place >= 0 && place < size;
            if (isAt) {
                long entry = places[place];
                keys = arena.chunk(entry);
                keyFrom = arena.keyFrom(entry);
                keyLength = arena.keyLength(entry);
                int end = keyFrom + keyLength;
                values = keys;
                valueLength = EntryArena.valueLength(keys, end);
                valueFrom = EntryArena.valueFrom(keys, end);
            }
            return isAt;
        }
    }
}
