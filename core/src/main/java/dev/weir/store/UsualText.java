package dev.weir.store;

import dev.weir.descriptor.FieldType;

/**
 * The text that most files have for a value, to the byte: digits without a plus sign, a group mark or a leading zero,
 * {@code true} and {@code false}, {@code YYYY-MM-DD}, the same with {@code Thh:mm:ss} and perhaps {@code Z}. What is
 * written so need not be kept beside its value. Numbers are those of {@link dev.weir.row.LongColumn} and {@link
 * dev.weir.row.DecimalColumn}. One thread.
 */
final class UsualText {
    /** Bytes of a text at most. */
    static final int MOST = 24;

    private static final int DIGITS = 18;
    private static final long FIRST_DAY = -719_528;
    private static final long LAST_DAY = 2_932_896;
    private static final long SECONDS = 86_400;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long[] POWERS = new long[DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private static final long TRUE = 0x65757274;
    private static final long FALSE = 0x736c6166;

    private final byte[] scratch = new byte[32];
    private long day = Long.MIN_VALUE;
    private long yearMonth;
    private int dayOfMonth;

    /** Whether some bytes, eight of any value behind them, are the usual text of a value. */
    boolean is(FieldType type, long value, byte[] bytes, int from, int length) {
        return switch (type) {
            case INTEGER, YEAR -> isDecimal(value, 0, bytes, from, length);
            case BOOLEAN ->
                value == 1
                        ? length == 4 && Bytes.getInt(bytes, from) == TRUE
                        : length == 5 && Bytes.getInt(bytes, from) == FALSE && bytes[from + 4] == 'e';
            case DATE -> length == 10 && isDay(value) && isDate(value, bytes, from);
            case DATETIME -> length >= 19 && length <= 20 && isDatetime(value, bytes, from, length);
            default -> false;
        };
    }

    private boolean isDate(long value, byte[] bytes, int from) {
        toDay(value);
        return Bytes.getLong(bytes, from) == yearMonth && Bytes.getShort(bytes, from + 8) == dayOfMonth;
    }

    private boolean isDatetime(long value, byte[] bytes, int from, int length) {
        if (!isSecond(value) || length != 19 + (int) (value & 1) || length == 20 && bytes[from + 19] != 'Z') {
            return false;
        }
        long second = Math.floorDiv(value, 2_000_000);
        return bytes[from + 10] == 'T'
                && Bytes.getLong(bytes, from + 11) == time((int) Math.floorMod(second, SECONDS))
                && isDate(Math.floorDiv(second, SECONDS), bytes, from);
    }

    private static boolean isDay(long value) {
        return value >= FIRST_DAY && value <= LAST_DAY;
    }

    private static boolean isSecond(long value) {
        return Math.floorMod(value, 2_000_000) < 2 && isDay(Math.floorDiv(value, 2_000_000 * SECONDS));
    }

    /** Whether some bytes, eight of any value behind them, are that of a number with so many digits behind its point. */
    static boolean isDecimal(long unscaled, int scale, byte[] bytes, int from, int length) {
        int at = unscaled < 0 ? from + 1 : from;
        int end = from + length;
        int point = scale == 0 ? end : end - 1 - scale;
        if (scale < 0
                || point <= at
                || end - at > DIGITS
                || unscaled < 0 && bytes[from] != '-'
                || scale > 0 && bytes[point] != '.'
                || bytes[at] == '0' && point > at + 1) {
            return false;
        }
        long number = digits(bytes, at, point);
        if (scale > 0) {
            long behind = digits(bytes, point + 1, end);
            number = number < 0 || behind < 0 ? -1 : number * POWERS[scale] + behind;
        }
        return number == Math.abs(unscaled);
    }

    /** The number that up to 18 digits make, eight bytes of any value behind them; negative where one is none. */
    private static long digits(byte[] bytes, int from, int to) {
        int at = from;
        long number = 0;
        for (; to - at >= 8; at += 8) {
            long eight = eight(Bytes.getLong(bytes, at));
            if (eight < 0) {
                return -1;
            }
            number = number * 100_000_000 + eight;
        }
        int rest = to - at;
        if (rest > 0) {
            // The digits at the end of the word, zeros before them.
            long eight = eight(Bytes.getLong(bytes, at) << 64 - 8 * rest | ZEROS >>> 8 * rest);
            number = eight < 0 ? -1 : number * POWERS[rest] + eight;
        }
        return number;
    }

    /** Eight digits, the first in the lowest byte. */
    private static long eight(long word) {
        long digits = word ^ ZEROS;
        if (((digits + 0x7676767676767676L | digits) & 0x8080808080808080L) != 0) {
            return -1;
        }
        long pairs = digits * 10 + (digits >>> 8) & 0x00ff00ff00ff00ffL;
        long fours = pairs * 100 + (pairs >>> 16) & 0x0000ffff0000ffffL;
        return (fours & 0xffff) * 10_000 + (fours >>> 32);
    }

    /** Writes the usual text of a value to where there are {@value #MOST} bytes of room; where it ends. */
    int put(FieldType type, long value, byte[] to, int at) {
        return switch (type) {
            case INTEGER, YEAR -> putDecimal(value, 0, to, at);
            case BOOLEAN -> {
                Bytes.putInt(to, at, (int) (value == 1 ? TRUE : FALSE));
                to[at + 4] = 'e';
                yield value == 1 ? at + 4 : at + 5;
            }
            case DATE -> putDate(value, to, at);
            case DATETIME -> {
                long second = Math.floorDiv(value, 2_000_000);
                int end = putDate(Math.floorDiv(second, SECONDS), to, at);
                to[end] = 'T';
                Bytes.putLong(to, end + 1, time((int) Math.floorMod(second, SECONDS)));
                to[end + 9] = 'Z';
                yield end + 9 + (int) (value & 1);
            }
            default -> throw new IllegalArgumentException("no usual text of " + type);
        };
    }

    private int putDate(long value, byte[] to, int at) {
        toDay(value);
        Bytes.putLong(to, at, yearMonth);
        Bytes.putShort(to, at + 8, dayOfMonth);
        return at + 10;
    }

    /** The same for a number with so many digits behind its point. */
    int putDecimal(long unscaled, int scale, byte[] to, int at) {
        int from = scratch.length;
        long rest = Math.abs(unscaled);
        for (int digits = 0; rest > 0 || digits <= scale; digits++) {
            if (digits == scale && scale > 0) {
                scratch[--from] = '.';
            }
            scratch[--from] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (unscaled < 0) {
            scratch[--from] = '-';
        }
        System.arraycopy(scratch, from, to, at, scratch.length - from);
        return at + scratch.length - from;
    }

    /** {@code YYYY-MM-} and {@code DD} of a day, as words; by Howard Hinnant's days-to-civil. */
    private void toDay(long value) {
        if (value == day) {
            return;
        }
        int sinceMarch = (int) (value - FIRST_DAY) - 60 + 146_097; // of the year 0, and an era more
        int ofEra = sinceMarch % 146_097;
        int era = sinceMarch / 146_097 - 1;
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * ofYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        int year = yearOfEra + 400 * era + (month <= 2 ? 1 : 0);
        yearMonth = pair(year / 100) | pair(year % 100) << 16 | (long) '-' << 32 | pair(month) << 40 | (long) '-' << 56;
        dayOfMonth = (int) pair(ofYear - (153 * march + 2) / 5 + 1);
        day = value;
    }

    private static long time(int second) {
        return pair(second / 3600)
                | (long) ':' << 16
                | pair(second / 60 % 60) << 24
                | (long) ':' << 40
                | pair(second % 60) << 48;
    }

    /** Two digits, the first in the lower byte. */
    private static long pair(int number) {
        int tens = number / 10;
        return '0' + tens | '0' + number - 10 * tens << 8;
    }
}
