package dev.weir.type;

/**
 * Reads a date, a time or both as people write them, for the format {@code any}; scratch of one call.
 *
 * <p>English month and weekday names in any case, {@code 10th}, {@code 9am}, {@code 3:00 pm}, {@code 2024/01/26}, {@code
 * 26.01.2024}, {@code 20240126T150000}, {@code +02:00}, {@code UTC}; parts in any order, between blanks and commas. Only
 * what has one meaning is read: a year has four digits, and of {@code 01/02/2024} nobody can say which is the month. A
 * weekday is not compared with the date. A time in a date, or a date in a time, is an error.
 */
final class AnyMoment {
    private static final int ABSENT = -1;
    /** The longest text that is looked at. */
    private static final int MAX_LENGTH = 80;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int year = ABSENT;
    private int month = ABSENT;
    private int day = ABSENT;
    private int hour = ABSENT;
    private int minute;
    private int second;
    private int nano;
    private boolean half;
    private boolean behindT;
    private boolean weekday;
    private boolean zoned;
    private int offset;

    private AnyMoment(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    static boolean date(byte[] bytes, int start, int end, Moment moment) {
        AnyMoment any = new AnyMoment(bytes, start, end);
        return any.isRead() && any.hour == ABSENT && any.putDate(moment);
    }

    static boolean time(byte[] bytes, int start, int end, Moment moment) {
        AnyMoment any = new AnyMoment(bytes, start, end);
        if (!any.isRead() || any.hour == ABSENT || any.zoned || any.weekday || any.hasDate()) {
            return false;
        }
        any.putTime(moment);
        return true;
    }

    /** A date alone is its midnight. */
    static boolean datetime(byte[] bytes, int start, int end, Moment moment) {
        AnyMoment any = new AnyMoment(bytes, start, end);
        if (!any.isRead() || !any.putDate(moment)) {
            return false;
        }
        any.putTime(moment);
        moment.zoned = any.zoned;
        moment.offset = any.offset;
        return true;
    }

    private boolean hasDate() {
        return year != ABSENT || month != ABSENT || day != ABSENT;
    }

    private boolean putDate(Moment moment) {
        if (year == ABSENT || month == ABSENT || day == ABSENT || !Moment.isDate(year, month, day)) {
            return false;
        }
        moment.year = year;
        moment.month = month;
        moment.day = day;
        return true;
    }

    private void putTime(Moment moment) {
        moment.hour = hour == ABSENT ? 0 : hour;
        moment.minute = minute;
        moment.second = second;
        moment.nano = nano;
    }

    private boolean isRead() {
        if (end - at > MAX_LENGTH) {
            return false;
        }
        while (at < end) {
            byte b = bytes[at];
            if (b == ' ' || b == ',') {
                at++;
            } else if (NumberText.isDigit(b)) {
                if (!number()) {
                    return false;
                }
            } else if (b == '+' || b == '-') {
                if (!zone()) {
                    return false;
                }
            } else if (!word()) {
                return false;
            }
        }
        return true;
    }

    private boolean word() {
        int start = at;
        String word = letters();
        switch (word) {
            case "":
                return false;
            case "of", "at":
                return true;
            case "t":
                behindT = hour == ABSENT && day != ABSENT && at < end && NumberText.isDigit(bytes[at]);
                return behindT;
            case "z", "utc", "gmt":
                boolean first = hour != ABSENT && !zoned;
                zoned = true;
                return first;
            case "am", "pm":
                return half(word);
            default:
                break;
        }
        int name = TimeReader.name(TimeReader.MONTHS, bytes, start, at);
        if (name >= 0) {
            boolean first = month == ABSENT;
            month = name + 1;
            return first;
        }
        boolean first = !weekday;
        weekday = true;
        return first && TimeReader.name(TimeReader.WEEKDAYS, bytes, start, at) >= 0;
    }

    private String letters() {
        StringBuilder word = new StringBuilder();
        while (at < end && (bytes[at] | 0x20) >= 'a' && (bytes[at] | 0x20) <= 'z') {
            word.append((char) (bytes[at++] | 0x20));
        }
        return word.toString();
    }

    private boolean half(String word) {
        if (hour < 1 || hour > 12 || half) {
            return false;
        }
        half = true;
        hour = hour % 12 + (word.equals("pm") ? 12 : 0);
        return true;
    }

    /** A number, and what belongs to it: a time, a date of three numbers, an ordinal, an hour, or a part of a date. */
    private boolean number() {
        int start = at;
        int number = digits();
        int length = at - start;
        if (number < 0) {
            return false;
        }
        byte next = at < end ? bytes[at] : 0;
        if (next == ':') {
            behindT = false;
            return length <= 2 && time(number);
        }
        if ((next == '-' || next == '/' || next == '.') && !hasDate()) {
            return date(number, length, next);
        }
        if (behindT) {
            behindT = false;
            return basicTime(number, length);
        }
        if (length == 8 && !hasDate()) {
            year = number / 10_000;
            month = number / 100 % 100;
            day = number % 100;
            return true;
        }
        if (length == 4) {
            boolean first = year == ABSENT;
            year = number;
            return first;
        }
        if (length > 2) {
            return false;
        }
        int behind = at;
        String suffix = next == ' ' ? suffixBehindBlank() : letters();
        if (suffix.equals("am") || suffix.equals("pm")) {
            boolean first = hour == ABSENT;
            hour = number;
            return first && half(suffix);
        }
        boolean ordinal = suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th");
        if (!ordinal) {
            at = behind;
        }
        boolean first = day == ABSENT;
        day = number;
        return first && (ordinal || suffix.isEmpty() || next == ' ');
    }

    private String suffixBehindBlank() {
        at++;
        return letters();
    }

    /** The number at this place, -1 where it has more than eight digits. */
    private int digits() {
        int start = at;
        int number = 0;
        while (at < end && NumberText.isDigit(bytes[at])) {
            if (at - start == 8) {
                return -1;
            }
            number = number * 10 + bytes[at++] - '0';
        }
        return number;
    }

    /** {@code :mm}, {@code :mm:ss} and a fraction, behind an hour. */
    private boolean time(int hours) {
        if (hour != ABSENT) {
            return false;
        }
        hour = hours;
        minute = pair();
        second = at < end && bytes[at] == ':' ? pair() : 0;
        if (second >= 0 && at < end && bytes[at] == '.') {
            Moment moment = new Moment();
            at = IsoText.fraction(bytes, at, end, moment);
            nano = moment.nano;
        }
        return isTime();
    }

    private boolean isTime() {
        return at >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    }

    /** The two digits behind the sign at this place, or -1. */
    private int pair() {
        int start = ++at;
        int number = digits();
        return at - start == 2 ? number : -1;
    }

    /** {@code hhmm} or {@code hhmmss}. */
    private boolean basicTime(int number, int length) {
        if (length != 4 && length != 6) {
            return false;
        }
        int seconds = length == 4 ? number * 100 : number;
        hour = seconds / 10_000;
        minute = seconds / 100 % 100;
        second = seconds % 100;
        return isTime();
    }

    /** A date of three parts of which the first is read, with a sign between them; its month may be a name. */
    private boolean date(int first, int length, byte sign) {
        int start = ++at;
        boolean named = !letters().isEmpty();
        int middle = named ? TimeReader.name(TimeReader.MONTHS, bytes, start, at) + 1 : digits();
        if (!named && (at == start || at - start > 2) || at == end || bytes[at] != sign) {
            return false;
        }
        start = ++at;
        int last = digits();
        int lastLength = at - start;
        if (length == 4 && lastLength >= 1 && lastLength <= 2) {
            year = first;
            month = middle;
            day = last;
            return true;
        }
        if (length > 2 || lastLength != 4) {
            return false;
        }
        year = last;
        month = named || first > 12 || first == middle ? middle : first;
        day = named || first > 12 || first == middle ? first : middle;
        return named || first > 12 || middle > 12 || first == middle;
    }

    /** {@code +hh:mm}, {@code +hhmm} or {@code +hh}, behind a time. */
    private boolean zone() {
        if (hour == ABSENT || zoned) {
            return false;
        }
        zoned = true;
        boolean west = bytes[at] == '-';
        int start = ++at;
        int hours = digits();
        int minutes = 0;
        if (at - start == 4) {
            minutes = hours % 100;
            hours /= 100;
        } else if (at - start == 2 && at < end && bytes[at] == ':') {
            minutes = pair();
        } else if (at - start != 2) {
            return false;
        }
        offset = (hours * 60 + minutes) * (west ? -60 : 60);
        return hours <= 23 && minutes >= 0 && minutes < 60;
    }
}
