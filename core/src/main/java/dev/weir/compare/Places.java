package dev.weir.compare;

import dev.weir.compare.same.Stretches;
import java.util.Arrays;

/** Where in the second table rows of the first would stand: behind the last row before them that stays. */
final class Places {
    private final long[] from;
    private final long[] behind;

    /** @param all rows that both have, in the order of the second table */
    Places(Stretches all, boolean[] stays) {
        long[] starts = new long[all.count()];
        this.behind = new long[all.count()];
        int count = 0;
        for (int i = 0; i < all.count(); i++) {
            if (stays[i]) {
                starts[count] = all.from(i);
                behind[count++] = all.to(i) + all.length(i);
            }
        }
        this.from = Arrays.copyOf(starts, count);
    }

    /** How many rows of the second table stand before a row of the first that it does not have. */
    long of(long place) {
        int at = Arrays.binarySearch(from, place);
        int last = at >= 0 ? at : -at - 2;
        return last < 0 ? 0 : behind[last];
    }
}
