package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;

/** Parts, units and makers of dates and times, cell by cell. */
public final class DateCells {
    static final long MICROS_A_DAY = 86_400_000_000L;
    static final long NANOS_A_DAY = 86_400_000_000_000L;
    private static final List<String> DATE_UNITS =
            List.of("MILLENNIUM", "CENTURY", "DECADE", "YEAR", "QUARTER", "MONTH", "WEEK", "DAY");
    private static final List<String> TIME_UNITS = List.of("HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND");
    private static final List<String> DATE_PARTS =
            join(DATE_UNITS, List.of("ISOYEAR", "DOW", "ISODOW", "DOY", "EPOCH"));
    private static final List<String> DATETIME_PARTS = join(DATE_PARTS, TIME_UNITS);
    private static final List<String> TIME_PARTS = join(TIME_UNITS, List.of("EPOCH"));
    private static final List<String> DURATION_PARTS = List.of("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND");

    private DateCells() {}

    private static List<String> join(List<String> a, List<String> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
    }

    /** A part's name in capitals and singular, by its usual synonyms too. */
    public static String partName(String text) {
        String upper = text.toUpperCase(Locale.ROOT).strip();
        return switch (upper) {
            case "DAYOFWEEK", "WEEKDAY" -> "DOW";
            case "DAYOFYEAR" -> "DOY";
            case "WEEKOFYEAR" -> "WEEK";
            case "CENTURIES" -> "CENTURY";
            case "MILLENNIA" -> "MILLENNIUM";
            default -> upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper;
        };
    }

    /** What EXTRACT takes of a type. */
    public static List<String> parts(FieldType type) {
        return switch (type) {
            case DATE -> DATE_PARTS;
            case TIME -> TIME_PARTS;
            case DURATION -> DURATION_PARTS;
            default -> DATETIME_PARTS;
        };
    }

    /** What DATE_TRUNC and DATE_DIFF take of a type. */
    public static List<String> units(FieldType type) {
        return type == FieldType.DATE ? DATE_UNITS : join(DATE_UNITS, TIME_UNITS);
    }

    /** A part of the operand at {@code operand}. */
    public static Cell part(String part, FieldType type, int operand) {
        return switch (type) {
            case DATE -> (in, row, out) -> out.put(datePart(part, longs(in[operand]).values[row]));
            case YEARMONTH ->
                (in, row, out) -> {
                    long months = longs(in[operand]).values[row];
                    out.put(part.equals("YEAR") ? Math.floorDiv(months, 12) : Math.floorMod(months, 12L) + 1);
                };
            case TIME -> (in, row, out) -> timePart(part, longs(in[operand]).values[row], out);
            case DURATION -> (in, row, out) -> durationPart(part, duration(in[operand], row), out);
            default -> datetimePart(part, operand);
        };
    }

    static LongColumn longs(Column column) {
        return (LongColumn) column;
    }

    static CalendarDuration duration(Column column, int row) {
        return (CalendarDuration) java.util.Objects.requireNonNull(((ObjectColumn) column).values[row]);
    }

    private static Cell datetimePart(String part, int operand) {
        if (part.equals("EPOCH")) {
            return (in, row, out) -> out.putNumber(
                    BigDecimal.valueOf(longs(in[operand]).values[row] >> 1, 6).add(nanos(longs(in[operand]), row)));
        }
        if (TIME_UNITS.contains(part)) {
            return (in, row, out) -> {
                long micros = Math.floorMod(longs(in[operand]).values[row] >> 1, MICROS_A_DAY);
                timePart(
                        part,
                        micros * 1000
                                + nanos(longs(in[operand]), row)
                                        .movePointRight(9)
                                        .longValue(),
                        out);
            };
        }
        return (in, row, out) ->
                out.put(datePart(part, Math.floorDiv(longs(in[operand]).values[row] >> 1, MICROS_A_DAY)));
    }

