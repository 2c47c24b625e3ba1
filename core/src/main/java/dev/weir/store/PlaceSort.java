package dev.weir.store;

import java.util.Arrays;

/**
 * Sorts the places of entries by their keys, stable: entries of one key stay in the order they came in. Eight bytes of
 * the keys at a time are sorted by radix, then each stretch of equal ones by the next eight; short stretches by
 * insertion. Holds 24 bytes an entry while it sorts.
 */
final class PlaceSort {
    private static final int SHORT = 24;

    private final EntryArena arena;
    private long[] places;
    private long[] otherPlaces;
    private long[] prefixes;
    private long[] otherPrefixes;
    private final int[] counts = new int[8 * 256];

    private PlaceSort(EntryArena arena, long[] places, int size) {
        this.arena = arena;
        this.places = places;
        boolean isShort = size <= SHORT;
        this.otherPlaces = new long[isShort ? 0 : size];
        this.prefixes = new long[isShort ? 0 : size];
        this.otherPrefixes = new long[isShort ? 0 : size];
    }

    /** Sorts the first {@code size} places of entries whose keys have their first {@code common} bytes in common. */
    static void sort(EntryArena arena, long[] places, int size, int common) {
        new PlaceSort(arena, places, size).sort(0, size, common);
    }

    private void sort(int from, int to, int common) {
        for (int depth = common; ; depth += Long.BYTES) {
            if (to - from <= SHORT) {
                insert(from, to);
                return;
            }
            int longest = 0;
            for (int i = from; i < to; i++) {
                if (depth > common && (i - from) % EntryArena.NEAR == 0) {
                    arena.touch(places, i, Math.min(to, i + EntryArena.NEAR));
                }
                longest = Math.max(longest, arena.keyLength(places[i]));
                prefixes[i] = arena.prefix(places[i], depth);
            }
            if (longest <= depth) { // what differs is how many zero bytes are at the end
                for (int i = from; i < to; i++) {
                    prefixes[i] = arena.keyLength(places[i]);
                }
                radix(from, to);
                return;
            }
            radix(from, to);
            if (prefixes[from] != prefixes[to - 1]) {
                sortEqualOnes(from, to, depth + Long.BYTES);
                return;
            }
        }
    }

    private void sortEqualOnes(int from, int to, int depth) {
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || prefixes[i] != prefixes[start]) {
                if (i - start > 1) {
                    sort(start, i, depth);
                }
                start = i;
            }
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long place = places[i];
            int at = i;
            while (at > from && arena.compare(places[at - 1], place) > 0) {
                places[at] = places[at - 1];
                at--;
            }
            places[at] = place;
        }
    }

    /** Least significant byte first, over those bytes in which the prefixes differ. */
    private void radix(int from, int to) {
        Arrays.fill(counts, 0);
        for (int i = from; i < to; i++) {
            long prefix = prefixes[i];
            for (int digit = 0; digit < 8; digit++) {
                counts[digit << 8 | (int) (prefix >>> 8 * digit) & 0xff]++;
            }
        }
        for (int digit = 0; digit < 8; digit++) {
            int base = digit << 8;
            if (counts[base | (int) (prefixes[from] >>> 8 * digit) & 0xff] == to - from) {
                continue;
            }
            int sum = from;
            for (int value = base; value < base + 256; value++) {
                int count = counts[value];
                counts[value] = sum;
                sum += count;
            }
            scatter(from, to, digit);
        }
    }

    private void scatter(int from, int to, int digit) {
        int base = digit << 8;
        for (int i = from; i < to; i++) {
            long prefix = prefixes[i];
            int target = counts[base | (int) (prefix >>> 8 * digit) & 0xff]++;
            otherPrefixes[target] = prefix;
            otherPlaces[target] = places[i];
        }
        System.arraycopy(otherPrefixes, from, prefixes, from, to - from);
        System.arraycopy(otherPlaces, from, places, from, to - from);
    }
}
