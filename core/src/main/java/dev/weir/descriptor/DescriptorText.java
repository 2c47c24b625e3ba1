package dev.weir.descriptor;

import dev.weir.descriptor.Json.Place;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JSON and the YAML reader share: bytes to characters, and digits to exact numbers. */
final class DescriptorText {
    static final String NUMBER_TOO_LARGE = "The number has more than " + JsonReader.MAX_DIGITS
            + " digits or an exponent beyond " + JsonReader.MAX_EXPONENT
            + ", which is past Weir's limit: write it as a string if it is not meant to be calculated with";

    private DescriptorText() {}

    /** The characters of {@code utf8} without a byte order mark; there is at least one that is not blank. */
    static char[] decode(byte[] utf8, String file, String language) {
        int start =
                utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF ? 3 : 0;
        if (utf8.length >= 2 && start == 0 && (utf8[0] & 0xFE) == 0xFE && (utf8[1] & 0xFE) == 0xFE) {
            throw failure(file, new Place(1, 1), "The file is in UTF-16: " + language + " is UTF-8, save it as UTF-8");
        }
        String packed = packed(utf8);
        if (packed != null) {
            throw failure(
                    file, Place.NONE, "This is " + packed + ", not " + language + ": unpack it and name what is in it");
        }
        CharBuffer chars = CharBuffer.allocate(utf8.length - start);
        ByteBuffer bytes = ByteBuffer.wrap(utf8, start, utf8.length - start);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes, chars, true);
        chars.flip();
        if (result.isError()) {
            throw failure(
                    file,
                    placeAtEnd(chars),
                    "The byte 0x" + hex(utf8[bytes.position()]) + " at offset " + bytes.position() + " is not UTF-8: "
                            + language + " is UTF-8, save the file as UTF-8");
        }
        char[] text = new char[chars.remaining()];
        chars.get(text);
        if (isBlank(text)) {
            throw failure(
                    file,
                    new Place(1, 1),
                    "The file is empty: a descriptor is an object, at least {\"resources\": [{\"name\": …,"
                            + " \"path\": …}]}");
        }
        return text;
    }

    private static @Nullable String packed(byte[] bytes) {
        if (bytes.length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            return "a zip archive";
        }
        boolean gzip = bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        return gzip ? "a file compressed by gzip" : null;
    }

    /** The exact number, or null where it is past the limits. */
    static @Nullable BigDecimal number(String text) {
        if (text.length() > JsonReader.MAX_DIGITS) {
            return null;
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0) {
            String digits = text.substring(exponent + 1);
            boolean signed = digits.startsWith("+") || digits.startsWith("-");
            if (digits.length() > 9
                    || Integer.parseInt(signed ? digits.substring(1) : digits) > JsonReader.MAX_EXPONENT) {
                return null;
            }
        }
        return new BigDecimal(text);
    }

    static DescriptorException failure(String file, Place place, String message) {
        return new DescriptorException(file, List.of(new Finding("", place, message)));
    }

    private static Place placeAtEnd(CharSequence text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, text.length() - lineStart + 1);
    }

    private static boolean isBlank(char[] text) {
        for (char c : text) {
            if (c > ' ') {
                return false;
            }
        }
        return true;
    }

    private static String hex(byte b) {
        return "" + Character.toUpperCase(Character.forDigit((b >> 4) & 0xF, 16))
                + Character.toUpperCase(Character.forDigit(b & 0xF, 16));
    }
}
