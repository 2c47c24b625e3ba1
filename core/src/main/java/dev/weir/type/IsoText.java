package dev.weir.type;

import dev.weir.row.TextBuffer;

/**
 * The lexical forms of XML Schema 1.1 for dates and times, part by part: each reader takes a position and gives the one
 * behind its part, or -1. Spec: https://www.w3.org/TR/xmlschema11-2/
 */
final class IsoText {
    /** Digits of a year past which it is out of the range of every calendar here. */
    private static final int MAX_YEAR_DIGITS = 18;

    private IsoText() {}

    /** A year: an optional minus and four digits, or more without a leading zero; into {@code moment}. */
    static int year(byte[] bytes, int from, int to, Moment moment) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long year = 0;
        while (at < to && NumberText.isDigit(bytes[at])) {
            if (at - first >= MAX_YEAR_DIGITS) {
                return -1;
            }
            year = year * 10 + bytes[at++] - '0';
        }
        int digits = at - first;
        if (digits < 4 || digits > 4 && bytes[first] == '0') {
            return -1;
        }
        moment.year = negative ? -year : year;
        return at;
    }

    /** A year as {@link #year} reads it. */
    static void putYear(long year, TextBuffer out) {
        if (year < 0) {
            out.put((byte) '-');
        }
        Digits.putPadded(Math.abs(year), 4, out);
    }

    /** Two digits from {@code low} to {@code high}, or -1. */
    static int two(byte[] bytes, int from, int to, int low, int high) {
        if (to - from < 2 || !NumberText.isDigit(bytes[from]) || !NumberText.isDigit(bytes[from + 1])) {
            return -1;
        }
        int number = (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
        return number < low || number > high ? -1 : number;
    }

    /** {@code -MM-DD} behind a year that was read. */
    static int monthDay(byte[] bytes, int from, int to, Moment moment) {
        if (to - from < 6 || bytes[from] != '-' || bytes[from + 3] != '-') {
            return -1;
        }
        moment.month = two(bytes, from + 1, to, 1, 12);
        moment.day = two(bytes, from + 4, to, 1, 31);
        return moment.month > 0 && moment.day > 0 && Moment.isDate(moment.year, moment.month, moment.day)
                ? from + 6
                : -1;
    }

    /** {@code hh:mm:ss}. */
    static int time(byte[] bytes, int from, int to, Moment moment) {
        if (to - from < 8 || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
            return -1;
        }
        moment.hour = two(bytes, from, to, 0, 24);
        moment.minute = two(bytes, from + 3, to, 0, 59);
        moment.second = two(bytes, from + 6, to, 0, 59);
        return moment.hour < 0 || moment.minute < 0 || moment.second < 0 ? -1 : from + 8;
    }

    /** An optional fraction of a second: a dot and digits, of which no one past the ninth may be above zero. */
    static int fraction(byte[] bytes, int from, int to, Moment moment) {
        moment.nano = 0;
        if (from >= to || bytes[from] != '.') {
            return from;
        }
        int at = from + 1;
        int scale = 100_000_000;
        for (; at < to && NumberText.isDigit(bytes[at]); at++) {
            if (scale == 0 && bytes[at] != '0') {
                return -1;
            }
            moment.nano += (bytes[at] - '0') * scale;
            scale /= 10;
        }
        return at == from + 1 ? -1 : at;
    }

    /** An optional zone: {@code Z} or {@code ±hh:mm} up to 14:00. */
    static int zone(byte[] bytes, int from, int to, Moment moment) {
        moment.offset = 0;
        moment.zoned = from < to && (bytes[from] == 'Z' || bytes[from] == '+' || bytes[from] == '-');
        if (!moment.zoned) {
            return from;
        }
        if (bytes[from] == 'Z') {
            return from + 1;
        }
        if (to - from < 6 || bytes[from + 3] != ':') {
            return -1;
        }
        int hours = two(bytes, from + 1, to, 0, 14);
        int minutes = two(bytes, from + 4, to, 0, 59);
        if (hours < 0 || minutes < 0 || hours == 14 && minutes > 0) {
            return -1;
        }
        moment.offset = (hours * 3600 + minutes * 60) * (bytes[from] == '-' ? -1 : 1);
        return from + 6;
    }

    /** A whole {@code dateTime}; 24:00:00 is the end of the day. The character between date and time is given. */
    static boolean datetime(byte[] bytes, int from, int to, byte separator, Moment moment) {
        int at = year(bytes, from, to, moment);
        at = at < 0 ? -1 : monthDay(bytes, at, to, moment);
        if (at < 0 || at >= to || bytes[at] != separator) {
            return false;
        }
        at = time(bytes, at + 1, to, moment);
        at = at < 0 ? -1 : fraction(bytes, at, to, moment);
        if (at < 0 || moment.hour == 24 && (moment.minute | moment.second | moment.nano) != 0) {
            return false;
        }
        return zone(bytes, at, to, moment) == to;
    }

    /** Appends {@code hh:mm:ss} and a fraction where there is one, without trailing zeros. */
    static void putTime(Moment moment, TextBuffer out) {
        Digits.putTwo(moment.hour, out);
        out.put((byte) ':');
        Digits.putTwo(moment.minute, out);
        out.put((byte) ':');
        Digits.putTwo(moment.second, out);
        if (moment.nano > 0) {
            int fraction = moment.nano;
            int places = 9;
            while (fraction % 10 == 0) {
                fraction /= 10;
                places--;
            }
            out.put((byte) '.');
            Digits.putPadded(fraction, places, out);
        }
    }

    /** Appends {@code YYYY-MM-DD}. */
    static void putDate(Moment moment, TextBuffer out) {
        putYear(moment.year, out);
        out.put((byte) '-');
        Digits.putTwo(moment.month, out);
        out.put((byte) '-');
        Digits.putTwo(moment.day, out);
    }
}
