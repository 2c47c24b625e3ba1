package dev.weir.store;

import java.util.List;

/** Which runs are merged when a new one is written. */
final class Compaction {
    private static final int MOST_RUNS = 8;
    /** Smaller runs count as this large: they are merged whenever there is a newer one. */
    private static final long SMALL = 1 << 16;

    private Compaction() {}

    /**
     * How many of the oldest runs stay as they are; the others are merged with the new one, so that each run is at least
     * twice as large as all newer ones together, and there are not more than 8.
     *
     * @param runs oldest first
     * @param newBytes bytes of all keys and values that were put or removed
     */
    static int kept(List<RunFile> runs, long newBytes) {
        long newer = Math.max(SMALL, newBytes);
        int kept = runs.size();
        while (kept > 0) {
            long older = Math.max(SMALL, runs.get(kept - 1).rawBytes());
            if (newer <= older / 2 && kept < MOST_RUNS) {
                break;
            }
            newer += older;
            kept--;
        }
        return kept;
    }
}
