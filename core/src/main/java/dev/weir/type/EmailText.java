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

    /** Whether a slice of a padded buffer is an address: the usual ones by words, others byte by byte. */
    static boolean isEmail(byte[] bytes, int start, int end) {
        return isUsual(bytes, start, end - start) || isAny(bytes, start, end);
    }

    /**
     * Whether up to 32 bytes are an address of letters and digits, with single signs between them: {@code . _ + -}
     * before the {@code @}, {@code . -} behind it, a letter at the end.
     */
    private static boolean isUsual(byte[] bytes, int start, int length) {
        if (length - 1 >>> 5 != 0) {
            return false;
        }
        long signs = 0;
        for (int at = 0; at < length; at += 8) {
            signs |= signs(Words.load(bytes, start + at)) << at;
        }
        signs &= -1L >>> (64 - length);
        return (signs & (signs >>> 1 | 1L)) == 0
                && (signs >>> (length - 1)) == 0
                && (bytes[start + length - 1] & 0x40) != 0
                && areInPlace(bytes, start, signs);
    }

    /** A bit for each of eight bytes that is no ASCII letter or digit. */
    private static long signs(long word) {
        long ascii = word & ~Words.HIGH_BITS;
        long lower = ascii | 0x2020202020202020L;
        long letters = (lower + 0x1f1f1f1f1f1f1f1fL) ^ (lower + 0x0505050505050505L);
        long digits = (ascii + 0x5050505050505050L) ^ (ascii + 0x4646464646464646L);
        long flags = (~(letters | digits) | word) & Words.HIGH_BITS;
        return (flags >>> 7) * 0x0102040810204080L >>> 56;
    }

    private static boolean areInPlace(byte[] bytes, int start, long signs) {
        boolean domain = false;
        boolean dot = false;
        for (long rest = signs; rest != 0; rest &= rest - 1) {
            byte sign = bytes[start + Long.numberOfTrailingZeros(rest)];
            if (sign == '@' && !domain) {
                domain = true;
            } else if (sign == '.') {
                dot = domain;
            } else if (sign != '-' && (domain || sign != '_' && sign != '+')) {
                return false;
            }
        }
        return dot;
    }

    /** Whether a slice of any buffer is an address. */
    static boolean isAny(byte[] bytes, int start, int end) {
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