    /** What a datetime has below the microsecond, in seconds. */
    private static BigDecimal nanos(LongColumn column, int row) {
        Object wide = column.wide(row);
        if (wide == null) {
            return BigDecimal.ZERO;
        }
        int nanos = wide instanceof LocalDateTime local ? local.getNano() : ((OffsetDateTime) wide).getNano();
        return BigDecimal.valueOf(nanos % 1000, 9);
    }

    private static void timePart(String part, long nanos, Output out) {
        switch (part) {
            case "HOUR" -> out.put(nanos / 3_600_000_000_000L);
            case "MINUTE" -> out.put(nanos / 60_000_000_000L % 60);
            case "MICROSECOND" -> out.put(nanos % 60_000_000_000L / 1000);
            case "MILLISECOND" ->
                out.putNumber(BigDecimal.valueOf(nanos % 60_000_000_000L, 6).stripTrailingZeros());
            case "EPOCH" -> out.putNumber(BigDecimal.valueOf(nanos, 9).stripTrailingZeros());
            default ->
                out.putNumber(BigDecimal.valueOf(nanos % 60_000_000_000L, 9).stripTrailingZeros());
        }
    }

    private static void durationPart(String part, CalendarDuration duration, Output out) {
        BigDecimal seconds = duration.seconds();
        BigInteger whole = seconds.toBigInteger();
        switch (part) {
            case "YEAR" -> out.put(duration.months() / 12);
            case "MONTH" -> out.put(duration.months() % 12);
            case "DAY" -> out.putInteger(whole.divide(BigInteger.valueOf(86_400)));
            case "HOUR" -> out.putInteger(whole.divide(BigInteger.valueOf(3600)).remainder(BigInteger.valueOf(24)));
            case "MINUTE" -> out.putInteger(whole.divide(BigInteger.valueOf(60)).remainder(BigInteger.valueOf(60)));
            default -> out.putNumber(seconds.remainder(BigDecimal.valueOf(60)));
        }
    }

    /** A part of the day {@code day} days after 1970-01-01. */
    static long datePart(String part, long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int year = date.getYear();
        return switch (part) {
            case "YEAR" -> year;
            case "QUARTER" -> (date.getMonthValue() + 2) / 3;
            case "MONTH" -> date.getMonthValue();
            case "DAY" -> date.getDayOfMonth();
            case "WEEK" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "ISOYEAR" -> date.get(IsoFields.WEEK_BASED_YEAR);
            case "DOW" -> date.getDayOfWeek().getValue() % 7;
            case "ISODOW" -> date.getDayOfWeek().getValue();
            case "DOY" -> date.getDayOfYear();
            case "EPOCH" -> day * 86_400;
            case "DECADE" -> Math.floorDiv(year, 10);
            case "CENTURY" -> year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
            default -> year > 0 ? (year - 1) / 1000 + 1 : year / 1000 - 1;
        };
    }

