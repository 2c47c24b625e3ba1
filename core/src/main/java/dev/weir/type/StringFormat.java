package dev.weir.type;

import dev.weir.descriptor.Field;
import java.util.List;
import java.util.Locale;

/** The formats of a {@code string} field. Spec: https://datapackage.org/standard/table-schema/#string */
enum StringFormat {
    DEFAULT,
    EMAIL,
    URI,
    BINARY,
    UUID;

    private static final byte[] HEX = classes("0123456789abcdefABCDEF");
    private static final byte[] BASE64 = classes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /** The format that a field calls {@code text}; it must be one that {@link #problems} does not name. */
    static StringFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static void problems(Field field, List<String> problems) {
        if (!List.of("default", "email", "uri", "binary", "uuid").contains(field.format())) {
            problems.add("format \"" + field.format() + "\" is not one of default, email, uri, binary, uuid");
        }
    }

    boolean matches(byte[] bytes, int start, int end) {
        return switch (this) {
            case DEFAULT -> true;
            case EMAIL -> EmailText.isAny(bytes, start, end);
            case URI -> UriText.isUri(bytes, start, end);
            case BINARY -> isBase64(bytes, start, end);
            case UUID -> isUuid(bytes, start, end);
        };
    }

    /** A table that holds 1 for each of the characters, which are ASCII. */
    static byte[] classes(String characters) {
        byte[] table = new byte[256];
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] = 1;
        }
        return table;
    }

    /** RFC 4648 base64 with its padding, without line breaks. */
    private static boolean isBase64(byte[] bytes, int start, int end) {
        if ((end - start & 3) != 0) {
            return false;
        }
        int to = end;
        while (to > start && end - to < 2 && bytes[to - 1] == '=') {
            to--;
        }
        return isOf(BASE64, bytes, start, to);
    }

    /** 8-4-4-4-12 hexadecimal digits, of any version. */
    private static boolean isUuid(byte[] bytes, int start, int end) {
        return end - start == 36
                && (bytes[start + 8] & bytes[start + 13] & bytes[start + 18] & bytes[start + 23]) == '-'
                && (bytes[start + 8] | bytes[start + 13] | bytes[start + 18] | bytes[start + 23]) == '-'
                && isOf(HEX, bytes, start, start + 8)
                && isOf(HEX, bytes, start + 9, start + 13)
                && isOf(HEX, bytes, start + 14, start + 18)
                && isOf(HEX, bytes, start + 19, start + 23)
                && isOf(HEX, bytes, start + 24, end);
    }

    static boolean isHex(byte b) {
        return HEX[b & 0xff] != 0;
    }

    private static boolean isOf(byte[] table, byte[] bytes, int start, int end) {
        int all = 1;
        for (int i = start; i < end; i++) {
            all &= table[bytes[i] & 0xff];
        }
        return all != 0;
    }
}
