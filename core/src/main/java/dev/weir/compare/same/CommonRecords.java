package dev.weir.compare.same;

import dev.weir.process.Copies;
import dev.weir.store.matching.Numbers;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Long stretches of records that two files have in common to the byte, in the order of both, with where they stand: from
 * those of two pairs of files those of the third follow, without a file being read. Memory: 48 bytes a stretch.
 */
public final class CommonRecords {
    /** A shorter stretch is not worth to be kept: its records are compared again. */
    static final int SHORTEST = 1 << 12;

    private static final int MOST = 1 << 18;
    private static final int FORMAT = 1;
    private static final int PARTS = 6;
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int BYTES = 2;
    private static final int FROM_ROW = 3;
    private static final int TO_ROW = 4;
    private static final int ROWS = 5;

    private long[] stretches = new long[16 * PARTS];
    private int count;
    private boolean isTooMuch;

    /**
     * Adds records behind those that are there.
     *
     * @param from at which byte of the first file they begin
     * @param to at which of the second
     * @param fromRow how many rows stand before them in the first file
     * @param toRow and in the second
     */
    void add(long from, long to, long bytes, long fromRow, long toRow, long rows) {
        if (bytes == 0 || isTooMuch) {
            return;
        }
        if (count > 0 && end(FROM, BYTES) == from && end(TO, BYTES) == to) {
            stretches[(count - 1) * PARTS + BYTES] += bytes;
            stretches[(count - 1) * PARTS + ROWS] += rows;
            return;
        }
        if (count > 0 && get(count - 1, BYTES) < SHORTEST) {
            count--;
        }
        if (count == MOST) {
            isTooMuch = true;
            return;
        }
        int at = count++ * PARTS;
        if (at == stretches.length) {
            stretches = Arrays.copyOf(stretches, 2 * at);
        }
        long[] parts = {from, to, bytes, fromRow, toRow, rows};
        System.arraycopy(parts, 0, stretches, at, PARTS);
    }

    private long end(int part, int length) {
        return get(count - 1, part) + get(count - 1, length);
    }

    private long get(int stretch, int part) {
        return stretches[stretch * PARTS + part];
    }

    /** Whether there is nothing worth to be kept. */
    public boolean isEmpty() {
        return isTooMuch || count == 0 || count == 1 && get(0, BYTES) < SHORTEST;
    }

    /** The same for who is to read both files. */
    public Copies copies(Path first) {
        Copies copies = new Copies(first);
        for (int i = 0; i < count; i++) {
            copies.add(get(i, FROM), get(i, TO), get(i, BYTES), get(i, ROWS));
        }
        return copies;
    }

    /** What the second file has in common with the first. */
    public CommonRecords reversed() {
        CommonRecords reversed = new CommonRecords();
        for (int i = 0; i < count; i++) {
            reversed.add(get(i, TO), get(i, FROM), get(i, BYTES), get(i, TO_ROW), get(i, FROM_ROW), get(i, ROWS));
        }
        return reversed;
    }

    /** What the first file has in common with a third, from what the second has with it. */
    public CommonRecords then(CommonRecords next) {
        CommonRecords both = new CommonRecords();
        int mine = 0;
        int theirs = 0;
        while (mine < count && theirs < next.count) {
            long end = get(mine, TO) + get(mine, BYTES);
            long nextEnd = next.get(theirs, FROM) + next.get(theirs, BYTES);
            long from = Math.max(get(mine, TO), next.get(theirs, FROM));
            long to = Math.min(end, nextEnd);
            if (from < to) {
                // either end is one of a stretch of mine or of theirs, so its row in the second file is known
                long row = from == get(mine, TO) ? get(mine, TO_ROW) : next.get(theirs, FROM_ROW);
                long behind = to == end
                        ? get(mine, TO_ROW) + get(mine, ROWS)
                        : next.get(theirs, FROM_ROW) + next.get(theirs, ROWS);
                both.add(
                        get(mine, FROM) + from - get(mine, TO),
                        next.get(theirs, TO) + from - next.get(theirs, FROM),
                        to - from,
                        get(mine, FROM_ROW) + row - get(mine, TO_ROW),
                        next.get(theirs, TO_ROW) + row - next.get(theirs, FROM_ROW),
                        behind - row);
            }
            mine += end <= nextEnd ? 1 : 0;
            theirs += nextEnd <= end ? 1 : 0;
        }
        return both;
    }

    /** The bytes that {@link #read} reads. */
    public byte[] write() {
        Numbers bytes = new Numbers().number(FORMAT);
        long[] ends = new long[PARTS];
        for (int i = 0; i < count; i++) {
            if (get(i, BYTES) < SHORTEST) {
                continue;
            }
            for (int part : new int[] {FROM, TO, FROM_ROW, TO_ROW}) {
                bytes.number(get(i, part) - ends[part]);
                ends[part] = get(i, part) + get(i, part < BYTES ? BYTES : ROWS);
            }
            bytes.number(get(i, BYTES)).number(get(i, ROWS));
        }
        return bytes.copy();
    }

    /** Reads what {@link #write} wrote; null where it is something else. */
    public static @Nullable CommonRecords read(byte[] bytes) {
        CommonRecords read = new CommonRecords();
        int[] at = {0};
        if (number(bytes, at) != FORMAT) {
            return null;
        }
        long[] ends = new long[PARTS];
        long[] next = new long[PARTS];
        while (at[0] < bytes.length) {
            for (int part : new int[] {FROM, TO, FROM_ROW, TO_ROW, BYTES, ROWS}) {
                next[part] = number(bytes, at);
                if (next[part] < 0) {
                    return null;
                }
            }
            for (int part : new int[] {FROM, TO, FROM_ROW, TO_ROW}) {
                next[part] += ends[part];
                ends[part] = next[part] + next[part < BYTES ? BYTES : ROWS];
            }
            read.add(next[FROM], next[TO], next[BYTES], next[FROM_ROW], next[TO_ROW], next[ROWS]);
        }
        return read;
    }

    /** A number; -1 where there is none. */
    private static long number(byte[] bytes, int[] at) {
        long value = 0;
        for (int shift = 0; shift < 63 && at[0] < bytes.length; shift += 7) {
            int next = bytes[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }
}
