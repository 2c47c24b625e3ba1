package dev.weir.validate;

import dev.weir.row.Column;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;

/** {@code minLength} and {@code maxLength}: code points of a string, items of an array or list, keys of an object. */
final class LengthCheck extends CellCheck {
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
        long limit = this.limit;
        for (int row = 0; row < rows; row++) {
            int start = slices.start(row);
            int end = slices.end(row);
            if (end - start > limit && (end - start > 4 * limit || codePoints(slices.bytes, start, end) > limit)) {
                fail(column, row, sink);
            }
        }
    }

    private void checkShort(TextColumn column, int rows, CellErrors sink) {
        Slices slices = column.slices;
        long limit = this.limit;
        for (int row = 0; row < rows; row++) {
            int start = slices.start(row);
            int end = slices.end(row);
            if (end - start < 4 * limit && (end - start < limit || codePoints(slices.bytes, start, end) < limit)) {
                fail(column, row, sink);
            }
        }
    }

    /** Bytes that begin a code point. */
    static int codePoints(byte[] utf8, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
