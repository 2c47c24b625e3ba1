package dev.weir.type;

import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads plain number text of any length: one pass without an object up to 18 digits, {@code BigDecimal} beyond. */
final class DecimalText {
    private DecimalText() {}

    /** Sets the number that the text says; false where it says none or one past the limits. */
    static boolean parse(byte[] bytes, int start, int end, DecimalColumn column, int row) {
        int from = start;
        int to = end;
        while (from < to && NumberText.isBlank(bytes[from])) {
            from++;
        }
        while (to > from && NumberText.isBlank(bytes[to - 1])) {
            to--;
        }
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || at < to && bytes[at] == '+') {
            at++;
        }
        long unscaled = 0;
        int digits = 0;
        int point = -1;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                unscaled = unscaled * 10 + digit;
                digits++;
            } else if (digit == '.' - '0' && point < 0) {
                point = digits;
            } else {
                return parseRest(bytes, from, to, column, row);
            }
        }
        if (digits == 0) {
            return false;
        }
        if (digits > 18) {
            return parseRest(bytes, from, to, column, row);
        }
        column.unscaled[row] = negative ? -unscaled : unscaled;
        column.scales[row] = (byte) (point < 0 ? 0 : digits - point);
        return true;
    }

    /** Text with an exponent or more than 18 digits, the special texts, and what is no number. */
    private static boolean parseRest(byte[] bytes, int from, int to, DecimalColumn column, int row) {
        char special = NumberText.special(bytes, from, to);
        if (special != 0) {
            column.unscaled[row] = 0;
            column.scales[row] =
                    special == 'N' ? DecimalColumn.NAN : special == '+' ? DecimalColumn.INF : DecimalColumn.NEG_INF;
            return true;
        }
        if (!isNumber(bytes, from, to) || limit(bytes, from, to) != null) {
            return false;
        }
        put(new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII)), column, row);
        return true;
    }

    /** Whether the text is {@code [+-]?(d+(.d*)?|.d+)([eE][+-]?d+)?}. */
    private static boolean isNumber(byte[] bytes, int from, int to) {
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int whole = behindDigits(bytes, at, to);
        int mantissa = whole;
        int digits = whole - at;
        if (whole < to && bytes[whole] == '.') {
            mantissa = behindDigits(bytes, whole + 1, to);
            digits += mantissa - whole - 1;
        }
        if (digits == 0) {
            return false;
        }
        if (mantissa == to) {
            return true;
        }
        if ((bytes[mantissa] | 0x20) != 'e') {
            return false;
        }
        int exponent = mantissa + 1;
        if (exponent < to && (bytes[exponent] == '-' || bytes[exponent] == '+')) {
            exponent++;
        }
        return exponent < to && behindDigits(bytes, exponent, to) == to;
    }

    private static int behindDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && NumberText.isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The limit that a number text is past, or null, also where it is no number. */
    static @Nullable String limit(byte[] bytes, int from, int to) {
        if (!isNumber(bytes, from, to)) {
            return null;
        }
        int digits = 0;
        int at = from;
        for (; at < to && (bytes[at] | 0x20) != 'e'; at++) {
            digits += NumberText.isDigit(bytes[at]) ? 1 : 0;
        }
        if (digits > NumberText.MAX_DIGITS) {
            return NumberText.TOO_LONG;
        }
        int exponent = 0;
        for (at++; at < to; at++) {
            if (NumberText.isDigit(bytes[at])) {
                exponent = Math.min(exponent * 10 + bytes[at] - '0', 1_000_000);
            }
        }
        return exponent > NumberText.MAX_EXPONENT ? NumberText.TOO_LARGE : null;
    }

    /** Sets a decimal: in a {@code long} where unscaled value and scale allow it, else wide. */
    static void put(BigDecimal decimal, DecimalColumn column, int row) {
        BigDecimal number = decimal;
        if (number.scale() > 18) {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }
        if (number.scale() < 0 && number.precision() - number.scale() <= 19) {
            number = number.setScale(0);
        }
        if (number.scale() >= 0
                && number.scale() <= 18
                && number.unscaledValue().bitLength() < 64) {
            column.unscaled[row] = number.unscaledValue().longValue();
            column.scales[row] = (byte) number.scale();
            return;
        }
        BigDecimal[] wide = column.wide;
        if (wide == null) {
            wide = new BigDecimal[column.unscaled.length];
        } else if (wide.length <= row) {
            wide = Arrays.copyOf(wide, column.unscaled.length);
        }
        column.wide = wide;
        column.unscaled[row] = 0;
        column.scales[row] = DecimalColumn.WIDE;
        wide[row] = number;
    }
}