    /** The first day of the {@code unit} that a day is in. */
    static long truncDay(String unit, long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return switch (unit) {
            case "DAY" -> day;
            case "WEEK" -> day - Math.floorMod(day + 3, 7);
            case "MONTH" -> date.withDayOfMonth(1).toEpochDay();
            case "QUARTER" ->
                LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1)
                        .toEpochDay();
            default -> LocalDate.of(firstYear(unit, date.getYear()), 1, 1).toEpochDay();
        };
    }

    private static int firstYear(String unit, int year) {
        int size = unit.equals("YEAR") ? 1 : unit.equals("DECADE") ? 10 : unit.equals("CENTURY") ? 100 : 1000;
        return size <= 10 ? Math.floorDiv(year, size) * size : Math.floorDiv(year - 1, size) * size + 1;
    }

    private static long micros(String unit) {
        return switch (unit) {
            case "MICROSECOND" -> 1L;
            case "MILLISECOND" -> 1000L;
            case "SECOND" -> 1_000_000L;
            case "MINUTE" -> 60_000_000L;
            default -> 3_600_000_000L;
        };
    }

    public static Cell trunc(String unit, FieldType type) {
        if (type == FieldType.DATE) {
            return (in, row, out) -> out.put(truncDay(unit, longs(in[1]).values[row]));
        }
        if (TIME_UNITS.contains(unit)) {
            long size = micros(unit);
            return (in, row, out) -> {
                long value = longs(in[1]).values[row];
                out.put(Math.floorDiv(value >> 1, size) * size << 1 | value & 1);
            };
        }
        return (in, row, out) -> {
            long value = longs(in[1]).values[row];
            long day = truncDay(unit, Math.floorDiv(value >> 1, MICROS_A_DAY));
            out.put(day * MICROS_A_DAY << 1 | value & 1);
        };
    }

    /** How many begins of a unit lie behind the second operand up to the third; negative where the third is earlier. */
    public static Cell difference(String unit, FieldType type) {
        if (TIME_UNITS.contains(unit)) {
            long size = micros(unit);
            return (in, row, out) -> out.put(Math.floorDiv(longs(in[2]).values[row] >> 1, size)
                    - Math.floorDiv(longs(in[1]).values[row] >> 1, size));
        }
        boolean date = type == FieldType.DATE;
        return (in, row, out) -> out.put(ordinal(unit, day(in[2], row, date)) - ordinal(unit, day(in[1], row, date)));
    }

    private static long day(Column column, int row, boolean date) {
        long value = longs(column).values[row];
        return date ? value : Math.floorDiv(value >> 1, MICROS_A_DAY);
    }

    private static long ordinal(String unit, long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return switch (unit) {
            case "DAY" -> day;
            case "WEEK" -> Math.floorDiv(day + 3, 7);
            case "MONTH" -> date.getYear() * 12L + date.getMonthValue();
            case "QUARTER" -> date.getYear() * 4L + (date.getMonthValue() - 1) / 3;
            case "YEAR" -> date.getYear();
            case "DECADE" -> Math.floorDiv(date.getYear(), 10);
            case "CENTURY" -> Math.floorDiv(date.getYear() - 1, 100);
            default -> Math.floorDiv(date.getYear() - 1, 1000);
        };
    }

    public static void lastDay(Column[] in, int row, Output out) {
        LocalDate date = LocalDate.ofEpochDay(longs(in[0]).values[row]);
        out.put(date.withDayOfMonth(date.lengthOfMonth()).toEpochDay());
    }

    public static void makeDate(Column[] in, int row, Output out) {
        try {
            out.put(date(in, row).toEpochDay());
        } catch (DateTimeException | ArithmeticException e) {
            out.putBad("no such date: " + parts(in, row, 3));
        }
    }

    private static LocalDate date(Column[] in, int row) {
        return LocalDate.of(
                Math.toIntExact(TextCells.whole(in[0], row)),
                Math.toIntExact(TextCells.whole(in[1], row)),
                Math.toIntExact(TextCells.whole(in[2], row)));
    }

    private static String parts(Column[] in, int row, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : "-").append(in[i].value(row));
        }
        return text.toString();
    }

    public static void makeTimestamp(Column[] in, int row, Output out) {
        try {
            BigDecimal nanos = ((DecimalColumn) in[5]).decimal(row).movePointRight(9);
            LocalDateTime made = date(in, row)
                    .atTime(
                            Math.toIntExact(TextCells.whole(in[3], row)),
                            Math.toIntExact(TextCells.whole(in[4], row)),
                            Math.toIntExact(nanos.longValueExact() / 1_000_000_000L),
                            (int) (nanos.longValueExact() % 1_000_000_000L));
            putDatetime(made, false, out);
        } catch (DateTimeException | ArithmeticException e) {
            out.putBad("no such datetime: " + parts(in, row, 6));
        }
    }

    /** Puts a datetime; bad where its microseconds fit no {@code long}. */
    static void putDatetime(LocalDateTime made, boolean zoned, Output out) {
        if (made.getYear() < -100_000 || made.getYear() > 100_000) {
            out.putBad("a year outside ±100000");
            return;
        }
        long micros = made.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + made.getNano() / 1000;
        Object exact = made.getNano() % 1000 == 0 ? null : zoned ? made.atOffset(ZoneOffset.UTC) : made;
        out.putWide(micros << 1 | (zoned ? 1 : 0), exact);
    }
}
