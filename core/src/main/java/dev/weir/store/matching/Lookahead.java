package dev.weir.store.matching;

/** The next records of a base, from where the last copy ended: what follows a change is mostly found among them. */
final class Lookahead {
    static final int RECORDS = 256;
    private final Records records;
    private final long[] hashes = new long[RECORDS];
    private final long[] places = new long[RECORDS];
    private int first;
    private int filled;

    Lookahead(Content base) {
        this.records = new Records(base, 0);
    }

    /** Looks from {@code place} on. */
    void seek(long place) {
        records.seek(place);
        first = 0;
        filled = 0;
    }

    /**
     * Takes the next record that has {@code hash}, of so many, and those before it.
     *
     * @return where it stands; -1 where none has it and none was taken
     */
    long take(long hash, int among) {
        for (int i = 0; i < among; i++) {
            if (i == filled && !fill()) {
                return -1;
            }
            int slot = first + i & RECORDS - 1;
            if (hashes[slot] == hash) {
                first = slot + 1 & RECORDS - 1;
                filled -= i + 1;
                return places[slot];
            }
        }
        return -1;
    }

    private boolean fill() {
        if (!records.next()) {
            return false;
        }
        int slot = first + filled & RECORDS - 1;
        hashes[slot] = records.hash();
        places[slot] = records.at();
        filled++;
        return true;
    }
}
