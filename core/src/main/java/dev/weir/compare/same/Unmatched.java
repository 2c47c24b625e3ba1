package dev.weir.compare.same;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one file that have met no row of the other with the same hash yet. Of rows with one hash the one that came
 * first is taken first. Memory: some 50 bytes for a row that ever was in here, and up to {@value #MOST_BYTES} for the bytes of
 * their records: beyond that they are to be read again.
 */
final class Unmatched {
    static final int NONE = -1;
    private static final int MOST_BYTES = 1 << 24;
    private static final int FREE = 0;
    private static final int GONE = -1;

    private final MemoryUse memory;
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] places = new long[1024];
    private int[] starts = new int[1024];
    private int[] lengths = new int[1024];
    private byte[] records = new byte[1 << 12];
    private int bytes;
    private boolean keepsRecords;
    private int[] slots = new int[4096];
    private int count;
    private int used;
    private int left;

    /** @param keepsRecords whether the bytes of rows are kept as well */
    Unmatched(MemoryUse memory, boolean keepsRecords) {
        this.memory = memory;
        this.keepsRecords = keepsRecords;
    }

    /** Adds a row, its place behind those of all before. */
    void add(long high, long low, long place, byte[] from, int start, int end) {
        if (count == this.high.length) {
            int more = count + (count >> 1);
            memory.hold(40L * (more - count));
            this.high = Arrays.copyOf(this.high, more);
            this.low = Arrays.copyOf(this.low, more);
            this.places = Arrays.copyOf(this.places, more);
            this.starts = Arrays.copyOf(starts, more);
            this.lengths = Arrays.copyOf(lengths, more);
        }
        if (2 * used >= slots.length) {
            rebuild();
        }
        this.high[count] = high;
        this.low[count] = low;
        places[count] = place;
        keep(from, start, end);
        put(count++);
        left++;
    }

    private void keep(byte[] from, int start, int end) {
        int length = end - start;
        if (!keepsRecords || bytes + length + 1 > MOST_BYTES) {
            keepsRecords = false;
            return;
        }
        if (bytes + length + 1 > records.length) {
            int more = Math.max(2 * records.length, bytes + length + 1);
            memory.hold(more - records.length);
            records = Arrays.copyOf(records, more);
        }
        starts[count] = bytes;
        lengths[count] = length;
        System.arraycopy(from, start, records, bytes, length);
        bytes += length;
    }

    private void put(int entry) {
        int slot = slot(high[entry]);
        while (slots[slot] != FREE) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry + 1;
        used++;
    }

    private int slot(long hash) {
        return (int) (hash * 0x9e3779b97f4a7c15L >>> 33) & slots.length - 1;
    }

    /** Drops what has been taken, so that those that remain are found as fast. */
    private void rebuild() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (places[i] >= 0) {
                high[kept] = high[i];
                low[kept] = low[i];
                starts[kept] = starts[i];
                lengths[kept] = lengths[i];
                places[kept++] = places[i];
            }
        }
        count = kept;
        int room = slots.length;
        while (room < 4 * kept) {
            room *= 2;
        }
        memory.hold(4L * (room - slots.length));
        slots = new int[room];
        used = 0;
        for (int i = 0; i < count; i++) {
            put(i);
        }
    }

    /** Takes the first row with this hash: its place, {@link #NONE} where there is none. */
    long take(long high, long low) {
        if (left == 0) {
            return NONE;
        }
        int slot = slot(high);
        while (slots[slot] != FREE) {
            int entry = slots[slot] - 1;
            if (entry >= 0 && this.high[entry] == high && this.low[entry] == low) {
                slots[slot] = GONE;
                long place = places[entry];
                places[entry] = NONE;
                left--;
                return place;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return NONE;
    }

    /** The places of those that were not taken, rising. */
    long[] places() {
        return Arrays.stream(places, 0, count).filter(place -> place >= 0).toArray();
    }

    /** The bytes of those that were not taken, each with a line end behind it; null where they were not kept. */
    byte @Nullable [] records() {
        if (!keepsRecords) {
            return null;
        }
        byte[] all = new byte[bytes + left];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (places[i] >= 0) {
                System.arraycopy(records, starts[i], all, at, lengths[i]);
                at += lengths[i];
                all[at++] = '\n';
            }
        }
        return Arrays.copyOf(all, at);
    }
}
