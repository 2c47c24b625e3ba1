package dev.weir.infer;

/** What a text has to look like beside being readable, so that a telephone number is no number and a list of digits no amount. */
interface Shape {
    Shape ANY = (bytes, start, end) -> true;

    /** A number that is no code: no plus sign, no leading zero before another digit. */
    Shape NUMBER = (bytes, start, end) -> !isCode(bytes, start, end);

    /** A number with a sign of money or per cent at one end. */
    Shape AFFIXED = Shape::affixed;

    /** An address with a scheme and two slashes. */
    Shape ADDRESS = Shape::address;

    boolean fits(byte[] bytes, int start, int end);

    /** The first digits are a zero and another one, or it has a plus sign: a postal code, a telephone number. */
    private static boolean isCode(byte[] bytes, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        int at = bytes[start] == '-' ? start + 1 : start;
        return bytes[start] == '+' || bytes[at] == '0' && at + 1 < end && isDigit(bytes[at + 1]);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Digits in groups of three, with a decimal part that begins with {@code decimal}; at least one group is marked or there is none to mark. */
    static Shape grouped(char group, char decimal) {
        return (bytes, start, end) -> {
            int at = start < end && bytes[start] == '-' ? start + 1 : start;
            int first = at;
            int digits = 0;
            boolean grouped = false;
            for (; at < end && bytes[at] != decimal; at++) {
                if (bytes[at] == group) {
                    if (grouped ? digits != 3 : digits < 1 || digits > 3) {
                        return false;
                    }
                    grouped = true;
                    digits = 0;
                } else if (isDigit(bytes[at])) {
                    digits++;
                } else {
                    return false;
                }
            }
            boolean whole = grouped ? digits == 3 : digits >= 1 && digits <= 3;
            for (int rest = at + 1; rest < end; rest++) {
                whole &= isDigit(bytes[rest]);
            }
            return whole && !isCode(bytes, first, end);
        };
    }

    /** Digits without groups and a decimal part that begins with {@code decimal}, where there is one. */
    static Shape decimal(char decimal) {
        return (bytes, start, end) -> {
            int at = start < end && bytes[start] == '-' ? start + 1 : start;
            int points = 0;
            for (int i = at; i < end; i++) {
                if (bytes[i] == decimal) {
                    points++;
                } else if (!isDigit(bytes[i])) {
                    return false;
                }
            }
            return points <= 1 && at < end && isDigit(bytes[at]) && !isCode(bytes, at, end);
        };
    }

    private static boolean affixed(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        if (to > from && bytes[to - 1] == '%') {
            to--;
        } else if (to > from && bytes[from] == '$') {
            from++;
        } else if (to - from > 3 && isEuro(bytes, from)) {
            from += 3;
        } else if (to - from > 3 && isEuro(bytes, to - 3)) {
            to -= 3;
        } else if (to - from > 2 && isPound(bytes, from)) {
            from += 2;
        } else {
            return false;
        }
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return decimal('.').fits(bytes, from, to);
    }

    private static boolean isEuro(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xe2 && bytes[at + 1] == (byte) 0x82 && bytes[at + 2] == (byte) 0xac;
    }

    private static boolean isPound(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xc2 && bytes[at + 1] == (byte) 0xa3;
    }

    private static boolean address(byte[] bytes, int start, int end) {
        for (int at = start; at + 2 < end; at++) {
            if (bytes[at] == ':') {
                return at > start && bytes[at + 1] == '/' && bytes[at + 2] == '/';
            }
        }
        return false;
    }
}
