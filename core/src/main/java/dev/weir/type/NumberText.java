package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The lexical options of number and integer: decimalChar, groupChar, bareNumber.
 *
 * <p>Text under them is first brought to the plain form ({@code -1234.5}) and then read. A group character is allowed
 * between two digits only. With {@code bareNumber: false} what stands before the number and behind its last digit is
 * stripped; a decimal character directly behind a letter belongs to the letters ({@code Rs.500} is 500), and a minus
 * that something else follows ({@code -€5}) is not stripped, so that no sign is lost.
 */
final class NumberText {
    /** Digits past which a number is refused. */
    static final int MAX_DIGITS = 1000;
    /** Exponent past which a number is refused, either sign. */
    static final int MAX_EXPONENT = 6144;

    static final String TOO_LONG = "number has more than " + MAX_DIGITS + " digits, which is the limit";
    static final String TOO_LARGE = "number has an exponent beyond " + MAX_EXPONENT + ", which is the limit";

    final byte[] decimal;
    final byte[] group;
    final boolean bare;

    NumberText(Field field) {
        boolean whole = field.type() == FieldType.INTEGER;
        decimal = bytes(whole ? "." : field.json().text("decimalChar", "."));
        group = bytes(field.json().text("groupChar", ""));
        bare = field.json().flag("bareNumber", true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void problems(Field field, List<String> problems) {
        String group = field.json().text("groupChar", "");
        String decimal = field.type() == FieldType.INTEGER ? "." : field.json().text("decimalChar", ".");
        if (decimal.isEmpty()) {
            problems.add("decimalChar is empty: name the character of the decimal point, or leave it out for \".\"");
        }
        if (hasNumericChar(decimal)) {
            problems.add("decimalChar \"" + decimal + "\" has a digit, sign or blank: name another character");
        }
        if (hasNumericChar(group.trim())) {
            problems.add("groupChar \"" + group + "\" has a digit or sign: name another character");
        }
        if (field.type() == FieldType.NUMBER && !decimal.isEmpty() && group.equals(decimal)) {
            problems.add("groupChar and decimalChar are both \"" + group + "\": name two characters");
        }
    }

    private static boolean hasNumericChar(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9' || c == '+' || c == '-' || c <= ' ');
    }

    /** Whether text needs no preparing. */
    boolean isPlain() {
        return bare && group.length == 0 && decimal.length == 1 && decimal[0] == '.';
    }

    List<Object> options() {
        return List.of(text(decimal), text(group), bare);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes the plain form of a text into {@code out}, which is cleared first; false where it has none. */
    boolean toPlain(byte[] bytes, int start, int end, TextBuffer out) {
        out.clear();
        int from = start;
        int to = end;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (!bare && !isSpecial(bytes, from, to)) {
            int stripped = behindPrefix(bytes, from, to);
            if (stripped < 0) {
                return false;
            }
            from = stripped;
            while (!isDigit(bytes[to - 1])) {
                to--;
            }
        }
        return translate(bytes, from, to, out);
    }

    /** Where the number begins behind its prefix, or -1 where there is none. */
    private int behindPrefix(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isDigit(bytes[at])) {
            at++;
        }
        if (at == to) {
            return -1;
        }
        int before = at - decimal.length;
        if (before >= from
                && Arrays.equals(bytes, before, at, decimal, 0, decimal.length)
                && (before == from || !isLetter(bytes[before - 1]))) {
            at = before;
        }
        if (at > from && (bytes[at - 1] == '-' || bytes[at - 1] == '+')) {
            at--;
        }
        for (int i = from; i < at; i++) {
            if (bytes[i] == '-') {
                return -1;
            }
        }
        return at;
    }

    private boolean translate(byte[] bytes, int from, int to, TextBuffer out) {
        boolean point = false;
        for (int at = from; at < to; ) {
            if (group.length > 0 && at > from && isDigit(bytes[at - 1]) && isAt(group, bytes, at, to)) {
                at += group.length;
                if (at >= to || !isDigit(bytes[at])) {
                    return false;
                }
            } else if (!point && isAt(decimal, bytes, at, to)) {
                point = true;
                out.put((byte) '.');
                at += decimal.length;
            } else {
                byte b = bytes[at++];
                if (b == '.' || isBlank(b)) {
                    return false;
                }
                out.put(b);
            }
        }
        return true;
    }

    private static boolean isAt(byte[] text, byte[] bytes, int at, int to) {
        return to - at >= text.length && Arrays.equals(text, 0, text.length, bytes, at, at + text.length);
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** The blanks that XML Schema collapses. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    /** Whether the text is NaN, INF or -INF in any case. */
    static boolean isSpecial(byte[] bytes, int from, int to) {
        return special(bytes, from, to) != 0;
    }

    /** 'N' for NaN, '+' for INF, '-' for -INF, in any case; else 0. */
    static char special(byte[] bytes, int from, int to) {
        boolean negative = to - from == 4 && bytes[from] == '-';
        int at = negative ? from + 1 : from;
        if (to - at != 3) {
            return 0;
        }
        int letters = (bytes[at] | 0x20) << 16 | (bytes[at + 1] | 0x20) << 8 | bytes[at + 2] | 0x20;
        if (letters == ('i' << 16 | 'n' << 8 | 'f') && (bytes[at] & bytes[at + 1] & bytes[at + 2] & 0x40) != 0) {
            return negative ? '-' : '+';
        }
        boolean nan =
                letters == ('n' << 16 | 'a' << 8 | 'n') && (bytes[at] & bytes[at + 1] & bytes[at + 2] & 0x40) != 0;
        return nan && !negative ? 'N' : 0;
    }

    /** Appends digits, at least one, with the group character between threes. */
    void putGrouped(byte[] digits, int from, int to, TextBuffer out) {
        if (group.length == 0) {
            out.put(digits, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            if (i > from && (to - i) % 3 == 0) {
                out.put(group);
            }
            out.put(digits[i]);
        }
    }
}
