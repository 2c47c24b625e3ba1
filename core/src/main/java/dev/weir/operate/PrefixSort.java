package dev.weir.operate;

import java.util.Arrays;

/**
 * Sorts places by 64-bit prefixes, unsigned, stable: radix sort, a byte at a time, leaving out bytes that all share.
 * Keeps its buffers between calls; one thread.
 */
final class PrefixSort {
    private long[] otherPrefixes = new long[0];
    private int[] otherPlaces = new int[0];
    private final int[] counts = new int[256];

    /** Compares two places whose prefixes are equal. */
    @FunctionalInterface
    interface Ties {
        int compare(int place, int otherPlace);
    }

    /** Sorts the first {@code count} entries of both arrays by prefix. */
    void sort(long[] prefixes, int[] places, int count) {
        if (count < 2 || ascending(prefixes, count)) {
            return;
        }
        if (otherPrefixes.length < count) {
            otherPrefixes = new long[count];
            otherPlaces = new int[count];
        }
        long all = -1;
        long any = 0;
        for (int i = 0; i < count; i++) {
            all &= prefixes[i];
            any |= prefixes[i];
        }
        long differ = all ^ any;
        long[] from = prefixes;
        int[] fromPlaces = places;
        long[] to = otherPrefixes;
        int[] toPlaces = otherPlaces;
        for (int shift = 0; shift < 64; shift += 8) {
            if ((differ >>> shift & 0xff) != 0) {
                pass(from, fromPlaces, to, toPlaces, count, shift);
                long[] swapped = from;
                from = to;
                to = swapped;
                int[] swappedPlaces = fromPlaces;
                fromPlaces = toPlaces;
                toPlaces = swappedPlaces;
            }
        }
        if (from != prefixes) {
            System.arraycopy(from, 0, prefixes, 0, count);
            System.arraycopy(fromPlaces, 0, places, 0, count);
        }
    }

    private static boolean ascending(long[] prefixes, int count) {
        for (int i = 1; i < count; i++) {
            if (Long.compareUnsigned(prefixes[i - 1], prefixes[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private void pass(long[] from, int[] fromPlaces, long[] to, int[] toPlaces, int count, int shift) {
        int[] ends = counts;
        Arrays.fill(ends, 0);
        for (int i = 0; i < count; i++) {
            ends[(int) (from[i] >>> shift) & 0xff]++;
        }
        int sum = 0;
        for (int i = 0; i < 256; i++) {
            int size = ends[i];
            ends[i] = sum;
            sum += size;
        }
        for (int i = 0; i < count; i++) {
            int at = ends[(int) (from[i] >>> shift) & 0xff]++;
            to[at] = from[i];
            toPlaces[at] = fromPlaces[i];
        }
    }

    /** Sorts places of equal prefixes, of entries sorted by prefix, by {@code ties}; stable. */
    static void sortTies(long[] prefixes, int[] places, int count, Ties ties) {
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && prefixes[to] == prefixes[from]) {
                to++;
            }
            if (to - from > 1) {
                mergeSort(places, from, to, ties);
            }
            from = to;
        }
    }

    private static void mergeSort(int[] places, int from, int to, Ties ties) {
        if (to - from <= 8) {
            insertionSort(places, from, to, ties);
            return;
        }
        int middle = (from + to) >>> 1;
        mergeSort(places, from, middle, ties);
        mergeSort(places, middle, to, ties);
        if (ties.compare(places[middle - 1], places[middle]) <= 0) {
            return;
        }
        int[] left = Arrays.copyOfRange(places, from, middle);
        int right = middle;
        int at = from;
        for (int i = 0; i < left.length; at++) {
            if (right < to && ties.compare(places[right], left[i]) < 0) {
                places[at] = places[right++];
            } else {
                places[at] = left[i++];
            }
        }
    }

    private static void insertionSort(int[] places, int from, int to, Ties ties) {
        for (int i = from + 1; i < to; i++) {
            int place = places[i];
            int at = i;
            while (at > from && ties.compare(places[at - 1], place) > 0) {
                places[at] = places[at - 1];
                at--;
            }
            places[at] = place;
        }
    }
}
