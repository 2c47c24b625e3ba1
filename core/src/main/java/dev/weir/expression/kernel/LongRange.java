package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cell held as {@code long} lies in a range, or outside: what every comparison with a constant is, and BETWEEN
 * two constants.
 */
public final class LongRange extends Predicate {
    private final ConstantKernel low;
    private final ConstantKernel high;
    private final int acceptedLow;
    private final int acceptedHigh;
    private final int shift;
    private final Bounds bounds;

    /** From {@code low} to {@code high}, both in it, none where high is less; {@code negated}: 1 for outside. */
    record Bounds(long low, long high, int negated) {
        /** The range that a comparison with {@code value} accepts: see {@link CompareKernels#accepted}. */
        static Bounds of(int accepted, long value) {
            return switch (accepted) {
                case 2 -> new Bounds(value, value, 0);
                case 5 -> new Bounds(value, value, 1);
                case 3 -> new Bounds(Long.MIN_VALUE, value, 0);
                case 4 -> new Bounds(Long.MIN_VALUE, value, 1);
                case 6 -> new Bounds(value, Long.MAX_VALUE, 0);
                default -> new Bounds(value, Long.MAX_VALUE, 1);
            };
        }

        /** One comparison and no branch a cell. */
        void fill(long[] values, int shift, byte[] truth, int rows) {
            if (low > high) {
                Arrays.fill(truth, 0, rows, (byte) negated);
                return;
            }
            long first = low;
            long width = high - low + Long.MIN_VALUE;
            int outside = negated;
            for (int i = 0; i < rows; i++) {
                long distance = (values[i] >> shift) - first + Long.MIN_VALUE;
                truth[i] = (byte) ((distance <= width ? 1 : 0) ^ outside);
            }
        }
    }

    private LongRange(
            Kernel a, ConstantKernel low, int acceptedLow, ConstantKernel high, int acceptedHigh, Bounds bounds) {
        super(a);
        this.low = low;
        this.high = high;
        this.acceptedLow = acceptedLow;
        this.acceptedHigh = acceptedHigh;
        this.shift = shift(a.type);
        this.bounds = bounds;
    }

    private static int shift(FieldType type) {
        return type == FieldType.DATETIME ? 1 : 0;
    }

    private static long value(ConstantKernel constant) {
        return ((LongColumn) constant.column(1)).values[0] >> shift(constant.type);
    }

    static Predicate of(int accepted, Kernel a, ConstantKernel constant) {
        return new LongRange(a, constant, accepted, constant, 7, Bounds.of(accepted, value(constant)));
    }

    /** {@code a BETWEEN low AND high}, or null where they are not constants held as {@code long}. */
    public static @Nullable Predicate between(Kernel a, Kernel low, Kernel high) {
        boolean fits = low instanceof ConstantKernel from
                && high instanceof ConstantKernel to
                && from.value != null
                && to.value != null
                && from.column(1) instanceof LongColumn least
                && to.column(1) instanceof LongColumn greatest
                && least.wide == null
                && greatest.wide == null;
        if (!fits) {
            return null;
        }
        ConstantKernel from = (ConstantKernel) low;
        ConstantKernel to = (ConstantKernel) high;
        return new LongRange(a, from, 6, to, 3, new Bounds(value(from), value(to), 0));
    }

    @Override
    int fill(Batch batch, byte[] truth) {
        LongColumn a = (LongColumn) inputs[0].evaluate(batch);
        int rows = batch.rows();
        if (a.wide == null) {
            bounds.fill(a.values, shift, truth, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                truth[i] = (byte)
                        (accepts(acceptedLow, a, i, low.column(1)) & accepts(acceptedHigh, a, i, high.column(1)));
            }
        }
        return a.states == null ? 1 : 1 | overlay(a.states, truth, rows);
    }

    private static int accepts(int accepted, Column a, int row, Column constant) {
        return accepted >> (Integer.signum(CompareKernels.compareCells(a, row, constant, 0)) + 1) & 1;
    }
}
