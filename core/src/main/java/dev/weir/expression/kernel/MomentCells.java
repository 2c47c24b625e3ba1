package dev.weir.expression.kernel;

import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of dates, times and durations, cell by cell. Months are added first, the day cut to the last of the month,
 * then seconds.
 */
public final class MomentCells {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final long MAX_DAY = LocalDate.of(100_000, 1, 1).toEpochDay();

    private MomentCells() {}

    private static void putDay(long day, Output out) {
        if (day > MAX_DAY || day < -MAX_DAY) {
            out.putBad("a year outside ±100000");
        } else {
            out.put(day);
        }
    }

    public static Cell addDays(boolean plus) {
        return (in, row, out) -> {
            long days = TextCells.whole(in[1], row);
            long bounded = Math.max(-2 * MAX_DAY - MAX_DAY, Math.min(3 * MAX_DAY, days));
            putDay(DateCells.longs(in[0]).values[row] + (plus ? bounded : -bounded), out);
        };
    }

    public static Cell addToDate(boolean plus) {
        return (in, row, out) -> {
            CalendarDuration duration = signed(DateCells.duration(in[1], row), plus);
            BigDecimal[] days = duration.seconds().divideAndRemainder(DAY);
            if (days[1].signum() != 0) {
                out.putBad("a date takes an interval of whole days, not " + duration.seconds() + " seconds");
                return;
            }
            try {
                LocalDate date = LocalDate.ofEpochDay(DateCells.longs(in[0]).values[row]);
                putDay(
                        date.plusMonths(duration.months())
                                .plusDays(days[0].longValueExact())
                                .toEpochDay(),
                        out);
            } catch (DateTimeException | ArithmeticException e) {
                out.putBad("a year outside ±100000");
            }
        };
    }

    private static CalendarDuration signed(CalendarDuration duration, boolean plus) {
        return plus
                ? duration
                : new CalendarDuration(-duration.months(), duration.seconds().negate());
    }

    public static Cell addToDatetime(boolean plus) {
        return (in, row, out) -> {
            LongColumn column = DateCells.longs(in[0]);
            CalendarDuration duration = signed(DateCells.duration(in[1], row), plus);
            try {
                LocalDateTime sum = add(local(column, row).plusMonths(duration.months()), duration.seconds());
                DateCells.putDatetime(sum, (column.values[row] & 1) != 0, out);
            } catch (DateTimeException | ArithmeticException e) {
                out.putBad("a year outside ±100000, or a fraction below a nanosecond");
            }
        };
    }

    private static LocalDateTime add(LocalDateTime moment, BigDecimal seconds) {
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return moment.plusSeconds(parts[0].longValueExact())
                .plusNanos(parts[1].movePointRight(9).longValueExact());
    }

    /** A datetime as it is in UTC. */
    static LocalDateTime local(LongColumn column, int row) {
        @Nullable Object value = column.value(row);
        return value instanceof OffsetDateTime zoned
                ? zoned.toLocalDateTime()
                : (LocalDateTime) java.util.Objects.requireNonNull(value);
    }

    public static Cell addToTime(boolean plus) {
        return (in, row, out) -> {
            CalendarDuration duration = signed(DateCells.duration(in[1], row), plus);
            try {
                long nanos = duration.seconds().remainder(DAY).movePointRight(9).longValueExact();
                out.put(Math.floorMod(DateCells.longs(in[0]).values[row] + nanos, DateCells.NANOS_A_DAY));
            } catch (ArithmeticException e) {
                out.putBad("a fraction below a nanosecond");
            }
        };
    }

    public static Cell addDurations(boolean plus) {
        return (in, row, out) -> {
            CalendarDuration a = DateCells.duration(in[0], row);
            CalendarDuration b = signed(DateCells.duration(in[1], row), plus);
            try {
                putDuration(Math.addExact(a.months(), b.months()), a.seconds().add(b.seconds()), out);
            } catch (ArithmeticException e) {
                out.putBad("a duration past the limits");
            }
        };
    }

    private static void putDuration(long months, BigDecimal seconds, Output out) {
        if (Exact.limit(seconds) != null) {
            out.putBad("a duration past the limits");
        } else {
            out.putObject(new CalendarDuration(months, seconds));
        }
    }

    public static void days(Column[] in, int row, Output out) {
        out.put(DateCells.longs(in[0]).values[row] - DateCells.longs(in[1]).values[row]);
    }

    public static void betweenTimes(Column[] in, int row, Output out) {
        long nanos = DateCells.longs(in[0]).values[row] - DateCells.longs(in[1]).values[row];
        putDuration(0, BigDecimal.valueOf(nanos, 9), out);
    }

    public static void between(Column[] in, int row, Output out) {
        putDuration(0, seconds(DateCells.longs(in[0]), row).subtract(seconds(DateCells.longs(in[1]), row)), out);
    }

    private static BigDecimal seconds(LongColumn column, int row) {
        LocalDateTime moment = local(column, row);
        return BigDecimal.valueOf(moment.toEpochSecond(java.time.ZoneOffset.UTC))
                .add(BigDecimal.valueOf(moment.getNano(), 9));
    }

    public static void times(Column[] in, int row, Output out) {
        scaled(in, row, out, false);
    }

    public static void dividedBy(Column[] in, int row, Output out) {
        scaled(in, row, out, true);
    }

    private static void scaled(Column[] in, int row, Output out, boolean divided) {
        CalendarDuration duration = DateCells.duration(in[0], row);
        Object factor = Exact.object((DecimalColumn) in[1], row);
        if (!(factor instanceof BigDecimal number) || divided && number.signum() == 0) {
            out.putBad(divided && Exact.isZero(factor) ? "division by zero" : "a duration times " + factor);
            return;
        }
        BigDecimal months = BigDecimal.valueOf(duration.months());
        BigDecimal product = divided ? months.divide(number, Exact.DIGITS) : months.multiply(number);
        BigDecimal seconds = duration.seconds();
        BigDecimal scaled = divided ? seconds.divide(number, Exact.DIGITS) : seconds.multiply(number);
        try {
            putDuration(product.longValueExact(), scaled, out);
        } catch (ArithmeticException e) {
            out.putBad("a duration of " + product + " months: months are whole");
        }
    }
}
