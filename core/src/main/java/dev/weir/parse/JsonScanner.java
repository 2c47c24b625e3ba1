package dev.weir.parse;

import dev.weir.descriptor.JsonReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds where JSON values end in a buffer, holding them to RFC 8259. Methods take the index of a value's first byte and
 * give the one behind it, or {@link #FAILED}: then {@link #failure} says why, null where only more bytes can tell. Bytes
 * of 0x80 and more are taken as text: whether they are UTF-8 is found out elsewhere. One thread.
 */
final class JsonScanner {
    static final int FAILED = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private byte[] bytes = {};
    private int end;
    private final boolean[] objects = new boolean[JsonReader.MAX_DEPTH + 1];

    /** Whether the string that was found last has an escape in it. */
    boolean escaped;
    /** Where the last value failed, and why. */
    int failedAt;

    @Nullable
    String failure;

    /** Looks at a buffer up to {@code end}; there are 8 readable bytes behind it. */
    void begin(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
        this.failure = null;
    }

    /** The same bytes in a larger buffer. */
    void rebase(byte[] larger) {
        this.bytes = larger;
    }

    /** The first byte from {@code at} on that is no blank, or the end. */
    int blanks(int at) {
        int next = at;
        while (next < end) {
            byte value = bytes[next];
            if (value != ' ' && value != '\n' && value != '\r' && value != '\t') {
                break;
            }
            next++;
        }
        return next;
    }

    private int fail(int at, String why) {
        failedAt = at;
        failure = at >= end ? null : why;
        return FAILED;
    }

    /** Behind a string that begins with the quote at {@code at}. */
    int string(int at) {
        escaped = false;
        int next = at + 1;
        while (next < end) {
            long word = (long) LONGS.get(bytes, next);
            long quote = word ^ '"' * ONES;
            long escape = word ^ '\\' * ONES;
            long found = ((quote - ONES & ~quote) | (escape - ONES & ~escape) | (word - ' ' * ONES & ~word)) & HIGHS;
            if (found == 0) {
                next += 8;
                continue;
            }
            next += Long.numberOfTrailingZeros(found) >>> 3;
            if (next >= end) {
                break;
            }
            byte value = bytes[next];
            if (value == '"') {
                return next + 1;
            }
            if (value != '\\') {
                return fail(next, "a control character in a string, to be written as \\u00" + hex(value));
            }
            escaped = true;
            next = escape(next + 1);
            if (next == FAILED) {
                return FAILED;
            }
        }
        return fail(end, "");
    }

    private static String hex(int value) {
        return Integer.toHexString(value & 0xff | 0x100).substring(1);
    }

    /** Behind an escape whose letter is at {@code at}. */
    private int escape(int at) {
        if (at >= end) {
            return fail(end, "");
        }
        if (bytes[at] != 'u') {
            return "\"\\/bfnrt".indexOf(bytes[at]) >= 0 ? at + 1 : fail(at, "an escape that JSON does not have");
        }
        for (int i = 1; i <= 4; i++) {
            if (at + i >= end || Character.digit(bytes[at + i], 16) < 0) {
                return fail(Math.min(at + i, end), "an escape \\u without four hexadecimal digits");
            }
        }
        return at + 5;
    }

    /** Behind a number; one that ends with the bytes may go on. */
    int number(int at) {
        int next = bytes[at] == '-' ? at + 1 : at;
        if (next < end && bytes[next] == '0') {
            next++;
        } else {
            next = digits(next);
        }
        if (next != FAILED && next < end && bytes[next] == '.') {
            next = digits(next + 1);
        }
        if (next != FAILED && next < end && (bytes[next] | 0x20) == 'e') {
            next++;
            next = digits(next < end && (bytes[next] == '+' || bytes[next] == '-') ? next + 1 : next);
        }
        if (next != FAILED && next < end && !endsToken(bytes[next])) {
            return fail(next, "a number that JSON does not have");
        }
        return next;
    }

    private static boolean endsToken(byte value) {
        return value == ','
                || value == '}'
                || value == ']'
                || value == ' '
                || value == '\n'
                || value == '\r'
                || value == '\t'
                || value == ':';
    }

    private int digits(int at) {
        int next = at;
        while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
            next++;
        }
        return next == at ? fail(at, "a number that JSON does not have") : next;
    }

    private int literal(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                return fail(
                        Math.min(at + i, end), "a value was expected: a text in quotes, a number, true, false, null");
            }
        }
        return at + word.length();
    }

    /** Behind a string, number, {@code true}, {@code false} or {@code null}. */
    int scalar(int at) {
        if (at >= end) {
            return fail(end, "");
        }
        return switch (bytes[at]) {
            case '"' -> string(at);
            case 't' -> literal(at, "true");
            case 'f' -> literal(at, "false");
            case 'n' -> literal(at, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
            default -> fail(at, "a value was expected: a text in quotes, a number, true, false, null");
        };
    }

    /** Behind any value. */
    int value(int at) {
        int depth = 0;
        int next = at;
        boolean first = false;
        while (true) {
            if (next >= end) {
                return fail(end, "");
            }
            byte value = bytes[next];
            boolean closes = first && value == (objects[depth] ? '}' : ']');
            if (!closes && depth > 0 && objects[depth]) {
                next = key(next);
                if (next == FAILED) {
                    return FAILED;
                }
                value = next < end ? bytes[next] : 0;
            }
            if (!closes && (value == '{' || value == '[')) {
                if (depth == JsonReader.MAX_DEPTH) {
                    return fail(next, "nests deeper than the limit of " + JsonReader.MAX_DEPTH);
                }
                objects[++depth] = value == '{';
                first = true;
                next = blanks(next + 1);
                continue;
            }
            next = closes ? next : scalar(next);
            first = false;
            boolean more = false;
            while (next != FAILED && depth > 0 && !more) {
                next = blanks(next);
                value = next < end ? bytes[next] : 0;
                if (value == (objects[depth] ? '}' : ']')) {
                    depth--;
                    next++;
                } else if (value == ',') {
                    next = blanks(next + 1);
                    more = true;
                } else {
                    return fail(next, "a comma or " + (objects[depth] ? "}" : "]") + " was expected");
                }
            }
            if (next == FAILED || !more) {
                return next;
            }
        }
    }

    /** Behind a key, its colon and blanks: where its value begins. */
    int key(int at) {
        if (at >= end || bytes[at] != '"') {
            return fail(at, "a name in quotes was expected");
        }
        int next = string(at);
        if (next == FAILED) {
            return FAILED;
        }
        next = blanks(next);
        return next < end && bytes[next] == ':' ? blanks(next + 1) : fail(next, "a colon was expected");
    }
}
