package dev.weir.delta;

import java.util.Arrays;

/**
 * The longest increasing run of rows that were put in another order: the rows that stay where they are, while the others
 * are moved. Of several longest ones it is the one whose rows, from the last to the first, stood earliest. Rows that
 * follow each other in both orders may be given together, as one or as several parts: what is found is the same.
 */
public final class IncreasingRun {
    private IncreasingRun() {}

    /**
     * @param from old place of each part's first row, in the new order, all different
     * @param length rows of each part
     * @return whether the part is in the run
     */
    public static boolean[] of(long[] from, long[] length) {
        int count = from.length;
        boolean[] kept = new boolean[count];
        if (isIncreasing(from)) {
            Arrays.fill(kept, true);
            return kept;
        }
        long[] sorted = from.clone();
        Arrays.sort(sorted);
        int[] rankOf = new int[count];
        long[] weight = new long[count];
        int[] before = new int[count];
        int[] best = new int[count + 1];
        Arrays.fill(best, -1);
        for (int i = 0; i < count; i++) {
            rankOf[i] = Arrays.binarySearch(sorted, from[i]) + 1;
            int last = -1;
            for (int at = rankOf[i] - 1; at > 0; at -= at & -at) {
                last = better(last, best[at], weight, from);
            }
            before[i] = last;
            weight[i] = length[i] + (last < 0 ? 0 : weight[last]);
            for (int at = rankOf[i]; at <= count; at += at & -at) {
                best[at] = better(best[at], i, weight, from);
            }
        }
        int last = -1;
        for (int i = 0; i < count; i++) {
            last = better(last, i, weight, from);
        }
        for (; last >= 0; last = before[last]) {
            kept[last] = true;
        }
        return kept;
    }

    private static boolean isIncreasing(long[] from) {
        for (int i = 1; i < from.length; i++) {
            if (from[i] < from[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static int better(int a, int b, long[] weight, long[] from) {
        if (a < 0 || b < 0) {
            return Math.max(a, b);
        }
        return weight[a] != weight[b] ? (weight[a] > weight[b] ? a : b) : from[a] < from[b] ? a : b;
    }
}
