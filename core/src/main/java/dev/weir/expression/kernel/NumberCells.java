package dev.weir.expression.kernel;

import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions on numbers, cell by cell. What goes through floating point uses {@code StrictMath} and is rounded to 15
 * digits, so that every machine gives the same.
 */
public final class NumberCells {
    private static final MathContext APPROXIMATE = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final int MAX_POWER_DIGITS = 100_000;

    private NumberCells() {}

    private static DecimalColumn numbers(Column column) {
        return (DecimalColumn) column;
    }

    private static Object number(Column[] in, int operand, int row) {
        return Exact.object(numbers(in[operand]), row);
    }

    public static void same(Column[] in, int row, Output out) {
        out.putInteger(IntegerKernels.big((LongColumn) in[0], row));
    }

    public static void absInteger(Column[] in, int row, Output out) {
        out.putInteger(IntegerKernels.big((LongColumn) in[0], row).abs());
    }

    public static void abs(Column[] in, int row, Output out) {
        DecimalColumn numbers = numbers(in[0]);
        long unscaled = numbers.unscaled[row];
        if (numbers.scales[row] >= 0 && unscaled != Long.MIN_VALUE) {
            out.putNumber(Math.abs(unscaled), numbers.scales[row]);
        } else {
            Object number = number(in, 0, row);
            out.putNumberObject(number instanceof BigDecimal exact ? exact.abs() : (Object) Math.abs((Double) number));
        }
    }

    public static void sign(Column[] in, int row, Output out) {
        Object number = number(in, 0, row);
        if (number instanceof Double special) {
            if (special.isNaN()) {
                out.putBad("SIGN of NaN");
                return;
            }
            out.put(special > 0 ? 1 : -1);
        } else {
            out.put(((BigDecimal) number).signum());
        }
    }

    public static void round(Column[] in, int row, Output out) {
        scaled(in, row, out, RoundingMode.HALF_UP);
    }

    public static void trunc(Column[] in, int row, Output out) {
        scaled(in, row, out, RoundingMode.DOWN);
    }

    private static void scaled(Column[] in, int row, Output out, RoundingMode mode) {
        DecimalColumn numbers = numbers(in[0]);
        long wanted = in.length > 1 ? TextCells.whole(in[1], row) : 0;
        int scale = numbers.scales[row];
        if (scale >= 0 && wanted >= 0 && wanted < scale) {
            long power = DecimalColumn.POWERS[scale - (int) wanted];
            long unscaled = numbers.unscaled[row];
            long quotient = unscaled / power;
            long rest = Math.abs(unscaled % power);
            boolean up = mode == RoundingMode.HALF_UP && rest >= power - rest;
            out.putNumber(up ? quotient + (unscaled < 0 ? -1 : 1) : quotient, (int) wanted);
        } else if (scale >= 0 && wanted >= scale) {
            out.putNumber(numbers.unscaled[row], scale);
        } else if (!numbers.isFinite(row)) {
            out.putSpecial(numbers.scales[row]);
        } else {
            rescaled(numbers.decimal(row), wanted, out, mode);
        }
    }

    private static void rescaled(BigDecimal number, long wanted, Output out, RoundingMode mode) {
        if (wanted >= number.scale()) {
            out.putNumber(number);
        } else if (wanted < -2L * Exact.MAX_EXPONENT) {
            out.putNumber(BigDecimal.ZERO);
        } else {
            out.putNumber(number.setScale((int) wanted, mode));
        }
    }

    /** A number rounded to {@code scale} digits, halves away from zero; bad where it has more than {@code digits}. */
    public static Cell decimal(int digits, int scale) {
        return (in, row, out) -> {
            DecimalColumn numbers = numbers(in[0]);
            long unscaled = numbers.unscaled[row];
            int form = numbers.scales[row];
            if (digits <= 18
                    && form >= 0
                    && form <= scale
                    && unscaled != Long.MIN_VALUE
                    && Math.abs(unscaled) < DecimalColumn.POWERS[digits - scale + form]) {
                out.putNumber(unscaled, form);
                return;
            }
            if (!numbers.isFinite(row)) {
                out.putSpecial(numbers.scales[row]);
                return;
            }
            BigDecimal number = numbers.decimal(row);
            BigDecimal rounded = number.scale() > scale ? number.setScale(scale, RoundingMode.HALF_UP) : number;
            if (rounded.precision() - rounded.scale() > digits - scale && rounded.signum() != 0) {
                out.putBad(number.toPlainString() + " has more digits than DECIMAL(" + digits + ", " + scale + ")");
            } else {
                out.putNumber(rounded);
            }
        };
    }

    public static void ceil(Column[] in, int row, Output out) {
        whole(in, row, out, RoundingMode.CEILING);
    }

    public static void floor(Column[] in, int row, Output out) {
        whole(in, row, out, RoundingMode.FLOOR);
    }

    /** A number as integer, halves away from zero. */
    public static void toInteger(Column[] in, int row, Output out) {
        whole(in, row, out, RoundingMode.HALF_UP);
    }

