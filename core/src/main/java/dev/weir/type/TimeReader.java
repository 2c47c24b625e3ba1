package dev.weir.type;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the directives of a {@link TimePattern} have read of one text; scratch of one call. */
final class TimeReader {
    static final List<byte[]> MONTHS =
            names("January February March April May June July August September October November December");
    static final List<byte[]> WEEKDAYS = names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
    private static final int ABSENT = -1;
    /** The last second that java.time knows. */
    private static final long MAX_EPOCH_SECOND = 31_556_889_864_403_199L;

    final int end;
    private final byte[] bytes;
    private int year = ABSENT;
    private int yearOfCentury = ABSENT;
    private int century = ABSENT;
    private int month = ABSENT;
    private int day = ABSENT;
    private int dayOfYear = ABSENT;
    /** From 0, Monday. */
    private int weekday = ABSENT;

    private int sundayWeek = ABSENT;
    private int mondayWeek = ABSENT;
    private int isoYear = ABSENT;
    private int isoWeek = ABSENT;
    private int hour;
    private int hourOfHalf = ABSENT;
    private boolean afternoon;
    private int minute;
    private int second;
    private int nano;
    private boolean zoned;
    private int offset;
    private long epochSecond;
    private boolean epoch;

    TimeReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    private static List<byte[]> names(String names) {
        return List.of(names.split(" ")).stream()
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    boolean isLiteral(int at, int literal) {
        return at < end && lower(bytes[at]) == lower((byte) literal);
    }

    int behindBlanks(int from) {
        int at = from;
        while (at < end && (NumberText.isBlank(bytes[at]) || bytes[at] == 0x0b || bytes[at] == 0x0c)) {
            at++;
        }
        return at;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** The most bytes that a directive can take at a place; 0 where none. */
    int longest(char directive, int at) {
        return switch (directive) {
            case 'b', 'h' -> name(MONTHS, at, 3) >= 0 ? 3 : 0;
            case 'a' -> name(WEEKDAYS, at, 3) >= 0 ? 3 : 0;
            case 'B' -> nameLength(MONTHS, at);
            case 'A' -> nameLength(WEEKDAYS, at);
            case 'p' -> end - at >= 2 && lower(bytes[at + 1]) == 'm' && (lower(bytes[at]) == 'a' || isPm(at)) ? 2 : 0;
            case 'z' -> zoneLength(at);
            case 'Z' -> zoneNameLength(at);
            case 'd', 'e' -> at < end && bytes[at] == ' ' ? digits(at + 1, 1) + 1 & ~1 : digits(at, 2);
            case 's' -> at < end && bytes[at] == '-' ? 1 + digits(at + 1, 18) : digits(at, 18);
            default -> {
                int found = digits(at, most(directive));
                yield found < least(directive) ? 0 : found;
            }
        };
    }

    /** The next length to try below one that did not fit, or 0. */
    int shorter(char directive, int length) {
        return "djmHIMSUWVf".indexOf(directive) < 0 ? 0 : length - 1;
    }

    private static int most(char directive) {
        return switch (directive) {
            case 'Y', 'G' -> 4;
            case 'j' -> 3;
            case 'f' -> 6;
            case 'w', 'u' -> 1;
            default -> 2;
        };
    }

    private static int least(char directive) {
        return switch (directive) {
            case 'Y', 'G' -> 4;
            case 'y', 'C' -> 2;
            default -> 1;
        };
    }

    private int digits(int from, int most) {
        int at = from;
        while (at < end && at - from < most && NumberText.isDigit(bytes[at])) {
            at++;
        }
        return at - from;
    }

    private boolean isPm(int at) {
        return lower(bytes[at]) == 'p';
    }

    private int name(List<byte[]> names, int at, int length) {
        for (int i = 0; i < names.size(); i++) {
            if (isText(names.get(i), at, length)) {
                return i;
            }
        }
        return -1;
    }

    /** The place of the name that a word of three letters or more begins, whatever their case, or -1. */
    static int name(List<byte[]> names, byte[] bytes, int start, int end) {
        TimeReader reader = new TimeReader(bytes, end);
        return end - start < 3 ? -1 : reader.name(names, start, end - start);
    }

    private int nameLength(List<byte[]> names, int at) {
        for (byte[] name : names) {
            if (isText(name, at, name.length)) {
                return name.length;
            }
        }
        return 0;
    }

    private boolean isText(byte[] text, int at, int length) {
        if (end - at < length || text.length < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes[at + i]) != lower(text[i])) {
                return false;
            }
        }
        return true;
    }

    private int zoneNameLength(int at) {
        boolean three = isText(new byte[] {'U', 'T', 'C'}, at, 3) || isText(new byte[] {'G', 'M', 'T'}, at, 3);
        return three ? 3 : isLiteral(at, 'Z') ? 1 : 0;
    }

    /** {@code Z}, {@code ±hhmm} or {@code ±hh:mm}, with seconds in the same manner. */
    private int zoneLength(int at) {
        if (at < end && bytes[at] == 'Z') {
            return 1;
        }
        if (end - at < 5 || bytes[at] != '+' && bytes[at] != '-' || digits(at + 1, 2) < 2) {
            return 0;
        }
        boolean colons = bytes[at + 3] == ':';
        int minutes = at + (colons ? 4 : 3);
        if (digits(minutes, 2) < 2 || bytes[minutes] > '5') {
            return 0;
        }
        int seconds = minutes + (colons ? 3 : 2);
        boolean more = digits(seconds, 2) == 2 && (!colons || bytes[seconds - 1] == ':') && bytes[seconds] <= '5';
        return number(at + 1, 2) > 23 ? 0 : (more ? seconds + 2 : minutes + 2) - at;
    }

