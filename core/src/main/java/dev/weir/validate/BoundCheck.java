package dev.weir.validate;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * {@code minimum}, {@code maximum}, {@code exclusiveMinimum} and {@code exclusiveMaximum}: order of values, not of
 * texts. NaN is within no bound. A datetime without a zone is compared as if it were in UTC.
 */
abstract sealed class BoundCheck extends CellCheck {
    final boolean lower;

    BoundCheck(int field, String note, boolean lower) {
        super(field, note);
        this.lower = lower;
    }

    /**
     * @param bound the bound as a value of the field
     * @param lower whether values lie above the bound
     * @param exclusive whether the bound itself is refused
     */
    static BoundCheck of(int field, FieldType type, Object bound, boolean lower, boolean exclusive, String note) {
        Values values = new Values(field, note, lower, exclusive, type, bound);
        if (type == FieldType.NUMBER && bound instanceof BigDecimal number) {
            return new Decimals(values, number);
        }
        Long inclusive = bound instanceof BigInteger ? null : inclusive(type, bound, lower, exclusive);
        return inclusive == null ? values : new Longs(values, inclusive);
    }

    /** The last {@code long} of a column that is still within the bound, or null where there is none. */
    private static @Nullable Long inclusive(FieldType type, Object bound, boolean lower, boolean exclusive) {
        Long narrow = CellValues.narrow(type, bound);
        if (narrow == null) {
            return null;
        }
        long value = narrow;
        if (type == FieldType.DATETIME) {
            value = lower == exclusive ? value | 1 : value & ~1L;
        }
        if (!exclusive) {
            return value;
        }
        if (value == (lower ? Long.MAX_VALUE : Long.MIN_VALUE)) {
            return null;
        }
        return lower ? value + 1 : value - 1;
    }

    /** Types whose cells are one {@code long}. */
    static final class Longs extends BoundCheck {
        private final Values exact;
        private final long bound;

        Longs(Values exact, long bound) {
            super(exact.field, exact.note, exact.lower);
            this.exact = exact;
            this.bound = bound;
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            LongColumn longs = (LongColumn) column;
            if (longs.wide != null) {
                exact.check(column, rows, sink);
                return;
            }
            long[] values = longs.values;
            long bound = this.bound;
            if (lower) {
                for (int row = 0; row < rows; row++) {
                    if (values[row] < bound) {
                        fail(column, row, sink);
                    }
                }
            } else {
                for (int row = 0; row < rows; row++) {
                    if (values[row] > bound) {
                        fail(column, row, sink);
                    }
                }
            }
        }
    }

    /** Numbers: the bound once for each scale, as the last unscaled value that is still within it. */
    static final class Decimals extends BoundCheck {
        private final Values exact;
        private final long[] bounds = new long[DecimalColumn.POWERS.length];
        private final boolean[] fits = new boolean[DecimalColumn.POWERS.length];

        Decimals(Values exact, BigDecimal bound) {
            super(exact.field, exact.note, exact.lower);
            this.exact = exact;
            for (int scale = 0; scale < bounds.length; scale++) {
                BigDecimal scaled = bound.scaleByPowerOfTen(scale);
                BigDecimal whole = scaled.setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR);
                if (exact.exclusive && whole.compareTo(scaled) == 0) {
                    whole = lower ? whole.add(BigDecimal.ONE) : whole.subtract(BigDecimal.ONE);
                }
                fits[scale] = whole.unscaledValue().bitLength() < 64;
                bounds[scale] = fits[scale] ? whole.longValueExact() : 0;
            }
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            DecimalColumn decimals = (DecimalColumn) column;
            int scale = decimals.uniformScale;
            if (scale < 0 || !fits[scale]) {
                checkEach(decimals, rows, sink);
                return;
            }
            long[] values = decimals.unscaled;
            long bound = bounds[scale];
            if (lower) {
                for (int row = 0; row < rows; row++) {
                    if (values[row] < bound) {
                        fail(column, row, sink);
                    }
                }
            } else {
                for (int row = 0; row < rows; row++) {
                    if (values[row] > bound) {
                        fail(column, row, sink);
                    }
                }
            }
        }

        private void checkEach(DecimalColumn column, int rows, CellErrors sink) {
            long[] values = column.unscaled;
            byte[] scales = column.scales;
            for (int row = 0; row < rows; row++) {
                int scale = scales[row];
                boolean right = scale >= 0 && fits[scale]
                        ? lower ? values[row] >= bounds[scale] : values[row] <= bounds[scale]
                        : column.isNull(row) || exact.keeps(column, row);
                if (!right) {
                    fail(column, row, sink);
                }
            }
        }
    }

    /** Any ordered type, value by value. */
    static final class Values extends BoundCheck {
        final boolean exclusive;
        private final FieldType type;
        private final Object bound;

        Values(int field, String note, boolean lower, boolean exclusive, FieldType type, Object bound) {
            super(field, note, lower);
            this.exclusive = exclusive;
            this.type = type;
            this.bound = bound;
        }

        @Override
        void check(Column column, int rows, CellErrors sink) {
            for (int row = 0; row < rows; row++) {
                if (!column.isNull(row) && !keeps(column, row)) {
                    fail(column, row, sink);
                }
            }
        }

        boolean keeps(Column column, int row) {
            Object value = column.value(row);
            if (value == null) {
                return true;
            }
            if (value instanceof Double number && number.isNaN()) {
                return false;
            }
            int order = CellValues.compare(type, value, bound);
            return order == 0 ? !exclusive : lower == order > 0;
        }
    }
}
