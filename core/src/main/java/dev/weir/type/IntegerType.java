package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of an {@code integer} field: text to {@code long}, or {@code BigInteger} where it does not fit.
 *
 * <p>Reads digits with an optional sign, blanks around them ignored, under {@code groupChar} and {@code bareNumber}.
 * Canonical text has no sign but minus and no leading zeros, and groups of three where a {@code groupChar} is stated.
 * Errors: {@code type-error}; more than 1,000 digits are past the limit. Spec:
 * https://datapackage.org/standard/table-schema/#integer
 */
final class IntegerType extends LongType {
    /** No number of 16 digits. */
    private static final long NO_NUMBER = Long.MIN_VALUE;

    private final NumberText text;
    private final boolean plain;
    private final boolean missingFirst;

    IntegerType(Field field, List<MissingValue> missing) {
        super(field, missing);
        text = new NumberText(field);
        plain = text.isPlain();
        missingFirst = this.missing.hasDigit();
    }

    @Override
    public void cast(Slices content, int rows, Column target) {
        LongColumn column = prepare(target, rows);
        if (plain) {
            castPlain(content, rows, column);
        } else {
            castStyled(content, rows, column);
        }
    }

    /** The hot loop. What a cell costs is in a method of its own, which is compiled long before the loop is. */
    private void castPlain(Slices content, int rows, LongColumn column) {
        byte[] bytes = content.bytes;
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        long[] values = column.values;
        boolean first = missingFirst;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int end = positions[at + 1];
            long number = first && missing.matches(bytes, start, end) ? NO_NUMBER : number(bytes, start, end);
            if (number != NO_NUMBER) {
                values[row] = number;
            } else {
                castSlowly(bytes, start, end, column, row);
            }
        }
    }

    /** What up to 16 digits with or without a minus say, or {@link #NO_NUMBER}. The slice is one of a padded buffer. */
    private static long number(byte[] bytes, int start, int end) {
        int length = end - start;
        long sign = 0;
        if (bytes[start] == '-') {
            sign = -1;
            length--;
        }
        if (length - 1 >>> 3 == 0) {
            long digits = (Words.load(bytes, end - 8) ^ Words.ZEROS) & -1L << (64 - 8 * length);
            return Words.aboveNine(digits) == 0 ? (Words.number(digits) ^ sign) - sign : NO_NUMBER;
        }
        if (length - 9 >>> 3 != 0) {
            return NO_NUMBER;
        }
        long low = Words.load(bytes, end - 8) ^ Words.ZEROS;
        long high = (Words.load(bytes, end - 16) ^ Words.ZEROS) & -1L << (128 - 8 * length);
        return (Words.aboveNine(low) | Words.aboveNine(high)) == 0
                ? ((Words.number(high) * 100_000_000L + Words.number(low)) ^ sign) - sign
                : NO_NUMBER;
    }

    private void castStyled(Slices content, int rows, LongColumn column) {
        TextBuffer scratch = new TextBuffer(64);
        for (int row = 0; row < rows; row++) {
            int start = content.start(row);
            int end = content.end(row);
            if (missing.matches(content.bytes, start, end)) {
                column.values[row] = 0;
                mark(column, row, Column.NULL, column.values.length);
            } else if (!castPrepared(content.bytes, start, end, column, row, scratch)) {
                column.values[row] = 0;
                mark(column, row, Column.BAD, column.values.length);
            }
        }
    }

    private boolean castPrepared(byte[] bytes, int start, int end, LongColumn column, int row, TextBuffer scratch) {
        if (plain) {
            return castText(bytes, start, end, column, row);
        }
        return text.toPlain(bytes, start, end, scratch) && castText(scratch.bytes, 0, scratch.length, column, row);
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        return castPrepared(bytes, start, end, column, row, new TextBuffer(32));
    }

    private static boolean castText(byte[] bytes, int start, int end, LongColumn column, int row) {
        int from = start;
        int to = end;
        while (from < to && NumberText.isBlank(bytes[from])) {
            from++;
        }
        while (to > from && NumberText.isBlank(bytes[to - 1])) {
            to--;
        }
        boolean negative = from < to && bytes[from] == '-';
        if (negative || from < to && bytes[from] == '+') {
            from++;
        }
        if (from == to) {
            return false;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        if (to - from <= 18) {
            column.values[row] = negative ? -number : number;
            return true;
        }
        return castLong(bytes, from, to, negative, column, row);
    }

    private static boolean castLong(byte[] bytes, int from, int to, boolean negative, LongColumn column, int row) {
        if (to - from > NumberText.MAX_DIGITS) {
            return false;
        }
        BigInteger magnitude = new BigInteger(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        BigInteger number = negative ? magnitude.negate() : magnitude;
        if (number.bitLength() < 64) {
            column.values[row] = number.longValue();
        } else {
            putWide(column, row, negative ? Long.MIN_VALUE : Long.MAX_VALUE, number);
        }
        return true;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        LongColumn longs = (LongColumn) column;
        Object wide = longs.wide(row);
        if (wide == null && text.group.length == 0) {
            Digits.put(longs.values[row], out);
            return;
        }
        byte[] digits =
                (wide == null ? Long.toString(longs.values[row]) : wide.toString()).getBytes(StandardCharsets.US_ASCII);
        int from = digits[0] == '-' ? 1 : 0;
        out.put(digits, 0, from);
        text.putGrouped(digits, from, digits.length, out);
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        return !missing.matches(bytes, start, end);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        if (!(node instanceof JsonNumber number)
                || !number.isInteger()
                || number.value().precision() - number.value().scale() > NumberText.MAX_DIGITS) {
            return null;
        }
        BigInteger whole = number.value().toBigIntegerExact();
        return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
    }

    @Override
    @Nullable
    String limit(byte[] bytes, int start, int end) {
        TextBuffer scratch = new TextBuffer(end - start + 16);
        if (!text.toPlain(bytes, start, end, scratch) || scratch.length <= NumberText.MAX_DIGITS) {
            return null;
        }
        int from = scratch.bytes[0] == '-' || scratch.bytes[0] == '+' ? 1 : 0;
        for (int i = from; i < scratch.length; i++) {
            if (!NumberText.isDigit(scratch.bytes[i])) {
                return null;
            }
        }
        return NumberText.TOO_LONG;
    }

    @Override
    List<Object> lexicalOptions() {
        return text.options();
    }
}
