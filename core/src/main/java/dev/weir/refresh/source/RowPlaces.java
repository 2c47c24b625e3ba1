package dev.weir.refresh.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which row has a number: the labels of some rows, with how many rows there are from each to the next. One thread. */
final class RowPlaces {
    private static final int PART = 512;

    private final List<byte[]> from = new ArrayList<>();
    private long[] counts = new long[16];

    /** A label to begin at, and the number of the row looked for from there, from 1. */
    record Place(byte[] from, long number) {}

    private RowPlaces() {
        from.add(Line.NO_LABEL);
    }

    static RowPlaces of(EditedRows.Walk rows) {
        RowPlaces places = new RowPlaces();
        while (rows.next()) {
            int last = places.from.size() - 1;
            if (places.counts[last] == PART) {
                places.from.add(rows.label());
                last++;
                if (last == places.counts.length) {
                    places.counts = Arrays.copyOf(places.counts, 2 * last);
                }
            }
            places.counts[last]++;
        }
        return places;
    }

    /** Takes in that there is a row more, or one less. */
    void count(byte[] label, int change) {
        int low = 0;
        int high = from.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (Arrays.compareUnsigned(from.get(middle), label) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        counts[low - 1] += change;
    }

    Place find(long number) {
        long left = number;
        int part = 0;
        while (part < from.size() - 1 && left > counts[part]) {
            left -= counts[part++];
        }
        return new Place(from.get(part), left);
    }
}
