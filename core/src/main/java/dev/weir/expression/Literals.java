package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.row.CalendarDuration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values written in an expression: numbers, {@code DATE '…'}, {@code TIMESTAMP '…'}, {@code INTERVAL '…' unit}. */
final class Literals {
    private static final Pattern ISO_INTERVAL = Pattern.compile(
            "([+-]?)P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?");
    private static final Pattern YEAR_TO_MONTH = Pattern.compile("([+-]?)(\\d+)-(\\d+)");
    private static final Pattern DAY_TO_SECOND =
            Pattern.compile("([+-]?)(\\d+)[ T](\\d+)(?::(\\d+)(?::(\\d+(?:\\.\\d+)?))?)?");
    static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    private Literals() {}

    static Node.Literal number(Token token) {
        String text = token.text();
        boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (whole) {
            BigInteger value = new BigInteger(text);
            Object narrow = value.bitLength() < 64 ? (Object) value.longValue() : value;
            return new Node.Literal(FieldType.INTEGER, narrow, value.toString(), token.at(), token.end());
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) > 6144 + 1000) {
                throw new NumberFormatException();
            }
            String sql = value.scale() <= 0 || value.scale() > 40 ? value.toString() : value.toPlainString();
            return new Node.Literal(FieldType.NUMBER, value, sql, token.at(), token.end());
        } catch (NumberFormatException e) {
            throw new ExpressionException(
                    "the exponent of " + text + " is outside ±6144", token.at(), token.end() - token.at());
        }
    }

    static Node.Literal text(Token token) {
        return new Node.Literal(FieldType.STRING, token.text(), quoted(token.text()), token.at(), token.end());
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The value of {@code type} that {@code text} states in ISO form; {@code at} is where the literal begins. */
    static Node.Literal temporal(FieldType type, Token text, int at) {
        try {
            Object value = type == FieldType.DATE
                    ? LocalDate.parse(text.text())
                    : type == FieldType.TIME ? time(text.text()) : timestamp(text.text());
            String name = type == FieldType.DATETIME ? "TIMESTAMP" : type.name();
            return new Node.Literal(type, value, name + " " + quoted(text.text()), at, text.end());
        } catch (DateTimeException e) {
            String form = type == FieldType.DATE
                    ? "yyyy-mm-dd"
                    : type == FieldType.TIME ? "hh:mm:ss" : "yyyy-mm-dd hh:mm:ss, a zone (Z, +01:00) behind it or not";
            throw new ExpressionException(
                    "'" + text.text() + "' is not a " + type.text() + "; its form is " + form,
                    text.at(),
                    text.end() - text.at());
        }
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text);
    }

    private static Object timestamp(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay();
        }
        int time = iso.indexOf('T') + 1;
        String rest = iso.substring(time).replace(" ", "");
        boolean zoned = rest.endsWith("Z") || rest.indexOf('+') > 0 || rest.indexOf('-') > 0;
        iso = iso.substring(0, time) + rest;
        return zoned
                ? OffsetDateTime.parse(iso.matches(".*[+-]\\d\\d") ? iso + ":00" : iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                : LocalDateTime.parse(iso);
    }

    /** {@code INTERVAL 'amount' unit}; without a unit the text is an ISO duration. */
    static Node.Literal interval(Token text, @Nullable Token unit, @Nullable Token toUnit, int at, int end) {
        CalendarDuration value = unit == null
                ? iso(text.text())
                : toUnit == null ? counted(text.text(), unit) : composed(text.text(), unit, toUnit);
        if (value == null) {
            String form = unit == null
                    ? "; its form is INTERVAL '3' DAY or INTERVAL 'P1Y2M3DT4H5M6S'"
                    : " of " + unit.upper() + (toUnit == null ? "" : " TO " + toUnit.upper());
            throw new ExpressionException(
                    "'" + text.text() + "' is not an interval" + form, text.at(), text.end() - text.at());
        }
        return new Node.Literal(FieldType.DURATION, value, "INTERVAL " + quoted(iso(value)), at, end);
    }

    private static @Nullable CalendarDuration counted(String text, Token unit) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
        CalendarDuration one = unit(unit.upper());
        if (one == null) {
            throw new ExpressionException(
                    "INTERVAL has no unit '" + unit.text()
                            + "'; units are YEAR, QUARTER, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND",
                    unit.at(),
                    unit.end() - unit.at());
        }
        return times(one, amount);
    }

    /** A duration times a number, or null where it would be a fraction of a month. */
    static @Nullable CalendarDuration times(CalendarDuration one, BigDecimal amount) {
        try {
            long months = amount.multiply(BigDecimal.valueOf(one.months())).longValueExact();
            return new CalendarDuration(months, one.seconds().multiply(amount));
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** One {@code unit}, singular or plural, or null. */
    static @Nullable CalendarDuration unit(String unit) {
        String one = unit.endsWith("S") ? unit.substring(0, unit.length() - 1) : unit;
        return switch (one) {
            case "MILLENNIUM" -> months(12_000);
            case "CENTURY" -> months(1200);
            case "DECADE" -> months(120);
            case "YEAR" -> months(12);
            case "QUARTER" -> months(3);
            case "MONTH" -> months(1);
            case "WEEK" -> seconds(DAY.multiply(BigDecimal.valueOf(7)));
            case "DAY" -> seconds(DAY);
            case "HOUR" -> seconds(BigDecimal.valueOf(3600));
            case "MINUTE" -> seconds(BigDecimal.valueOf(60));
            case "SECOND" -> seconds(BigDecimal.ONE);
            case "MILLISECOND" -> seconds(BigDecimal.valueOf(1, 3));
            case "MICROSECOND" -> seconds(BigDecimal.valueOf(1, 6));
            default -> null;
        };
    }

    private static CalendarDuration months(long months) {
        return new CalendarDuration(months, BigDecimal.ZERO);
    }

    private static CalendarDuration seconds(BigDecimal seconds) {
        return new CalendarDuration(0, seconds);
    }

    private static @Nullable CalendarDuration composed(String text, Token unit, Token toUnit) {
        boolean calendar = unit.isWord("YEAR") && toUnit.isWord("MONTH");
        Matcher matcher = (calendar ? YEAR_TO_MONTH : DAY_TO_SECOND).matcher(text.strip());
        if (!matcher.matches() || !calendar && !unit.isWord("DAY")) {
            return null;
        }
        BigDecimal sign = matcher.group(1).equals("-") ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        if (calendar) {
            return times(months(Long.parseLong(matcher.group(2)) * 12 + Long.parseLong(matcher.group(3))), sign);
        }
        BigDecimal seconds = part(matcher, 2, 86_400)
                .add(part(matcher, 3, 3600))
                .add(part(matcher, 4, 60))
                .add(part(matcher, 5, 1));
        return seconds(seconds.multiply(sign));
    }

    private static BigDecimal part(Matcher matcher, int group, long unit) {
        String digits = matcher.group(group);
        return digits == null ? BigDecimal.ZERO : new BigDecimal(digits).multiply(BigDecimal.valueOf(unit));
    }

    private static @Nullable CalendarDuration iso(String text) {
        Matcher matcher = ISO_INTERVAL.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches() || text.strip().length() < 3) {
            return null;
        }
        BigDecimal sign = matcher.group(1).equals("-") ? BigDecimal.ONE.negate() : BigDecimal.ONE;
        BigDecimal months = part(matcher, 2, 12).add(part(matcher, 3, 1)).multiply(sign);
        BigDecimal seconds = part(matcher, 4, 604_800)
                .add(part(matcher, 5, 86_400))
                .add(part(matcher, 6, 3600))
                .add(part(matcher, 7, 60))
                .add(part(matcher, 8, 1));
        return new CalendarDuration(months.longValueExact(), seconds.multiply(sign));
    }

    /** The ISO text of a duration that {@link #iso(String)} reads: {@code P14M}, {@code PT90S}; both where both are. */
    private static String iso(CalendarDuration value) {
        boolean negative = value.months() < 0 || value.seconds().signum() < 0;
        String months = value.months() == 0 ? "" : Math.abs(value.months()) + "M";
        String seconds = value.seconds().signum() == 0 && value.months() != 0
                ? ""
                : "T" + value.seconds().abs().toPlainString() + "S";
        return (negative ? "-P" : "P") + months + seconds;
    }
}
