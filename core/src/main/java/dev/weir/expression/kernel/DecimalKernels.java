package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %} of numbers. {@code + - * %} are exact, {@code /} is rounded once to 34 digits, half even. Scaled
 * {@code long}s where both columns have one scale and nothing overflows, else cell by cell.
 */
final class DecimalKernels extends Kernel {
    private static final long[] POWERS = DecimalColumn.POWERS;
    private final char sign;
    private long[] unscaled = new long[0];
    private byte[] scales = new byte[0];
    private int filled = -1;
    private @Nullable DecimalColumn left;
    private @Nullable DecimalColumn right;
    private final Output slow = new Output(FieldType.NUMBER);

    DecimalKernels(char sign, Kernel a, Kernel b) {
        super(FieldType.NUMBER, a, b);
        this.sign = sign;
    }

    @Override
    Column compute(Batch batch) {
        DecimalColumn a = (DecimalColumn) inputs[0].evaluate(batch);
        DecimalColumn b = (DecimalColumn) inputs[1].evaluate(batch);
        left = a;
        right = b;
        int rows = batch.rows();
        if (unscaled.length < rows) {
            unscaled = new long[capacity(rows)];
            scales = new byte[capacity(rows)];
            filled = -1;
        }
        int scale = a.uniformScale >= 0 && b.uniformScale >= 0 ? fast(a, b, rows) : -1;
        if (scale < 0) {
            return slowly(a, b, rows);
        }
        if (filled != scale) {
            Arrays.fill(scales, (byte) scale);
            filled = scale;
        }
        DecimalColumn result = new DecimalColumn(FieldType.NUMBER, unscaled, scales);
        result.uniformScale = scale;
        result.states = strict(a, b, rows);
        return result;
    }

    /** The scale of the whole column, or -1 where one cell does not fit. */
    private int fast(DecimalColumn a, DecimalColumn b, int rows) {
        int p = a.uniformScale;
        int q = b.uniformScale;
        if (sign == '*') {
            return p + q <= 18 && multiply(a.unscaled, b.unscaled, rows) ? p + q : -1;
        }
        if (sign != '+' && sign != '-') {
            return -1;
        }
        int scale = Math.max(p, q);
        boolean fits = add(a.unscaled, POWERS[scale - p], b.unscaled, POWERS[scale - q], rows);
        return fits ? scale : -1;
    }

    private boolean multiply(long[] a, long[] b, int rows) {
        long trouble = 0;
        for (int i = 0; i < rows; i++) {
            long product = a[i] * b[i];
            trouble |= Math.multiplyHigh(a[i], b[i]) ^ product >> 63;
            unscaled[i] = product;
        }
        return trouble == 0;
    }

    private boolean add(long[] a, long times, long[] b, long otherTimes, int rows) {
        long trouble = 0;
        long otherSign = sign == '-' ? -otherTimes : otherTimes;
        if (times == 1 && otherTimes == 1 && sign == '+') {
            for (int i = 0; i < rows; i++) {
                long sum = a[i] + b[i];
                trouble |= (a[i] ^ sum) & (b[i] ^ sum);
                unscaled[i] = sum;
            }
            return trouble >= 0;
        }
        for (int i = 0; i < rows; i++) {
            long x = a[i] * times;
            long y = b[i] * otherSign;
            long sum = x + y;
            long over = Math.multiplyHigh(a[i], times) ^ x >> 63 | Math.multiplyHigh(b[i], otherSign) ^ y >> 63;
            trouble |= over | ((x ^ sum) & (y ^ sum)) >>> 63;
            unscaled[i] = sum;
        }
        return trouble == 0;
    }

    private Column slowly(DecimalColumn a, DecimalColumn b, int rows) {
        slow.begin(rows);
        for (int i = 0; i < rows; i++) {
            byte state = state(a, b, i);
            if (state != Column.VALUE) {
                slow.mark(state);
            } else if (a.scales[i] < 0 || b.scales[i] < 0 || !narrow(a, b, i)) {
                cell(Exact.object(a, i), Exact.object(b, i));
            }
        }
        return slow.finish();
    }

    private static byte state(Column a, Column b, int row) {
        byte left = a.states == null ? Column.VALUE : a.states[row];
        byte right = b.states == null ? Column.VALUE : b.states[row];
        return (byte) Math.max(left, right);
    }

    /** One cell on {@code long}s, or false where it does not fit. */
    private boolean narrow(DecimalColumn a, DecimalColumn b, int row) {
        long x = a.unscaled[row];
        long y = b.unscaled[row];
        int p = a.scales[row];
        int q = b.scales[row];
        if (sign == '*') {
            long product = x * y;
            if (p + q > 18 || Math.multiplyHigh(x, y) != product >> 63) {
                return false;
            }
            slow.putNumber(product, p + q);
            return true;
        }
        if (sign == '/') {
            boolean whole = y != 0 && q <= p && x % y == 0 && x != Long.MIN_VALUE;
            if (whole) {
                slow.putNumber(x / y, p - q);
            }
            return whole;
        }
        if (sign == '%') {
            boolean same = y != 0 && p == q;
            if (same) {
                slow.putNumber(x % y, p);
            }
            return same;
        }
        int scale = Math.max(p, q);
        long times = POWERS[scale - p];
        long otherTimes = sign == '-' ? -POWERS[scale - q] : POWERS[scale - q];
        long left = x * times;
        long right = y * otherTimes;
        long sum = left + right;
        boolean fits = Math.multiplyHigh(x, times) == left >> 63
                && Math.multiplyHigh(y, otherTimes) == right >> 63
                && ((left ^ sum) & (right ^ sum)) >= 0;
        if (fits) {
            slow.putNumber(sum, scale);
        }
        return fits;
    }

    private void cell(Object a, Object b) {
        if ((sign == '/' || sign == '%') && Exact.isZero(b)) {
            slow.putBad("division by zero");
            return;
        }
        slow.putNumberObject(
                switch (sign) {
                    case '+' -> Exact.add(a, b);
                    case '-' -> Exact.subtract(a, b);
                    case '*' -> Exact.multiply(a, b);
                    case '/' -> stripped(Exact.divide(a, b));
                    default -> Exact.remainder(a, b);
                });
    }

    private static Object stripped(Object number) {
        return number instanceof BigDecimal decimal && decimal.scale() > 0 ? decimal.stripTrailingZeros() : number;
    }

    @Override
    String failure(int row) {
        String note = slow.note(row);
        DecimalColumn a = left;
        DecimalColumn b = right;
        if (note == null || a == null || b == null) {
            return "no result";
        }
        return note + ": " + plain(Exact.object(a, row)) + " " + sign + " " + plain(Exact.object(b, row));
    }

    private static String plain(Object number) {
        boolean small = number instanceof BigDecimal decimal && Math.abs(decimal.scale()) < 40;
        String text = small ? ((BigDecimal) number).stripTrailingZeros().toPlainString() : number.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
