package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, exact: cell {@code i} is {@code unscaled[i] / 10^scales[i]}, its scale 0 to 18. A scale below zero is a mark:
 * {@link #NAN}, {@link #INF}, {@link #NEG_INF}, or {@link #WIDE}: the number is {@code wide[i]}.
 *
 * <p>{@code uniformScale} is the scale of all cells that have a value, or -1 where they differ or one is marked: then a
 * loop may leave {@code scales} alone. Order: -INF, numbers, INF, NaN.
 */
public final class DecimalColumn extends Column {
    public static final byte NAN = -1;
    public static final byte INF = -2;
    public static final byte NEG_INF = -3;
    public static final byte WIDE = -4;

    /** Powers of ten that fit a {@code long}, by exponent 0 to 18. */
    public static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    public long[] unscaled;
    public byte[] scales;
    public @Nullable BigDecimal @Nullable [] wide;
    public int uniformScale = -1;

    public DecimalColumn(FieldType type, long[] unscaled, byte[] scales) {
        super(type);
        this.unscaled = unscaled;
        this.scales = scales;
    }

    /** A {@code BigDecimal}, or a {@code Double} for NaN, INF and -INF. */
    @Override
    public @Nullable Object value(int row) {
        if (isNull(row)) {
            return null;
        }
        return switch (scales[row]) {
            case NAN -> Double.NaN;
            case INF -> Double.POSITIVE_INFINITY;
            case NEG_INF -> Double.NEGATIVE_INFINITY;
            default -> decimal(row);
        };
    }

    /** The number of a cell that has one and is finite. */
    public BigDecimal decimal(int row) {
        if (scales[row] == WIDE && wide != null) {
            BigDecimal number = wide[row];
            if (number != null) {
                return number;
            }
        }
        return BigDecimal.valueOf(unscaled[row], Math.max(scales[row], 0));
    }

    public boolean isFinite(int row) {
        return scales[row] >= 0 || scales[row] == WIDE;
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        DecimalColumn that = (DecimalColumn) other;
        byte scale = scales[row];
        byte otherScale = that.scales[otherRow];
        if (scale >= 0 && scale == otherScale) {
            return Long.compare(unscaled[row], that.unscaled[otherRow]);
        }
        int rank = rank(scale);
        int otherRank = rank(otherScale);
        if (rank != otherRank || rank != 1) {
            return Integer.compare(rank, otherRank);
        }
        return decimal(row).compareTo(that.decimal(otherRow));
    }

    private static int rank(byte scale) {
        return switch (scale) {
            case NEG_INF -> 0;
            case INF -> 2;
            case NAN -> 3;
            default -> 1;
        };
    }

    /** The same number with the least scale that is not below zero, where its digits then fit a {@code long}. */
    public static BigDecimal narrowest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= 19 ? stripped.setScale(0) : stripped;
    }

    @Override
    public long hash(int row, long seed) {
        int scale = scales[row];
        if (scale == WIDE) {
            BigDecimal number = narrowest(decimal(row));
            BigInteger digits = number.unscaledValue();
            if (number.scale() >= 0 && number.scale() <= 18 && digits.bitLength() < 64) {
                return mix(mix(digits.longValue() ^ seed) + number.scale());
            }
            return mix(number.hashCode() * 0x9e3779b97f4a7c15L ^ seed);
        }
        long value = unscaled[row];
        while (scale > 0 && value % 10 == 0) {
            value /= 10;
            scale--;
        }
        return mix(mix(value ^ seed) + scale);
    }

    @Override
    DecimalColumn gather(Selection selection) {
        DecimalColumn column = new DecimalColumn(type, selection.of(unscaled), selection.of(scales, (byte) 0));
        column.uniformScale = uniformScale;
        column.wide = wide == null ? null : selection.of(wide);
        gatherInto(column, selection);
        return column;
    }

    @Override
    DecimalColumn shallowCopy() {
        DecimalColumn copy = new DecimalColumn(type, unscaled, scales);
        copy.wide = wide;
        copy.uniformScale = uniformScale;
        copy.states = states;
        return copy;
    }
}
