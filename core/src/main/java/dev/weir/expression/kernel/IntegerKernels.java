package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code + - * %} of integers, exact: what overflows a {@code long} goes on as {@code BigInteger}, up to 1,000 digits. */
final class IntegerKernels extends Kernel {
    private final char sign;
    private long[] values = new long[0];
    private @Nullable Object @Nullable [] wide;
    private byte @Nullable [] states;

    IntegerKernels(char sign, Kernel a, Kernel b) {
        super(FieldType.INTEGER, a, b);
        this.sign = sign;
    }

    @Override
    Column compute(Batch batch) {
        LongColumn a = (LongColumn) inputs[0].evaluate(batch);
        LongColumn b = (LongColumn) inputs[1].evaluate(batch);
        int rows = batch.rows();
        if (values.length < rows) {
            values = new long[capacity(rows)];
        }
        wide = null;
        states = strict(a, b, rows);
        if (a.wide != null || b.wide != null || !fast(a.values, b.values, rows)) {
            for (int i = 0; i < rows; i++) {
                if (states == null || states[i] == Column.VALUE) {
                    cell(a, b, i, rows);
                }
            }
        }
        LongColumn result = new LongColumn(FieldType.INTEGER, values);
        result.wide = wide;
        result.states = states;
        return result;
    }

    /** The whole column, or false where one cell overflows or divides by zero. */
    private boolean fast(long[] a, long[] b, int rows) {
        long trouble = 0;
        switch (sign) {
            case '+' -> {
                for (int i = 0; i < rows; i++) {
                    long sum = a[i] + b[i];
                    trouble |= (a[i] ^ sum) & (b[i] ^ sum);
                    values[i] = sum;
                }
            }
            case '-' -> {
                for (int i = 0; i < rows; i++) {
                    long difference = a[i] - b[i];
                    trouble |= (a[i] ^ b[i]) & (a[i] ^ difference);
                    values[i] = difference;
                }
            }
            case '*' -> {
                for (int i = 0; i < rows; i++) {
                    long product = a[i] * b[i];
                    long over = Math.multiplyHigh(a[i], b[i]) ^ product >> 63;
                    trouble |= over | -over;
                    values[i] = product;
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    if (b[i] == 0) {
                        return false;
                    }
                    values[i] = a[i] % b[i];
                }
            }
        }
        return trouble >= 0;
    }

    private void cell(LongColumn a, LongColumn b, int row, int rows) {
        BigInteger left = big(a, row);
        BigInteger right = big(b, row);
        if (sign == '%' && right.signum() == 0) {
            states = bad(states, row, rows);
            return;
        }
        BigInteger result = switch (sign) {
            case '+' -> left.add(right);
            case '-' -> left.subtract(right);
            case '*' -> left.multiply(right);
            default -> left.remainder(right);
        };
        if (result.bitLength() < 64) {
            values[row] = result.longValue();
        } else if (result.bitLength() > Exact.MAX_BITS) {
            states = bad(states, row, rows);
        } else {
            values[row] = result.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            Object[] objects = wide;
            if (objects == null) {
                objects = new Object[rows];
                wide = objects;
            }
            objects[row] = result;
        }
    }

    static BigInteger big(LongColumn column, int row) {
        Object wide = column.wide(row);
        return wide == null ? BigInteger.valueOf(column.values[row]) : (BigInteger) wide;
    }

    @Override
    String failure(int row) {
        return sign == '%' ? "division by zero" : "an integer of more than " + Exact.MAX_DIGITS + " digits";
    }

    /** An integer column as numbers. */
    static final class ToNumber extends Kernel {
        private byte[] zeros = new byte[0];
        private final Output slow = new Output(FieldType.NUMBER);

        ToNumber(Kernel integers) {
            super(FieldType.NUMBER, integers);
        }

        @Override
        Column compute(Batch batch) {
            LongColumn a = (LongColumn) inputs[0].evaluate(batch);
            int rows = batch.rows();
            if (a.wide != null) {
                return wide(a, rows);
            }
            if (zeros.length < rows) {
                zeros = new byte[capacity(rows)];
                Arrays.fill(zeros, (byte) 0);
            }
            dev.weir.row.DecimalColumn numbers = new dev.weir.row.DecimalColumn(FieldType.NUMBER, a.values, zeros);
            numbers.uniformScale = 0;
            numbers.states = a.states;
            return numbers;
        }

        private Column wide(LongColumn a, int rows) {
            slow.begin(rows);
            for (int i = 0; i < rows; i++) {
                if (a.states != null && a.states[i] != Column.VALUE) {
                    slow.mark(a.states[i]);
                } else {
                    slow.putNumber(new java.math.BigDecimal(big(a, i)));
                }
            }
            return slow.finish();
        }
    }
}
