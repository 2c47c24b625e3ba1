package dev.weir.operate;

import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.TextColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * The head of a sort key in 64 bits: rows whose prefixes differ, as unsigned numbers, are in that order.
 *
 * <p>Each key gets some of the bits, most significant first. Its code grows with its value, missing is the highest. A
 * value that its bits do not tell from a neighbour (a long text, a huge number) makes all bits behind it constant, and
 * makes the whole column of prefixes inexact: equal prefixes must then be told apart by the keys themselves. Keeps its
 * buffers between calls; one thread.
 */
final class KeyPrefix {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte ONES = 1;
    private static final byte ZEROS = 2;

    private final KeyOrder order;
    private byte[] stopped = new byte[0];
    private boolean anyStopped;
    private boolean exact = true;

    KeyPrefix(KeyOrder order) {
        this.order = order;
    }

    /** Whether equal prefixes meant equal keys in all rows so far. */
    boolean exact() {
        return exact;
    }

    /** The prefixes of rows {@code first} to {@code end}; without keys they are the labels. */
    void compute(Column[] keys, IntToLongFunction labels, int first, int end, long[] into) {
        int rows = end - first;
        if (keys.length == 0) {
            for (int i = 0; i < rows; i++) {
                into[i] = labels.applyAsLong(first + i) ^ Long.MIN_VALUE;
            }
            return;
        }
        if (stopped.length < rows) {
            stopped = new byte[rows];
        }
        if (anyStopped) {
            Arrays.fill(stopped, (byte) 0);
            anyStopped = false;
        }
        Arrays.fill(into, 0, rows, 0);
        int left = 64;
        for (int i = 0; i < keys.length; i++) {
            int bits = bits(keys[i], left, i == keys.length - 1);
            if (bits == 0) {
                exact = false;
                break;
            }
            left -= bits;
            part(keys[i], order.descending(i), bits, left, first, rows, into);
        }
    }

    private static int bits(Column key, int left, boolean last) {
        int wanted = switch (key.type) {
            case BOOLEAN -> 3;
            case DATE, YEARMONTH, YEAR -> 32;
            case TIME -> 48;
            case STRING, ANY, INTEGER, NUMBER -> last ? 64 : 40;
            case DATETIME -> last ? 64 : 56;
            default -> 0;
        };
        int bits = Math.min(wanted, left);
        boolean text = key instanceof TextColumn;
        return text ? bits & ~7 : bits < 3 ? 0 : bits;
    }

    private void part(Column key, boolean descending, int bits, int shift, int first, int rows, long[] into) {
        if (key instanceof TextColumn texts) {
            texts(texts, descending, bits, shift, first, rows, into);
        } else if (key instanceof DecimalColumn decimals) {
            decimals(decimals, descending, bits, shift, first, rows, into);
        } else {
            longs((LongColumn) key, descending, bits, shift, first, rows, into);
        }
    }

