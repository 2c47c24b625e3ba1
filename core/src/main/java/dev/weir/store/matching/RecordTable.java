package dev.weir.store.matching;

/**
 * Where records of a base stand, by their hash, of equal ones the first. When there are too many, it keeps those of every
 * second, fourth … hash only, the same whatever file they are of: a longer run that moved is found by some record of it.
 * Memory: 8 MB at most, for a moment twice as much.
 */
final class RecordTable {
    private static final int MOST_SLOTS = 1 << 19;
    private long[] hashes = new long[1 << 10];
    private long[] places = new long[1 << 10];
    private int records;
    private int skipped;

    void add(long hash, long place) {
        if (!isKept(hash)) {
            return;
        }
        int slot = slot(hash);
        if (hashes[slot] == 0) {
            hashes[slot] = hash;
            places[slot] = place;
            records++;
            if (records > hashes.length / 2) {
                makeRoom();
            }
        }
    }

    private boolean isKept(long hash) {
        return skipped == 0 || hash >>> 64 - skipped == 0;
    }

    private int slot(long hash) {
        int slot = (int) hash & hashes.length - 1;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    private void makeRoom() {
        long[] before = hashes;
        long[] beforePlaces = places;
        int slots = Math.min(2 * before.length, MOST_SLOTS);
        if (slots == before.length) {
            skipped++;
        }
        hashes = new long[slots];
        places = new long[slots];
        records = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0 && isKept(before[i])) {
                int slot = slot(before[i]);
                hashes[slot] = before[i];
                places[slot] = beforePlaces[i];
                records++;
            }
        }
    }

    /** Where a record with this hash stands; -1 where none is known. */
    long find(long hash) {
        int slot = slot(hash);
        return hashes[slot] == 0 ? -1 : places[slot];
    }
}
