package dev.weir.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are in no run yet. They are appended as they come; who wants to read has them sorted into a segment, and
 * segments of like size are merged, so that there are few. Changes that come in ascending order are not sorted again.
 * Sorted for reading by one thread at a time; segments are read by any.
 */
final class Pending {
    private EntryArena arena = new EntryArena();
    /** Oldest first, each more than twice as large as the one behind it. */
    private final List<Segment> segments = new ArrayList<>();

    private long openFrom;
    private int open;
    private boolean ascends = true;
    private byte[] first = {};
    private byte[] last = {};
    private int lastLength;
    private int common;
    private boolean allAscend = true;
    private int entries;

    /** @param value {@code null} removes */
    void add(byte[] key, int keyFrom, int keyLength, byte @Nullable [] value, int valueFrom, int valueLength) {
        int keyEnd = keyFrom + keyLength;
        if (open == 0) {
            openFrom = arena.end();
            first = Arrays.copyOfRange(key, keyFrom, keyEnd);
            common = keyLength;
            allAscend = allAscend && (entries == 0 || isBehindLast(key, keyFrom, keyEnd));
        } else {
            ascends = ascends && isBehindLast(key, keyFrom, keyEnd);
            int shared = Math.min(common, keyLength);
            int differs = Arrays.mismatch(first, 0, shared, key, keyFrom, keyFrom + shared);
            common = differs < 0 ? shared : differs;
        }
        arena.append(key, keyFrom, keyLength, value, valueFrom, valueLength);
        if (last.length < keyLength) {
            last = new byte[Math.max(keyLength, 2 * last.length)];
        }
        System.arraycopy(key, keyFrom, last, 0, keyLength);
        lastLength = keyLength;
        open++;
        entries++;
    }

    private boolean isBehindLast(byte[] key, int from, int to) {
        return Arrays.compareUnsigned(last, 0, lastLength, key, from, to) <= 0;
    }

    boolean isEmpty() {
        return entries == 0;
    }

    /** How many were added. */
    int entries() {
        return entries;
    }

    /** Heap that they hold, or will while they are sorted. */
    long heapBytes() {
        return arena.allocated() + (long) (entries - open) * 12 + (long) open * (ascends ? 8 : 32);
    }

    /** Whether all came in ascending order. */
    boolean ascends() {
        return allAscend && ascends;
    }

    /** All of them sorted, as few segments, newest first. */
    List<Segment> segments() {
        if (open > 0) {
            close();
        }
        List<Segment> newestFirst = new ArrayList<>(segments.size());
        for (int i = segments.size(); --i >= 0; ) {
            newestFirst.add(segments.get(i));
        }
        return newestFirst;
    }

    private void close() {
        long[] places = new long[open];
        long place = openFrom;
        for (int i = 0; i < open; i++) {
            place = arena.skip(place);
            places[i] = place;
            place = arena.behind(place);
        }
        if (!ascends) {
            PlaceSort.sort(arena, places, open, common);
        }
        allAscend &= ascends;
        Segment newest = Segment.of(arena, places, open);
        open = 0;
        ascends = true;
        while (!segments.isEmpty()
                && newest.size() >= segments.get(segments.size() - 1).size() / 2) {
            newest = Segment.merge(segments.remove(segments.size() - 1), newest);
        }
        segments.add(newest);
    }

    /** Forgets them; what reads their segments reads on. */
    void clear() {
        arena = new EntryArena();
        segments.clear();
        open = 0;
        entries = 0;
        ascends = true;
        allAscend = true;
        last = new byte[0];
        lastLength = 0;
    }
}