    private void texts(TextColumn key, boolean descending, int bits, int shift, int first, int rows, long[] into) {
        int room = bits >> 3;
        long top = -1L >>> 64 - bits;
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            if (key.isNull(row)) {
                put(top, shift, i, into);
                continue;
            }
            int start = key.slices.start(row);
            int length = key.slices.end(row) - start;
            byte[] bytes = key.slices.bytes;
            long code = length == 0 ? 0 : head(bytes, start, Math.min(length, room)) >>> 64 - bits;
            boolean told = length <= room && (length == 0 || bytes[start + length - 1] != 0);
            put(descending ? top - 1 - code : code, shift, i, into);
            if (!told) {
                stop(i, descending, shift, into);
            }
        }
    }

    /** The first {@code length} bytes, 1 to 8, from the highest byte of a long down. */
    private static long head(byte[] bytes, int start, int length) {
        if (start + 8 <= bytes.length) {
            return (long) BIG_ENDIAN.get(bytes, start) & -1L << 64 - 8 * length;
        }
        long head = 0;
        for (int i = 0; i < length; i++) {
            head |= (bytes[start + i] & 0xffL) << 56 - 8 * i;
        }
        return head;
    }

    private void longs(LongColumn key, boolean descending, int bits, int shift, int first, int rows, long[] into) {
        long top = -1L >>> 64 - bits;
        boolean states = key.states != null;
        boolean wide = key.wide != null;
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            if (states && key.isNull(row)) {
                put(top, shift, i, into);
                continue;
            }
            long value = key.values[row];
            boolean told = !wide || key.wide(row) == null;
            if (!told && key.type == dev.weir.descriptor.FieldType.DATETIME) {
                value |= 1;
            }
            long code = code(value, bits, top);
            put(descending ? top - 1 - code : code, shift, i, into);
            if (!told || code == 0 || code == top - 1) {
                stop(i, descending, shift, into);
            }
        }
    }

    /** A number among 1 to {@code top - 2}, 0 for all below, {@code top - 1} for all above. */
    private static long code(long value, int bits, long top) {
        if (bits == 64) {
            long code = value ^ Long.MIN_VALUE;
            return Long.compareUnsigned(code, top - 1) > 0 ? top - 1 : code;
        }
        long half = 1L << bits - 1;
        long code = value < -half ? 0 : value >= half ? top - 1 : value + half;
        return Math.min(code, top - 1);
    }

    private void decimals(
            DecimalColumn key, boolean descending, int bits, int shift, int first, int rows, long[] into) {
        long top = -1L >>> 64 - bits;
        boolean states = key.states != null;
        for (int i = 0; i < rows; i++) {
            int row = first + i;
            if (states && key.isNull(row)) {
                put(top, shift, i, into);
                continue;
            }
            byte scale = key.scales[row];
            long unscaled = key.unscaled[row];
            boolean told = false;
            long value;
            if (scale < 0) {
                value = mark(key, row);
                told = scale == DecimalColumn.WIDE
                        && key.decimal(row).compareTo(java.math.BigDecimal.valueOf(value, 4)) == 0;
            } else if (scale <= 4) {
                long factor = DecimalColumn.POWERS[4 - scale];
                value = unscaled * factor;
                told = Math.multiplyHigh(unscaled, factor) == value >> 63;
                value = told ? value : unscaled < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            } else {
                long divisor = DecimalColumn.POWERS[scale - 4];
                value = Math.floorDiv(unscaled, divisor);
                told = value * divisor == unscaled;
            }
            long code = code(value, bits, top);
            put(descending ? top - 1 - code : code, shift, i, into);
            if (!told || code == 0 || code == top - 1) {
                stop(i, descending, shift, into);
            }
        }
    }

    /** Ten-thousandths of a number that is no scaled long, rounded down, at the ends of the range if beyond. */
    private static long mark(DecimalColumn key, int row) {
        switch (key.scales[row]) {
            case DecimalColumn.NEG_INF:
                return Long.MIN_VALUE;
            case DecimalColumn.INF, DecimalColumn.NAN:
                return Long.MAX_VALUE;
            default:
                var number = key.decimal(row);
                long end = number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
                if (number.signum() != 0 && number.precision() - number.scale() > 20) {
                    return end;
                }
                var floor = number.setScale(4, java.math.RoundingMode.FLOOR).unscaledValue();
                return floor.bitLength() > 63 ? end : floor.longValue();
        }
    }

    private void put(long code, int shift, int row, long[] into) {
        if (stopped[row] == 0) {
            into[row] |= code << shift;
        }
    }

    private void stop(int row, boolean descending, int shift, long[] into) {
        exact = false;
        if (stopped[row] == 0) {
            anyStopped = true;
            stopped[row] = descending ? ZEROS : ONES;
            if (!descending && shift > 0) {
                into[row] |= -1L >>> 64 - shift;
            }
        }
    }
}
