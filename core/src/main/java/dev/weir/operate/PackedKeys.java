package dev.weir.operate;

import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.TextColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one or two columns as two longs that are equal exactly where the keys are: one text of up to 15 bytes, one
 * number, or two of short texts (up to 7 bytes), longs and small numbers. A key that does not fit is marked. Keeps its
 * buffers between calls; one thread.
 */
final class PackedKeys {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Stands for a missing cell; a value that would look the same does not fit. */
    private static final long MISSING = 0xff5f3a9d1c27e681L;

    long[] first = {};
    long[] second = {};
    /** Which keys do not fit; null where all do. */
    boolean @Nullable [] misfits;

    private boolean[] marks = {};
    private long narrowed;

    /** Whether keys of these columns can be packed. */
    static boolean suits(List<Column> keys) {
        for (Column key : keys) {
            if (key instanceof dev.weir.row.ObjectColumn) {
                return false;
            }
        }
        return keys.size() == 1 || keys.size() == 2;
    }

    void pack(Column[] keys, int rows) {
        if (first.length < rows) {
            first = new long[rows];
            second = new long[rows];
        }
        misfits = null;
        if (keys.length == 2) {
            half(keys[0], rows, first);
            half(keys[1], rows, second);
        } else if (keys[0] instanceof TextColumn texts) {
            whole(texts, rows);
        } else if (keys[0] instanceof DecimalColumn numbers) {
            whole(numbers, rows);
        } else {
            half(keys[0], rows, first);
            java.util.Arrays.fill(second, 0, rows, 0);
        }
    }

    private void misfit(int row, int rows) {
        if (misfits == null) {
            if (marks.length < rows) {
                marks = new boolean[rows];
            } else {
                java.util.Arrays.fill(marks, false);
            }
            misfits = marks;
        }
        marks[row] = true;
    }

    private void half(Column key, int rows, long[] into) {
        if (key instanceof LongColumn longs) {
            half(longs, rows, into);
        } else if (key instanceof TextColumn texts) {
            half(texts, rows, into);
        } else {
            half((DecimalColumn) key, rows, into);
        }
    }

    private void half(LongColumn key, int rows, long[] into) {
        long[] values = key.values;
        byte[] states = key.states;
        for (int i = 0; i < rows; i++) {
            boolean missing = states != null && states[i] != Column.VALUE;
            if (values[i] == MISSING && !missing) {
                misfit(i, rows);
            }
            into[i] = missing ? MISSING : values[i];
        }
        if (key.wide != null) {
            for (int i = 0; i < rows; i++) {
                if (key.wide(i) != null) {
                    misfit(i, rows);
                }
            }
        }
    }

    private void half(TextColumn key, int rows, long[] into) {
        byte[] states = key.states;
        byte[] bytes = key.slices.bytes;
        for (int i = 0; i < rows; i++) {
            if (states != null && states[i] != Column.VALUE) {
                into[i] = MISSING;
                continue;
            }
            int start = key.slices.start(i);
            int length = key.slices.end(i) - start;
            if (length > 7) {
                misfit(i, rows);
                into[i] = 0;
            } else {
                into[i] = head(bytes, start, length) | (long) length << 56;
            }
        }
    }

    private void half(DecimalColumn key, int rows, long[] into) {
        for (int i = 0; i < rows; i++) {
            if (key.isNull(i)) {
                into[i] = MISSING;
                continue;
            }
            int scale = narrow(key, i);
            long value = narrowed;
            if (scale < 0 || value << 8 >> 8 != value) {
                misfit(i, rows);
            }
            into[i] = value << 8 | scale & 0xff;
            if (into[i] == MISSING) {
                misfit(i, rows);
            }
        }
    }

    private void whole(DecimalColumn key, int rows) {
        for (int i = 0; i < rows; i++) {
            if (key.isNull(i)) {
                first[i] = 0;
                second[i] = MISSING;
                continue;
            }
            int scale = narrow(key, i);
            if (scale < 0) {
                misfit(i, rows);
            }
            first[i] = narrowed;
            second[i] = scale;
        }
    }

    /** The least scale of a number, -1 where its digits do not fit; they are left in {@link #narrowed}. */
    private int narrow(DecimalColumn key, int row) {
        int scale = key.scales[row];
        long value = key.unscaled[row];
        if (scale < 0) {
            BigDecimal number = scale == DecimalColumn.WIDE ? DecimalColumn.narrowest(key.decimal(row)) : null;
            narrowed = 0;
            if (number == null
                    || number.scale() < 0
                    || number.scale() > 18
                    || number.unscaledValue().bitLength() > 63) {
                return -1;
            }
            narrowed = number.unscaledValue().longValue();
            return number.scale();
        }
        while (scale > 0 && value % 10 == 0) {
            value /= 10;
            scale--;
        }
        narrowed = value;
        return scale;
    }

    private void whole(TextColumn key, int rows) {
        byte[] states = key.states;
        byte[] bytes = key.slices.bytes;
        for (int i = 0; i < rows; i++) {
            if (states != null && states[i] != Column.VALUE) {
                first[i] = 0;
                second[i] = MISSING;
                continue;
            }
            int start = key.slices.start(i);
            int length = key.slices.end(i) - start;
            if (length > 15) {
                misfit(i, rows);
                continue;
            }
            first[i] = head(bytes, start, Math.min(8, length));
            long rest = length <= 8 ? 0 : head(bytes, start + 8, length - 8);
            second[i] = rest | (long) length << 56;
        }
    }

    /** The first {@code length} bytes, 0 to 8, from the lowest byte of a long up. */
    private static long head(byte[] bytes, int start, int length) {
        if (length == 0) {
            return 0;
        }
        if (start + 8 <= bytes.length) {
            return (long) LONGS.get(bytes, start) & -1L >>> 64 - 8 * length;
        }
        long head = 0;
        for (int i = length - 1; i >= 0; i--) {
            head = head << 8 | bytes[start + i] & 0xff;
        }
        return head;
    }

    /** Well mixed bits of a packed key. */
    static long hash(long first, long second) {
        long mixed = (first ^ 0x9e3779b97f4a7c15L) * 0xd6e8feb86659fd93L;
        mixed ^= mixed >>> 32;
        mixed = (mixed ^ second) * 0xa0761d6478bd642fL;
        mixed ^= mixed >>> 29;
        mixed *= 0xe7037ed1a0b428dbL;
        return mixed ^ mixed >>> 32;
    }
}
