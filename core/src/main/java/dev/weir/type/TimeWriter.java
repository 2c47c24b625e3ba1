package dev.weir.type;

import dev.weir.row.TextBuffer;

/** Writes the directives of a {@link TimePattern}. */
final class TimeWriter {
    private TimeWriter() {}

    static void put(char directive, Moment moment, TextBuffer out) {
        switch (directive) {
            case 'Y' -> IsoText.putYear(moment.year, out);
            case 'y' -> Digits.putTwo((int) Math.floorMod(moment.year, 100L), out);
            case 'C' -> Digits.putPadded(Math.abs(Math.floorDiv(moment.year, 100L)), 2, out);
            case 'm' -> Digits.putTwo(moment.month, out);
            case 'b', 'h' -> out.put(TimeReader.MONTHS.get(moment.month - 1), 0, 3);
            case 'B' -> out.put(TimeReader.MONTHS.get(moment.month - 1));
            case 'd' -> Digits.putTwo(moment.day, out);
            case 'e' -> {
                if (moment.day < 10) {
                    out.put((byte) ' ');
                }
                Digits.put(moment.day, out);
            }
            case 'j' -> Digits.putPadded(dayOfYear(moment), 3, out);
            case 'a' -> out.put(TimeReader.WEEKDAYS.get(weekday(moment)), 0, 3);
            case 'A' -> out.put(TimeReader.WEEKDAYS.get(weekday(moment)));
            case 'u' -> Digits.put(weekday(moment) + 1L, out);
            case 'w' -> Digits.put((weekday(moment) + 1) % 7, out);
            case 'U' -> Digits.putTwo((dayOfYear(moment) + 6 - (weekday(moment) + 1) % 7) / 7, out);
            case 'W' -> Digits.putTwo((dayOfYear(moment) + 6 - weekday(moment)) / 7, out);
            case 'G' -> IsoText.putYear(isoYear(moment), out);
            case 'V' -> Digits.putTwo(isoWeek(moment), out);
            default -> putTime(directive, moment, out);
        }
    }

    private static void putTime(char directive, Moment moment, TextBuffer out) {
        switch (directive) {
            case 'H' -> Digits.putTwo(moment.hour, out);
            case 'I' -> Digits.putTwo((moment.hour + 11) % 12 + 1, out);
            case 'p' -> out.put(moment.hour < 12 ? "AM" : "PM");
            case 'M' -> Digits.putTwo(moment.minute, out);
            case 'S' -> Digits.putTwo(moment.second, out);
            case 'f' -> Digits.putPadded(moment.nano / 1000, 6, out);
            case 'z' -> out.put(moment.zoned ? "+0000" : "");
            case 'Z' -> out.put(moment.zoned ? "UTC" : "");
            default -> Digits.put(epochDay(moment) * 86_400 + moment.nanoOfDay() / 1_000_000_000L, out);
        }
    }

    private static long epochDay(Moment moment) {
        return Moment.epochDay(moment.year, moment.month, moment.day);
    }

    private static int dayOfYear(Moment moment) {
        return Moment.dayOfYear(moment.year, moment.month, moment.day);
    }

    /** The day of the week from 0, Monday. */
    private static int weekday(Moment moment) {
        return (int) Math.floorMod(epochDay(moment) + 3, 7L);
    }

    /** The week of ISO 8601: the one that holds a year's first Thursday is its first. */
    static int isoWeek(Moment moment) {
        long thursday = epochDay(moment) - weekday(moment) + 3;
        return (int) (thursday - Moment.epochDay(isoYear(moment), 1, 1)) / 7 + 1;
    }

    private static long isoYear(Moment moment) {
        Moment thursday = new Moment();
        thursday.setDate(epochDay(moment) - weekday(moment) + 3);
        return thursday.year;
    }
}
