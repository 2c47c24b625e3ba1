package dev.weir.expression.kernel;

import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on what a number cell holds: {@code BigDecimal}, or a {@code Double} that is NaN or an infinity. The
 * slow way beside the loops on scaled {@code long}s, with the same results.
 */
public final class Exact {
    /** What division and averages are rounded to, once: 34 digits, half even. */
    public static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_EVEN);

    static final int MAX_DIGITS = 1000;
    static final int MAX_EXPONENT = 6144;
    static final int MAX_BITS = 3322;
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private Exact() {}

    /** The value of a number cell that has one. */
    public static Object object(DecimalColumn column, int row) {
        return switch (column.scales[row]) {
            case DecimalColumn.NAN -> Double.NaN;
            case DecimalColumn.INF -> Double.POSITIVE_INFINITY;
            case DecimalColumn.NEG_INF -> Double.NEGATIVE_INFINITY;
            default -> column.decimal(row);
        };
    }

    /** What is wrong with the size of a number, or null. */
    public static @Nullable String limit(BigDecimal number) {
        if (number.signum() == 0
                || number.scale() >= 0
                        && number.scale() < 1000
                        && number.unscaledValue().bitLength() < 1000) {
            return null;
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (Math.abs(exponent) > MAX_EXPONENT) {
            return "a number whose exponent is outside ±" + MAX_EXPONENT;
        }
        return number.precision() > MAX_DIGITS && number.stripTrailingZeros().precision() > MAX_DIGITS
                ? "a number of more than " + MAX_DIGITS + " digits"
                : null;
    }

    /** The same number in the form that fits a {@code long} and a scale of 0 to 18, where it can. */
    static BigDecimal narrow(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal fit = number;
        if (number.scale() > 18
                || number.scale() > 0 && number.unscaledValue().abs().compareTo(MAX_LONG) > 0) {
            fit = number.stripTrailingZeros();
        }
        return fit.scale() < 0 && fit.precision() - fit.scale() <= 19 ? fit.setScale(0) : fit;
    }

    private static boolean special(Object a, Object b) {
        return a instanceof Double || b instanceof Double;
    }

    private static double toDouble(Object number) {
        return number instanceof BigDecimal decimal ? decimal.signum() : (Double) number;
    }

    static Object add(Object a, Object b) {
        return special(a, b) ? (Object) (toDouble(a) + toDouble(b)) : ((BigDecimal) a).add((BigDecimal) b);
    }

    static Object subtract(Object a, Object b) {
        return special(a, b) ? (Object) (toDouble(a) - toDouble(b)) : ((BigDecimal) a).subtract((BigDecimal) b);
    }

    static Object multiply(Object a, Object b) {
        return special(a, b) ? (Object) (toDouble(a) * toDouble(b)) : ((BigDecimal) a).multiply((BigDecimal) b);
    }

    static boolean isZero(Object number) {
        return number instanceof BigDecimal decimal && decimal.signum() == 0;
    }

    /** The quotient, the divisor not zero. */
    public static Object divide(Object a, Object b) {
        if (special(a, b)) {
            double quotient = toDouble(a) / toDouble(b);
            return quotient == 0 ? (Object) BigDecimal.ZERO : (Object) quotient;
        }
        return ((BigDecimal) a).divide((BigDecimal) b, DIGITS);
    }

    /** The remainder, of the sign of the dividend, the divisor not zero. */
    static Object remainder(Object a, Object b) {
        if (special(a, b)) {
            return a instanceof BigDecimal && !((Double) b).isNaN() ? a : (Object) Double.NaN;
        }
        return ((BigDecimal) a).remainder((BigDecimal) b);
    }

    public static Object negate(Object number) {
        return number instanceof BigDecimal decimal ? decimal.negate() : (Object) (-(Double) number);
    }
}
