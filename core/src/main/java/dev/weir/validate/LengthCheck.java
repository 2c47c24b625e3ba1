package dev.weir.validate;

import dev.weir.row.Column;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** {@code minLength} and {@code maxLength}: code points of a string, items of an array or list, keys of an object. */
final class LengthCheck extends CellCheck {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean minimum;
    private final long limit;

    LengthCheck(int field, boolean minimum, long limit, String note) {
        super(field, note);
        this.minimum = minimum;
        this.limit = limit;
    }

    @Override
    void check(Column column, int rows, CellErrors sink) {
        if (column instanceof TextColumn texts) {
            if (minimum) {
                checkShort(texts, rows, sink);
            } else {
                checkLong(texts, rows, sink);
            }
        } else if (column instanceof ObjectColumn objects) {
            for (int row = 0; row < rows; row++) {
                int size = objects.isNull(row) ? -1 : CellValues.size(objects.values[row]);
                if (size >= 0 && (minimum ? size < limit : size > limit)) {
                    fail(column, row, sink);
                }
            }
        }
    }

    /** A text of {@code n} bytes has at most {@code n} and at least {@code n / 4} code points. */
    private void checkLong(TextColumn column, int rows, CellErrors sink) {
        Slices slices = column.slices;
        byte[] bytes = slices.bytes;
        int[] positions = slices.positions;
        int stride = slices.stride;
        int gap = slices.gap;
        long limit = this.limit;
        for (int row = 0, at = slices.offset; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int end = positions[at + 1];
            if (end - start > limit && (end - start > 4 * limit || codePoints(bytes, start, end) > limit)) {
                fail(column, row, sink);
            }
        }
    }

    private void checkShort(TextColumn column, int rows, CellErrors sink) {
        Slices slices = column.slices;
        byte[] bytes = slices.bytes;
        int[] positions = slices.positions;
        int stride = slices.stride;
        int gap = slices.gap;
        long limit = this.limit;
        for (int row = 0, at = slices.offset; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int end = positions[at + 1];
            if (end - start < 4 * limit && (end - start < limit || codePoints(bytes, start, end) < limit)) {
                fail(column, row, sink);
            }
        }
    }

    /** Bytes that begin a code point, 8 at a time: those that do not have the two highest bits 10. The buffer is padded. */
    static int codePoints(byte[] utf8, int start, int end) {
        int count = end - start;
        int i = start;
        for (; i + 8 <= end; i += 8) {
            long word = (long) LONGS.get(utf8, i);
            count -= Long.bitCount(word >>> 7 & ~(word >>> 6) & 0x0101010101010101L);
        }
        if (i < end) {
            long word = (long) LONGS.get(utf8, i) & -1L >>> (64 - 8 * (end - i));
            count -= Long.bitCount(word >>> 7 & ~(word >>> 6) & 0x0101010101010101L);
        }
        return count;
    }
}