    /** Takes the bytes that {@link #longest} or {@link #shorter} allowed; false where their value is out of range. */
    boolean take(char directive, int at, int length) {
        switch (directive) {
            case 'b', 'h', 'B' -> month = name(MONTHS, at, 3) + 1;
            case 'a', 'A' -> weekday = name(WEEKDAYS, at, 3);
            case 'p' -> afternoon = isPm(at);
            case 'z' -> takeZone(at, length);
            case 'Z' -> zoned = true;
            case 's' -> {
                epoch = true;
                epochSecond = bytes[at] == '-' ? -number(at + 1, length - 1) : number(at, length);
                return length > 1 || bytes[at] != '-';
            }
            default -> {
                int from = bytes[at] == ' ' ? at + 1 : at;
                return takeNumber(directive, (int) number(from, at + length - from), length);
            }
        }
        return true;
    }

    private boolean takeNumber(char directive, int number, int length) {
        switch (directive) {
            case 'Y' -> year = number;
            case 'y' -> yearOfCentury = number;
            case 'C' -> century = number;
            case 'm' -> month = number;
            case 'd', 'e' -> day = number;
            case 'j' -> dayOfYear = number;
            case 'H' -> hour = number;
            case 'I' -> hourOfHalf = number;
            case 'M' -> minute = number;
            case 'S' -> second = number;
            case 'w' -> weekday = (number + 6) % 7;
            case 'u' -> weekday = number - 1;
            case 'U' -> sundayWeek = number;
            case 'W' -> mondayWeek = number;
            case 'G' -> isoYear = number;
            case 'V' -> isoWeek = number;
            default -> nano = number * (int) Math.pow(10, 9 - length);
        }
        return number >= low(directive) && number <= high(directive);
    }

    private static int low(char directive) {
        return "mdejIuV".indexOf(directive) >= 0 ? 1 : 0;
    }

    private static int high(char directive) {
        return switch (directive) {
            case 'm', 'I' -> 12;
            case 'd', 'e' -> 31;
            case 'j' -> 366;
            case 'H' -> 23;
            case 'M' -> 59;
            case 'S' -> 61;
            case 'w' -> 6;
            case 'u' -> 7;
            case 'U', 'W', 'V' -> 53;
            default -> 999_999;
        };
    }

    private long number(int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private void takeZone(int at, int length) {
        zoned = true;
        offset = 0;
        if (length > 1) {
            boolean colons = bytes[at + 3] == ':';
            int minutes = at + (colons ? 4 : 3);
            int seconds = minutes + (colons ? 3 : 2);
            offset = (int) (number(at + 1, 2) * 3600 + number(minutes, 2) * 60);
            offset += seconds < at + length ? (int) number(seconds, 2) : 0;
            offset = bytes[at] == '-' ? -offset : offset;
        }
    }

    /** Puts what was read together; false where there is no such day. */
    boolean finish(Moment moment) {
        moment.zoned = zoned || epoch;
        moment.offset = offset;
        moment.nano = nano;
        if (epoch) {
            moment.offset = 0;
            moment.setDate(Math.floorDiv(epochSecond, 86_400L));
            moment.setTime(Math.floorMod(epochSecond, 86_400L) * 1_000_000_000L);
            moment.nano = nano;
            return Math.abs(epochSecond) <= MAX_EPOCH_SECOND;
        }
        moment.hour = hourOfHalf == ABSENT ? hour : hourOfHalf % 12 + (afternoon ? 12 : 0);
        moment.minute = minute;
        moment.second = second;
        return second < 60 && finishDate(moment);
    }

    private boolean finishDate(Moment moment) {
        if (year == ABSENT && yearOfCentury != ABSENT) {
            int start = century == ABSENT ? yearOfCentury < 69 ? 2000 : 1900 : century * 100;
            year = start + yearOfCentury;
        } else if (year == ABSENT && century != ABSENT) {
            year = century * 100;
        }
        if (isoYear != ABSENT && isoWeek != ABSENT) {
            long fourth = Moment.epochDay(isoYear, 1, 4);
            long monday = fourth - Math.floorMod(fourth + 3, 7L);
            moment.setDate(monday + 7L * (isoWeek - 1) + Math.max(weekday, 0));
            return isoWeek < 53 || TimeWriter.isoWeek(moment) == 53;
        }
        moment.year = year != ABSENT ? year : isoYear != ABSENT ? isoYear : 1900;
        long newYear = Moment.epochDay(moment.year, 1, 1);
        if (weekday != ABSENT && (sundayWeek != ABSENT || mondayWeek != ABSENT)) {
            boolean sundays = sundayWeek != ABSENT;
            long first = Math.floorMod(newYear + (sundays ? 4 : 3), 7L);
            int inWeek = sundays ? (weekday + 1) % 7 : weekday;
            int week = sundays ? sundayWeek : mondayWeek;
            // As in Python, a year that begins with the week's first day has its first week as week 0 too.
            long weekZero = first == 0 && week > 0 ? -7 : -first;
            moment.setDate(newYear + weekZero + 7L * week + inWeek);
            return true;
        }
        if (dayOfYear != ABSENT && month == ABSENT) {
            moment.setDate(newYear + dayOfYear - 1);
            return dayOfYear <= 365 || moment.month == 12;
        }
        moment.month = month == ABSENT ? 1 : month;
        moment.day = day == ABSENT ? 1 : day;
        return Moment.isDate(moment.year, moment.month, moment.day);
    }
}
