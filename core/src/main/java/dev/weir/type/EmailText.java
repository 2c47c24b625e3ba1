package dev.weir.type;

/**
 * E-mail addresses: RFC 5321's mailbox with a domain name of two labels or more; non-ASCII letters as RFC 6531 allows.
 *
 * <p>The local part is words of the usual characters with single dots between them, or a quoted string, of at most 64
 * bytes; a label of the domain has 1 to 63 letters, digits and inner hyphens; the last is not all digits; the domain has
 * at most 253 bytes. No address literals, no comments, no display names.
 */
final class EmailText {
    private static final int OTHER = 0;
    /** May stand in a local part, not in a domain. */
    private static final int LOCAL = 1;
    /** A letter or a byte of a non-ASCII character. */
    private static final int LETTER = 2;

    private static final int DIGIT = 3;
    private static final int HYPHEN = 4;
    private static final int DOT = 5;

    private static final byte[] CLASSES = new byte[256];

    static {
        for (char c : "!#$%&'*+/=?^_`{|}~".toCharArray()) {
            CLASSES[c] = LOCAL;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            CLASSES[c] = LETTER;
            CLASSES[c - 32] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] = DIGIT;
        }
        for (int i = 128; i < 256; i++) {
            CLASSES[i] = LETTER;
        }
        CLASSES['-'] = HYPHEN;
        CLASSES['.'] = DOT;
    }

    private EmailText() {}

    static boolean isEmail(byte[] bytes, int start, int end) {
        int at = start;
        int previous = DOT;
        int kind = OTHER;
        for (; at < end; at++) {
            kind = CLASSES[bytes[at] & 0xff];
            if (kind == OTHER || kind == DOT && previous == DOT) {
                break;
            }
            previous = kind;
        }
        if (at >= end || bytes[at] != '@' || previous == DOT || at - start > 64) {
            return isQuoted(bytes, start, end);
        }
        return isDomain(bytes, at + 1, end);
    }

    private static boolean isDomain(byte[] bytes, int start, int end) {
        int label = start;
        int dots = 0;
        int previous = DOT;
        boolean letters = false;
        for (int at = start; at < end; at++) {
            int kind = CLASSES[bytes[at] & 0xff];
            if (kind == DOT) {
                if (previous == DOT || previous == HYPHEN || at - label > 63) {
                    return false;
                }
                dots++;
                label = at + 1;
                letters = false;
            } else if (kind < LETTER || kind == HYPHEN && previous == DOT) {
                return false;
            } else {
                letters |= kind != DIGIT;
            }
            previous = kind;
        }
        return dots > 0 && previous != DOT && previous != HYPHEN && letters && end - label <= 63 && end - start <= 253;
    }

    /** An address whose local part is a quoted string. */
    private static boolean isQuoted(byte[] bytes, int start, int end) {
        if (end - start < 3 || bytes[start] != '"') {
            return false;
        }
        int at = start + 1;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] == '\\') {
                at++;
            }
            if (at >= end || bytes[at] >= 0 && bytes[at] < ' ' || bytes[at] == 127) {
                return false;
            }
            at++;
        }
        return at + 1 < end && bytes[at + 1] == '@' && at + 1 - start <= 64 && isDomain(bytes, at + 2, end);
    }
}
