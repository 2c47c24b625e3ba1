package dev.weir.validate;

import dev.weir.row.Column;
import java.util.Arrays;

/**
 * A few longs in a table where each has a slot of its own, so that one multiplication and one load say whether a long is
 * among them: {@code table[(int) (value * factor >>> shift)] == value}. A free slot holds a value that belongs elsewhere.
 */
final class LongTable {
    /** How many values a table holds at most; none gives a table that no value is in. */
    static final int MOST = 64;

    private static final int TRIES = 64;

    final long[] table;
    final long factor;
    final int shift;

    private LongTable(long[] table, long factor, int shift) {
        this.table = table;
        this.factor = factor;
        this.shift = shift;
    }

    /** A table of at least one and at most {@link #MOST} different values. */
    static LongTable of(long[] values) {
        int bits = 34 - Integer.numberOfLeadingZeros(values.length);
        long factor = 0x9e3779b97f4a7c15L;
        for (int tries = 0; ; tries++) {
            int shift = 64 - bits - tries / TRIES;
            long[] table = new long[1 << (64 - shift)];
            boolean[] taken = new boolean[table.length];
            Arrays.fill(table, values[0]);
            boolean free = true;
            for (int i = 0; i < values.length && free; i++) {
                int slot = (int) (values[i] * factor >>> shift);
                free = !taken[slot];
                taken[slot] = true;
                table[slot] = values[i];
            }
            if (free) {
                return new LongTable(table, factor, shift);
            }
            factor = Column.mix(factor) | 1;
        }
    }
}
