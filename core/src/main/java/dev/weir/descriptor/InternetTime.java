package dev.weir.descriptor;

/** The form {@code date-time} of RFC 3339, section 5.6: {@code 1985-04-12T23:20:50.52Z}. */
final class InternetTime {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private InternetTime() {}

    static boolean is(String text) {
        if (text.length() < 20 || !isLike(text, 0, "dddd-dd-dd") || !isLike(text, 11, "dd:dd:dd")) {
            return false;
        }
        char separator = text.charAt(10);
        return (separator == 'T' || separator == 't')
                && isDate(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) <= 60
                && isZone(text, endOfFraction(text));
    }

    private static boolean isDate(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= (month == 2 && leap ? 29 : DAYS[month - 1]);
    }

    /** Where the zone begins, or -1 where a dot has no digits. */
    private static int endOfFraction(String text) {
        if (text.charAt(19) != '.') {
            return 19;
        }
        int end = 20;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end == 20 ? -1 : end;
    }

    private static boolean isZone(String text, int start) {
        if (start < 0 || start >= text.length()) {
            return false;
        }
        char sign = text.charAt(start);
        if (sign == 'Z' || sign == 'z') {
            return start + 1 == text.length();
        }
        return (sign == '+' || sign == '-')
                && text.length() == start + 6
                && isLike(text, start + 1, "dd:dd")
                && number(text, start + 1, start + 3) < 24
                && number(text, start + 4, start + 6) < 60;
    }

    private static boolean isLike(String text, int start, String form) {
        if (text.length() < start + form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(start + i);
            if (form.charAt(i) == 'd' ? !isDigit(c) : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text.substring(start, end));
    }
}
