package dev.weir.store.object;

import dev.weir.store.matching.Content;
import java.util.Arrays;

/**
 * The parts of a base that the copies of one frame leave out, which is what its inserts most likely replace: before the
 * first copy, between a copy and a later one that begins behind its end, behind the last copy; of each the first {@link
 * DeltaFrame#GAP} bytes, before the first copy the last, until there are {@link DeltaFrame#GAPS}.
 */
final class Gaps {
    private final long baseLength;
    private long[] starts = new long[16];
    private int[] lengths = new int[16];
    private int gaps;
    private int total;
    private long end = -1;

    Gaps(long baseLength) {
        this.baseLength = baseLength;
    }

    /** The next copy of the frame. */
    void copy(long source, long length) {
        long from = end < 0 ? Math.max(0, source - DeltaFrame.GAP) : end;
        add(from, source);
        end = source + length;
    }

    private void add(long from, long to) {
        int length = (int) Math.min(Math.min(to - from, DeltaFrame.GAP), DeltaFrame.GAPS - total);
        if (length <= 0) {
            return;
        }
        if (gaps == starts.length) {
            starts = Arrays.copyOf(starts, 2 * gaps);
            lengths = Arrays.copyOf(lengths, 2 * gaps);
        }
        starts[gaps] = from;
        lengths[gaps++] = length;
        total += length;
    }

    /** The bytes, after the last copy. */
    byte[] read(Content base) {
        if (end >= 0) {
            add(end, baseLength);
        }
        byte[] bytes = new byte[total];
        int at = 0;
        for (int i = 0; i < gaps; i++) {
            base.read(starts[i], bytes, at, lengths[i]);
            at += lengths[i];
        }
        return bytes;
    }
}