    private static void whole(Column[] in, int row, Output out, RoundingMode mode) {
        DecimalColumn numbers = numbers(in[0]);
        if (numbers.scales[row] == 0) {
            out.put(numbers.unscaled[row]);
        } else if (numbers.isFinite(row)) {
            out.putInteger(numbers.decimal(row).setScale(0, mode).toBigInteger());
        } else {
            out.putBad(numbers.value(row) + " is not an integer");
        }
    }

    public static void div(Column[] in, int row, Output out) {
        Object a = number(in, 0, row);
        Object b = number(in, 1, row);
        if (Exact.isZero(b)) {
            out.putBad("division by zero");
        } else if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            BigDecimal quotient = x.subtract(x.remainder(y)).divide(y, new MathContext(2 * Exact.MAX_DIGITS));
            out.putInteger(quotient.setScale(0, RoundingMode.DOWN).toBigInteger());
        } else {
            out.putBad("DIV of NaN or an infinity");
        }
    }

    public static void power(Column[] in, int row, Output out) {
        Object base = number(in, 0, row);
        Object exponent = number(in, 1, row);
        if (base instanceof BigDecimal b
                && exponent instanceof BigDecimal e
                && e.remainder(BigDecimal.ONE).signum() == 0) {
            exact(b, e, out);
        } else {
            put(StrictMath.pow(toDouble(base), toDouble(exponent)), "POWER", out);
        }
    }

    private static void exact(BigDecimal base, BigDecimal exponent, Output out) {
        if (base.signum() == 0 && exponent.signum() < 0) {
            out.putBad("division by zero: 0 to the power " + exponent.toPlainString());
            return;
        }
        BigDecimal stripped = base.stripTrailingZeros();
        boolean unit = stripped.signum() == 0 || stripped.abs().compareTo(BigDecimal.ONE) == 0;
        BigDecimal size = exponent.abs().multiply(BigDecimal.valueOf(unit ? 0 : stripped.precision()));
        if (unit) {
            boolean odd = exponent.toBigInteger().testBit(0);
            BigDecimal signed = odd ? stripped : stripped.abs();
            out.putNumber(exponent.signum() == 0 ? BigDecimal.ONE : signed);
        } else if (size.compareTo(BigDecimal.valueOf(MAX_POWER_DIGITS)) > 0) {
            out.putBad("a number past the limits: " + base + " to the power " + exponent);
        } else if (exponent.signum() >= 0) {
            out.putNumber(stripped.pow(exponent.intValueExact()));
        } else {
            BigDecimal power = stripped.pow(exponent.negate().intValueExact());
            out.putNumber(BigDecimal.ONE.divide(power, Exact.DIGITS).stripTrailingZeros());
        }
    }

    public static void sqrt(Column[] in, int row, Output out) {
        Object number = number(in, 0, row);
        if (number instanceof BigDecimal exact && exact.signum() >= 0) {
            out.putNumber(exact.sqrt(Exact.DIGITS).stripTrailingZeros());
        } else {
            put(Math.sqrt(toDouble(number)), "SQRT", out);
        }
    }

    /** A function of floating point; outside its domain the cell is bad. */
    public static Cell approximate(String name, DoubleUnaryOperator function) {
        return (in, row, out) -> {
            Object number = number(in, 0, row);
            double argument = toDouble(number);
            double result = function.applyAsDouble(argument);
            if (!Double.isFinite(result) && Double.isFinite(argument)) {
                out.putBad(name + " of " + number + " has no value");
            } else {
                put(result, name, out);
            }
        };
    }

    public static void atan2(Column[] in, int row, Output out) {
        put(StrictMath.atan2(toDouble(number(in, 0, row)), toDouble(number(in, 1, row))), "ATAN2", out);
    }

    /** Logarithm to base 2, exact for powers of 2. */
    public static double log2(double number) {
        double rounded = StrictMath.rint(StrictMath.log(number) / StrictMath.log(2));
        return StrictMath.pow(2, rounded) == number ? rounded : StrictMath.log(number) / StrictMath.log(2);
    }

    static double toDouble(Object number) {
        return ((Number) number).doubleValue();
    }

    /** A result of floating point, rounded to 15 digits. */
    public static void put(double result, String name, Output out) {
        if (Double.isNaN(result)) {
            out.putBad(name + " has no value here");
        } else if (Double.isInfinite(result)) {
            out.putSpecial(result > 0 ? DecimalColumn.INF : DecimalColumn.NEG_INF);
        } else {
            out.putNumber(new BigDecimal(result).round(APPROXIMATE).stripTrailingZeros());
        }
    }

    public static void isNan(Column[] in, int row, Output out) {
        out.put(numbers(in[0]).scales[row] == DecimalColumn.NAN);
    }

    public static void isFinite(Column[] in, int row, Output out) {
        out.put(numbers(in[0]).isFinite(row));
    }
}
