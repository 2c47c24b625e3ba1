package dev.weir.type;

import dev.weir.row.LongColumn;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The parts of a date and a time, as read or to be written; mutable scratch of one call. The calendar is ISO 8601's. */
final class Moment {
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final byte[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final long MAX_YEAR = 999_999_999;

    long year = 1970;
    int month = 1;
    int day = 1;
    int hour;
    int minute;
    int second;
    int nano;
    boolean zoned;
    /** Seconds that the local time is ahead of UTC. */
    int offset;

    static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** The days of a month, 1 to 12. */
    static int monthLength(long year, int month) {
        return month == 2 && isLeap(year) ? 29 : MONTH_LENGTHS[month - 1];
    }

    /** Whether there is such a day. */
    static boolean isDate(long year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= monthLength(year, month));
    }

    /** Days since 1970-01-01 of a day of any year. */
    static long epochDay(long year, int month, int day) {
        long before = year - 1;
        long leaps = Math.floorDiv(before, 4L) - Math.floorDiv(before, 100L) + Math.floorDiv(before, 400L);
        return 365 * year + leaps - 719_528 + dayOfYear(year, month, day);
    }

    /** The day of the year, from 1. */
    static int dayOfYear(long year, int month, int day) {
        return DAYS_BEFORE_MONTH[month - 1] + day + (month > 2 && isLeap(year) ? 1 : 0);
    }

    /** Sets year, month and day from days since 1970-01-01. */
    void setDate(long epochDay) {
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayFromMarch + 2) / 153;
        day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1;
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    }

    /** Sets hour, minute, second and nanosecond from nanoseconds of the day. */
    void setTime(long nanoOfDay) {
        nano = (int) (nanoOfDay % 1_000_000_000L);
        int seconds = (int) (nanoOfDay / 1_000_000_000L);
        hour = seconds / 3600;
        minute = seconds / 60 % 60;
        second = seconds % 60;
    }

    long nanoOfDay() {
        return (hour * 3600L + minute * 60L + second) * 1_000_000_000L + nano;
    }

    /** Sets all parts from a cell of a datetime column: local time without a zone, or UTC. */
    void setDatetime(LongColumn column, int row) {
        Object wide = column.wide(row);
        long seconds;
        if (wide == null) {
            long micros = column.values[row] >> 1;
            zoned = (column.values[row] & 1) != 0;
            seconds = Math.floorDiv(micros, 1_000_000L);
            nano = (int) Math.floorMod(micros, 1_000_000L) * 1000;
        } else {
            zoned = wide instanceof OffsetDateTime;
            LocalDateTime local = wide instanceof OffsetDateTime utc
                    ? utc.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : (LocalDateTime) wide;
            seconds = local.toEpochSecond(ZoneOffset.UTC);
            nano = local.getNano();
        }
        offset = 0;
        int fraction = nano;
        setDate(Math.floorDiv(seconds, 86_400L));
        setTime(Math.floorMod(seconds, 86_400L) * 1_000_000_000L);
        nano = fraction;
    }

    /** Puts the datetime into a column; false where its year is out of range. Hour 24 is hour 0 of the next day. */
    boolean putDatetime(LongColumn column, int row) {
        if (Math.abs(year) > MAX_YEAR) {
            return false;
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second - offset;
        if (Math.abs(seconds) < LongColumn.NARROW_SECONDS && nano % 1000 == 0) {
            column.values[row] = seconds * 1_000_000 + nano / 1000 << 1 | (zoned ? 1 : 0);
            return true;
        }
        long bounded = Math.max(-LongColumn.NARROW_SECONDS, Math.min(seconds, LongColumn.NARROW_SECONDS));
        long nearest = bounded * 1_000_000 + nano / 1000 << 1 | (zoned ? 1 : 0);
        if (Math.floorDiv(seconds, 86_400L) > epochDay(MAX_YEAR, 12, 31)
                || Math.floorDiv(seconds, 86_400L) < epochDay(-MAX_YEAR, 1, 1)) {
            return false;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, nano, ZoneOffset.UTC);
        LongType.putWide(column, row, nearest, zoned ? local.atOffset(ZoneOffset.UTC) : local);
        return true;
    }
}
