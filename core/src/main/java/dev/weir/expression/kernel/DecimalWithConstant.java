package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Compares numbers with a finite constant: for each scale the constant is a threshold among the scaled {@code long}s,
 * found once.
 */
final class DecimalWithConstant extends Predicate {
    private final int accepted;
    private final ConstantKernel constant;
    /** By scale: the largest {@code long} that is not above the constant. */
    private final long[] floor = new long[19];
    /** By scale: -1 where the floor is below the constant, 0 where it is the constant, 1 where all are above. */
    private final byte[] order = new byte[19];

    DecimalWithConstant(int accepted, Kernel a, ConstantKernel constant) {
        super(a);
        this.accepted = accepted;
        this.constant = constant;
        BigDecimal value = ((DecimalColumn) constant.column(1)).decimal(0);
        for (int scale = 0; scale <= 18; scale++) {
            threshold(value, scale);
        }
    }

    private void threshold(BigDecimal value, int scale) {
        if (value.precision() - value.scale() > 40) {
            floor[scale] = value.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            order[scale] = (byte) -value.signum();
            return;
        }
        BigDecimal scaled = value.scaleByPowerOfTen(scale);
        BigInteger whole = scaled.setScale(0, RoundingMode.FLOOR).toBigInteger();
        if (whole.bitLength() < 64) {
            floor[scale] = whole.longValue();
            order[scale] = (byte) (scaled.compareTo(new BigDecimal(whole)) == 0 ? 0 : -1);
        } else {
            floor[scale] = whole.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            order[scale] = (byte) -whole.signum();
        }
    }

    @Override
    int fill(Batch batch, byte[] truth) {
        DecimalColumn a = (DecimalColumn) inputs[0].evaluate(batch);
        int rows = batch.rows();
        int uniform = a.uniformScale;
        if (uniform >= 0 && order[uniform] <= 0) {
            bounds(uniform).fill(a.unscaled, 0, truth, rows);
        } else {
            for (int i = 0; i < rows; i++) {
                truth[i] = (byte) (a.isNull(i) ? FALSE : accepted >> (compare(a, i) + 1) & 1);
            }
        }
        return a.states == null ? 1 : 1 | overlay(a.states, truth, rows);
    }

    /** A constant between two values of a scale is greater than all up to its floor, and equals none. */
    private LongRange.Bounds bounds(int scale) {
        if (order[scale] == 0) {
            return LongRange.Bounds.of(accepted, floor[scale]);
        }
        int below = accepted & 1;
        int above = accepted >> 2;
        return below == above
                ? new LongRange.Bounds(1, 0, below)
                : new LongRange.Bounds(Long.MIN_VALUE, floor[scale], 1 - below);
    }

    private int compare(DecimalColumn a, int row) {
        int scale = a.scales[row];
        if (scale < 0) {
            return Integer.signum(a.compare(row, constant.column(1), 0));
        }
        if (order[scale] > 0) {
            return 1;
        }
        long left = a.unscaled[row];
        return left > floor[scale] ? 1 : left < floor[scale] ? -1 : order[scale];
    }
}
