package dev.weir.row;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A duration of calendar months and exact seconds, as XML Schema means it: {@code P1M} is not a number of days.
 *
 * <p>Equal when both parts are. Ordered as the duration added to 2000-01-01 would be, a month counting 30.436875 days
 * (the mean of the Gregorian calendar), then by months. Spec: https://datapackage.org/standard/table-schema/#duration
 */
public record CalendarDuration(long months, BigDecimal seconds) implements Comparable<CalendarDuration> {
    private static final BigDecimal MEAN_MONTH = new BigDecimal("2629746");

    public CalendarDuration {
        seconds = seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }

    @Override
    public int compareTo(CalendarDuration other) {
        int order = length().compareTo(other.length());
        return order != 0 ? order : Long.compare(months, other.months);
    }

    private BigDecimal length() {
        return MEAN_MONTH.multiply(BigDecimal.valueOf(months)).add(seconds);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CalendarDuration that && months == that.months && seconds.equals(that.seconds);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(months) * 31 + seconds.hashCode();
    }
}
