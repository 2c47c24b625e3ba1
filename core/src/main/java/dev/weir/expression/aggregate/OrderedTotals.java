package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Exact;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** MEDIAN, PERCENTILE_CONT and PERCENTILE_DISC: the value at a share of a group's values in order. */
public final class OrderedTotals extends Multiset {
    private final BigDecimal share;
    private final boolean continuous;
    private final boolean descending;

    public OrderedTotals(FieldType type, BigDecimal share, boolean continuous, boolean descending) {
        super(type, false);
        this.share = share;
        this.continuous = continuous;
        this.descending = descending;
    }

    @Override
    public Column result(int groups) {
        int[] order = sorted(true);
        Column column = values.column();
        Held found = new Held(type);
        found.reserve(Math.max(1, groups));
        Output between = new Output(type);
        between.begin(groups);
        int from = 0;
        for (int group = 0; group < groups; group++) {
            int to = from;
            long count = 0;
            for (; to < order.length && groupOf[order[to]] == group; to++) {
                count += weightOf[order[to]];
            }
            if (count > 0 && !continuous) {
                found.set(group, column, order[at(order, from, to, discrete(count))]);
            } else if (count > 0) {
                between.putNumberObject(interpolated(order, from, to, count));
            } else if (continuous) {
                between.putNull();
            }
            from = to;
        }
        return continuous ? between.finish() : found.copy(groups);
    }

    /** The 0-based rank of the first value whose share of the order is at least the wanted one. */
    private long discrete(long count) {
        BigDecimal rank = share.multiply(BigDecimal.valueOf(count)).setScale(0, RoundingMode.CEILING);
        long first = Math.max(0, rank.longValueExact() - 1);
        return descending ? count - 1 - first : first;
    }

    /** The entry, among those of one group, that holds the value of a rank. */
    private int at(int[] order, int from, int to, long rank) {
        long left = rank;
        for (int i = from; i < to; i++) {
            left -= weightOf[order[i]];
            if (left < 0) {
                return i;
            }
        }
        return to - 1;
    }

    private Object interpolated(int[] order, int from, int to, long count) {
        BigDecimal wanted = descending ? BigDecimal.ONE.subtract(share) : share;
        BigDecimal rank = wanted.multiply(BigDecimal.valueOf(count - 1));
        BigDecimal whole = rank.setScale(0, RoundingMode.FLOOR);
        BigDecimal part = rank.subtract(whole);
        DecimalColumn numbers = (DecimalColumn) values.column();
        Object low = Exact.object(numbers, order[at(order, from, to, whole.longValueExact())]);
        if (part.signum() == 0) {
            return low;
        }
        Object high = Exact.object(numbers, order[at(order, from, to, whole.longValueExact() + 1)]);
        if (low instanceof BigDecimal a && high instanceof BigDecimal b) {
            return a.add(b.subtract(a).multiply(part)).round(Exact.DIGITS);
        }
        return low instanceof Double special && special.isNaN() || high instanceof Double other && other.isNaN()
                ? (Object) Double.NaN
                : infinite(low, high);
    }

    private static Object infinite(Object low, Object high) {
        boolean down = low instanceof Double;
        boolean up = high instanceof Double;
        return down && up && !low.equals(high) ? (Object) Double.NaN : down ? low : high;
    }
}
