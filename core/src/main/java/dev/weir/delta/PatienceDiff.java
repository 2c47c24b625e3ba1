package dev.weir.delta;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Which rows of two sequences are the same ones, by the hashes of their cells: common prefix, common suffix, then those
 * that stand once on either side, as far as they are in the same order, and the same again between them. Pairs rise on
 * both sides. What remains has gone or is new.
 */
public final class PatienceDiff {
    private static final int NONE = -1;
    private static final int REPEATED = -2;

    private final long[] old;
    private final long[] now;
    private final int[] oldOf;
    private final ArrayDeque<int[]> open = new ArrayDeque<>();

    private PatienceDiff(long[] old, long[] now) {
        this.old = old;
        this.now = now;
        this.oldOf = new int[now.length];
        Arrays.fill(oldOf, NONE);
    }

    /** For each new row the place of the old one, -1 where there is none. Memory: 24 bytes a row. */
    public static int[] match(long[] old, long[] now) {
        PatienceDiff diff = new PatienceDiff(old, now);
        diff.open.push(new int[] {0, old.length, 0, now.length});
        while (!diff.open.isEmpty()) {
            int[] range = diff.open.pop();
            diff.matchRange(range[0], range[1], range[2], range[3]);
        }
        return diff.oldOf;
    }

    private void matchRange(int oldStart, int oldEnd, int nowStart, int nowEnd) {
        int from = oldStart;
        int to = oldEnd;
        int nowFrom = nowStart;
        int nowTo = nowEnd;
        while (from < to && nowFrom < nowTo && old[from] == now[nowFrom]) {
            oldOf[nowFrom++] = from++;
        }
        while (from < to && nowFrom < nowTo && old[to - 1] == now[nowTo - 1]) {
            oldOf[--nowTo] = --to;
        }
        if (from < to && nowFrom < nowTo) {
            anchor(from, to, nowFrom, nowTo);
        }
    }

    private void anchor(int from, int to, int nowFrom, int nowTo) {
        int[] partners = partners(from, to, nowFrom, nowTo);
        int parts = 0;
        int anchors = 0;
        int last = NONE;
        int[] oldAt = new int[16];
        int[] nowAt = new int[16];
        int[] length = new int[16];
        int[] uniqueOf = reversed(partners, nowFrom, nowTo);
        for (int i = nowFrom; i < nowTo; i++) {
            int partner = uniqueOf[i - nowFrom];
            if (partner == NONE) {
                continue;
            }
            anchors++;
            int place = from + partner;
            if (parts > 0 && last == i - 1 && oldAt[parts - 1] + length[parts - 1] == place) {
                length[parts - 1]++;
            } else {
                if (parts == oldAt.length) {
                    oldAt = Arrays.copyOf(oldAt, 2 * parts);
                    nowAt = Arrays.copyOf(nowAt, 2 * parts);
                    length = Arrays.copyOf(length, 2 * parts);
                }
                oldAt[parts] = place;
                nowAt[parts] = i;
                length[parts++] = 1;
            }
            last = i;
        }
        if (anchors > 0) {
            divide(parts, oldAt, nowAt, length, to, nowTo, from, nowFrom);
        }
    }

    private void divide(int parts, int[] oldAt, int[] nowAt, int[] length, int to, int nowTo, int from, int nowFrom) {
        long[] places = new long[parts];
        long[] weights = new long[parts];
        for (int i = 0; i < parts; i++) {
            places[i] = oldAt[i];
            weights[i] = length[i];
        }
        boolean[] kept = IncreasingRun.of(places, weights);
        int oldDone = from;
        int nowDone = nowFrom;
        for (int i = 0; i < parts; i++) {
            if (kept[i]) {
                push(oldDone, oldAt[i], nowDone, nowAt[i]);
                for (int k = 0; k < length[i]; k++) {
                    oldOf[nowAt[i] + k] = oldAt[i] + k;
                }
                oldDone = oldAt[i] + length[i];
                nowDone = nowAt[i] + length[i];
            }
        }
        push(oldDone, to, nowDone, nowTo);
    }

    private void push(int from, int to, int nowFrom, int nowTo) {
        if (from < to && nowFrom < nowTo) {
            open.push(new int[] {from, to, nowFrom, nowTo});
        }
    }

    /** For each old row the new one with its hash, if both stand once. */
    private int[] partners(int from, int to, int nowFrom, int nowTo) {
        int[] partner = new int[to - from];
        Arrays.fill(partner, NONE);
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, partner.length));
        int[] slots = new int[1 << Math.min(30, bits)];
        int shift = 64 - Math.min(30, bits);
        for (int i = 0; i < partner.length; i++) {
            int slot = slot(slots, shift, old[from + i], from);
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
            } else {
                partner[slots[slot] - 1] = REPEATED;
            }
        }
        for (int i = nowFrom; i < nowTo; i++) {
            int slot = slot(slots, shift, now[i], from);
            if (slots[slot] != 0) {
                int of = slots[slot] - 1;
                partner[of] = partner[of] == NONE ? i - nowFrom : REPEATED;
            }
        }
        return partner;
    }

    private int slot(int[] slots, int shift, long hash, int from) {
        int slot = (int) (hash * 0x9e3779b97f4a7c15L >>> shift);
        while (slots[slot] != 0 && old[from + slots[slot] - 1] != hash) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static int[] reversed(int[] partners, int nowFrom, int nowTo) {
        int[] of = new int[nowTo - nowFrom];
        Arrays.fill(of, NONE);
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] >= 0) {
                of[partners[i]] = i;
            }
        }
        return of;
    }
}
