package dev.weir.numbering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version that is a date: {@code 2024}, {@code 2024-05}, {@code 2024-05-01}, {@code 2024.5}, {@code 2024.05.01},
 * {@code 20240501}, {@code 202405}; a number after it, {@code 2024-05.1} or {@code
 * 2024.5.1}, counts versions of one date: after a dot a day has two digits. Years are 1900 to 2199, months 1 to 12, days 1 to 31.
 *
 * @param date as written
 * @param count 0 for the first version of the date
 */
public record CalendarVersion(String date, long count) {
    private static final String YEAR = "(?:19|20|21)[0-9]{2}";
    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01])";

    /** A month with or without its leading zero. */
    private static final String SHORT_MONTH = "(?:0?[1-9]|1[0-2])";

    private static final Pattern FORM = Pattern.compile("(" + YEAR + "-" + MONTH + "(?:-" + DAY + ")?" + "|" + YEAR
            + MONTH + "(?:" + DAY + ")?" + "|" + YEAR + "\\." + SHORT_MONTH + "(?:\\." + DAY + ")?" + "|" + YEAR
            + ")(?:\\.([0-9]{1,18}))?");

    /** Reads a version, or null where {@code text} is no date. */
    public static @Nullable CalendarVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String count = matcher.group(2);
        return new CalendarVersion(matcher.group(1), count == null ? 0 : Long.parseLong(count));
    }

    /** The next version of the same date. */
    public CalendarVersion next() {
        return new CalendarVersion(date, count + 1);
    }

    @Override
    public String toString() {
        return count == 0 ? date : date + '.' + count;
    }
}
