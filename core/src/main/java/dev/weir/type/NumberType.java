package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code number} field: text to exact decimals, with NaN and the infinities.
 *
 * <p>Reads XML Schema decimals with an optional exponent ({@code E} or {@code e}), NaN, INF and -INF in any case, blanks
 * around them ignored, under {@code decimalChar}, {@code groupChar} and {@code bareNumber}. A column keeps the scale that
 * the text has. Canonical text has no exponent, no trailing zeros (but those that {@link #SCALE}
 * asks for) and no {@code -0}, and groups of three where a {@code groupChar} is stated. Errors: {@code type-error}; more than 1,000 digits or an exponent beyond ±6144 are past the
 * limit. Spec: https://datapackage.org/standard/table-schema/#number
 */
final class NumberType extends CellType {
    /** What a dot is after the exclusive or with {@link Words#ZEROS}, in every byte. */
    private static final long DOTS = 0x1e1e1e1e1e1e1e1eL;

    /** No number of 16 digits, shifted. */
    private static final long NO_NUMBER = Long.MIN_VALUE;

    private final NumberText text;
    private final boolean plain;
    private final boolean missingFirst;
    private final int decimals;

    NumberType(Field field, List<MissingValue> missing) {
        super(field, missing);
        text = new NumberText(field);
        plain = text.isPlain();
        missingFirst = this.missing.hasDigit();
        decimals = decimals(field);
    }

    /** How many digits behind the point are written at least, from the property {@link #SCALE}. */
    private static int decimals(Field field) {
        return field.json().get(SCALE) instanceof JsonNumber scale && scale.isInteger()
                ? Math.max(0, Math.min(1000, scale.value().intValue()))
                : 0;
    }

    @Override
    public DecimalColumn allocate(int capacity) {
        return new DecimalColumn(type, new long[capacity], new byte[capacity]);
    }

    @Override
    public void cast(Slices content, int rows, Column target) {
        DecimalColumn column = (DecimalColumn) target;
        if (column.unscaled.length < rows) {
            int capacity = Math.max(rows, column.unscaled.length + (column.unscaled.length >> 1));
            column.unscaled = new long[capacity];
            column.scales = new byte[capacity];
        }
        column.states = null;
        column.wide = null;
        column.raw = null;
        if (plain) {
            castPlain(content, rows, column);
        } else {
            castStyled(content, rows, column);
        }
        column.uniformScale = uniformScale(column, rows);
    }

    /** The hot loop. What a cell costs is in a method of its own, which is compiled long before the loop is. */
    private void castPlain(Slices content, int rows, DecimalColumn column) {
        byte[] bytes = content.bytes;
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        long[] unscaled = column.unscaled;
        byte[] scales = column.scales;
        boolean first = missingFirst;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int end = positions[at + 1];
            long number = first && missing.matches(bytes, start, end) ? NO_NUMBER : number(bytes, start, end);
            if (number != NO_NUMBER) {
                unscaled[row] = number >> 3;
                scales[row] = (byte) (number & 7);
            } else {
                castSlowly(bytes, start, end, column, row);
            }
        }
    }

    /**
     * What up to 16 characters say, the dot among the last eight: the unscaled value shifted left by three, and the
     * scale; or {@link #NO_NUMBER}. The slice is one of a padded buffer.
     */
    private static long number(byte[] bytes, int start, int end) {
        int length = end - start;
        long sign = 0;
        if (bytes[start] == '-') {
            sign = -1;
            length--;
        }
        if (length - 1 >>> 4 != 0) {
            return NO_NUMBER;
        }
        long low = Words.load(bytes, end - 8) ^ Words.ZEROS;
        long high = 0;
        if (length > 8) {
            high = (Words.load(bytes, end - 16) ^ Words.ZEROS) & -1L << (128 - 8 * length);
        } else {
            low &= -1L << (64 - 8 * length);
        }
        long dot = Words.lowestZeroByte(low ^ DOTS);
        if (dot == 0) {
            return (Words.aboveNine(low) | Words.aboveNine(high)) == 0
                    ? ((Words.number(high) * 100_000_000L + Words.number(low)) ^ sign) - sign << 3
                    : NO_NUMBER;
        }
        int bits = Long.numberOfTrailingZeros(dot) & 56;
        low = (low & ((1L << bits) - 1)) << 8 | low & -256L << bits;
        if ((Words.aboveNine(low) | Words.aboveNine(high)) != 0 || length == 1) {
            return NO_NUMBER;
        }
        long unscaled = Words.number(high) * 10_000_000L + Words.number(low);
        return (unscaled ^ sign) - sign << 3 | 7 - (bits >>> 3);
    }

    private void castStyled(Slices content, int rows, DecimalColumn column) {
        TextBuffer scratch = new TextBuffer(64);
        byte[] bytes = content.bytes;
        for (int row = 0; row < rows; row++) {
            int start = content.start(row);
            int end = content.end(row);
            if (missing.matches(bytes, start, end)) {
                markEmpty(column, row, Column.NULL);
            } else if (!text.toPlain(bytes, start, end, scratch)
                    || !DecimalText.parse(scratch.bytes, 0, scratch.length, column, row)) {
                markEmpty(column, row, Column.BAD);
            }
        }
    }

    private void castSlowly(byte[] bytes, int start, int end, DecimalColumn column, int row) {
        if (missing.matches(bytes, start, end)) {
            markEmpty(column, row, Column.NULL);
        } else if (!DecimalText.parse(bytes, start, end, column, row)) {
            markEmpty(column, row, Column.BAD);
        }
    }

    private static void markEmpty(DecimalColumn column, int row, byte state) {
        column.unscaled[row] = 0;
        column.scales[row] = 0;
        mark(column, row, state, column.unscaled.length);
    }

    private static int uniformScale(DecimalColumn column, int rows) {
        byte[] scales = column.scales;
        byte[] states = column.states;
        if (states != null) {
            return uniformScale(scales, states, rows);
        }
        int scale = rows == 0 ? -1 : scales[0];
        int differing = 0;
        for (int row = 0; row < rows; row++) {
            differing |= scales[row] ^ scale;
        }
        return differing == 0 ? Math.max(scale, -1) : -1;
    }

    private static int uniformScale(byte[] scales, byte[] states, int rows) {
        int scale = -1;
        for (int row = 0; row < rows; row++) {
            if (states[row] == Column.VALUE) {
                if (scales[row] < 0 || scale >= 0 && scale != scales[row]) {
                    return -1;
                }
                scale = scales[row];
            }
        }
        return scale;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        DecimalColumn numbers = (DecimalColumn) column;
        switch (numbers.scales[row]) {
            case DecimalColumn.NAN -> out.put("NaN");
            case DecimalColumn.INF -> out.put("INF");
            case DecimalColumn.NEG_INF -> out.put("-INF");
            case DecimalColumn.WIDE -> formatWide(numbers.decimal(row), out);
            default -> formatNarrow(numbers.unscaled[row], numbers.scales[row], out);
        }
    }

    private void formatNarrow(long unscaled, int scale, TextBuffer out) {
        long digits = unscaled;
        int places = scale;
        while (places > decimals && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        int more = decimals - places;
        if (more > 0
                && (decimals > 18 || Math.abs(digits) >= DecimalColumn.POWERS[18 - more] || digits == Long.MIN_VALUE)) {
            formatWide(BigDecimal.valueOf(digits, places), out);
            return;
        }
        if (more > 0) {
            digits *= DecimalColumn.POWERS[more];
            places = decimals;
        }
        if (text.group.length > 0 || digits == Long.MIN_VALUE) {
            formatWide(BigDecimal.valueOf(digits, places), out);
        } else if (places == 0) {
            Digits.put(digits, out);
        } else if (text.decimal.length == 1) {
            Digits.putDecimal(digits, places, text.decimal[0], out);
        } else {
            formatWide(BigDecimal.valueOf(digits, places), out);
        }
    }

    private void putDecimalChar(TextBuffer out) {
        if (text.decimal.length == 1) {
            out.put(text.decimal[0]);
        } else {
            out.put(text.decimal);
        }
    }

    private void formatWide(BigDecimal number, TextBuffer out) {
        BigDecimal least = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        BigDecimal written = least.scale() < decimals ? least.setScale(decimals) : least;
        byte[] digits = written.toPlainString().getBytes(StandardCharsets.US_ASCII);
        int from = digits[0] == '-' ? 1 : 0;
        int point = from;
        while (point < digits.length && digits[point] != '.') {
            point++;
        }
        out.put(digits, 0, from);
        text.putGrouped(digits, from, point, out);
        if (point < digits.length) {
            putDecimalChar(out);
            out.put(digits, point + 1, digits.length);
        }
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        DecimalColumn numbers = (DecimalColumn) column;
        return !missing.matches(bytes, start, end)
                && (numbers.scales[row] != DecimalColumn.WIDE || super.readsBack(column, row, bytes, start, end));
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        return node instanceof JsonNumber number ? number.value() : null;
    }

    @Override
    @Nullable
    String limit(byte[] bytes, int start, int end) {
        TextBuffer scratch = new TextBuffer(end - start + 16);
        return text.toPlain(bytes, start, end, scratch) ? DecimalText.limit(scratch.bytes, 0, scratch.length) : null;
    }

    @Override
    List<Object> lexicalOptions() {
        return text.options();
    }
}
