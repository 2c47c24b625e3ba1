package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.Function.Family;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.DateCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on dates and times, in the proleptic Gregorian calendar; a datetime with a zone is read in UTC. */
final class DateFunctions {
    static final List<Function> TABLE = List.of(
            of(
                    "DATE_PART",
                    "string, date",
                    "integer",
                    "a part of a date; written EXTRACT(YEAR FROM x): YEAR, QUARTER, MONTH, DAY, WEEK (ISO), ISOYEAR,"
                            + " DOW (Sunday 0), ISODOW (Monday 1), DOY, EPOCH, DECADE, CENTURY, MILLENNIUM",
                    "EXTRACT(QUARTER FROM DATE '2024-05-01')",
                    "2"),
            of(
                    "DATE_PART",
                    "string, datetime",
                    "number",
                    "a part of a datetime: those of a date, HOUR, MINUTE, SECOND (with its fraction), MILLISECOND,"
                            + " MICROSECOND; an integer but for SECOND, MILLISECOND and EPOCH",
                    "EXTRACT(SECOND FROM TIMESTAMP '2024-05-01 12:30:01.5')",
                    "1.5"),
            of(
                    "DATE_PART",
                    "string, time",
                    "number",
                    "HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND or EPOCH of a time",
                    "EXTRACT(HOUR FROM TIME '12:30:00')",
                    "12"),
            of(
                    "DATE_PART",
                    "string, duration",
                    "number",
                    "YEAR, MONTH, DAY, HOUR, MINUTE, SECOND of a duration: P14M has 1 year, 2 months",
                    "EXTRACT(MONTH FROM INTERVAL '14' MONTH)",
                    "2"),
            of("YEAR", "date", "integer", "its year", "YEAR(DATE '2024-05-01')", "2024"),
            of("YEAR", "datetime", "integer", "its year", "YEAR(TIMESTAMP '2024-05-01 12:30:00')", "2024"),
            of("YEAR", "yearmonth", "integer", "its year", "YEAR(CAST('2024-05' AS YEARMONTH))", "2024"),
            of("MONTH", "date", "integer", "1 to 12", "MONTH(DATE '2024-05-01')", "5"),
            of("MONTH", "datetime", "integer", "1 to 12", "MONTH(TIMESTAMP '2024-05-01 12:30:00')", "5"),
            of("MONTH", "yearmonth", "integer", "1 to 12", "MONTH(CAST('2024-05' AS YEARMONTH))", "5"),
            of("DAY", "date", "integer", "1 to 31", "DAY(DATE '2024-05-01')", "1"),
            of("DAY", "datetime", "integer", "1 to 31", "DAY(TIMESTAMP '2024-05-01 12:30:00')", "1"),
            of("QUARTER", "date", "integer", "1 to 4", "QUARTER(DATE '2024-05-01')", "2"),
            of("QUARTER", "datetime", "integer", "1 to 4", "QUARTER(TIMESTAMP '2024-05-01 12:30:00')", "2"),
            of("WEEK", "date", "integer", "1 to 53, by ISO 8601", "WEEK(DATE '2024-12-30')", "1"),
            of("WEEK", "datetime", "integer", "1 to 53, by ISO 8601", "WEEK(TIMESTAMP '2024-05-01 12:30:00')", "18"),
            of("DAYOFYEAR", "date", "integer", "1 to 366", "DAYOFYEAR(DATE '2024-12-31')", "366"),
            of("DAYOFYEAR", "datetime", "integer", "1 to 366", "DAYOFYEAR(TIMESTAMP '2024-02-01 12:30:00')", "32"),
            of("HOUR", "datetime", "integer", "0 to 23", "HOUR(TIMESTAMP '2024-05-01 12:30:00')", "12"),
            of("HOUR", "time", "integer", "0 to 23", "HOUR(TIME '12:30:00')", "12"),
            of("MINUTE", "datetime", "integer", "0 to 59", "MINUTE(TIMESTAMP '2024-05-01 12:30:00')", "30"),
            of("MINUTE", "time", "integer", "0 to 59", "MINUTE(TIME '12:30:00')", "30"),
            of(
                    "SECOND",
                    "datetime",
                    "number",
                    "0 to 59, with its fraction",
                    "SECOND(TIMESTAMP '2024-05-01 12:30:01.5')",
                    "1.5"),
            of("SECOND", "time", "number", "0 to 59, with its fraction", "SECOND(TIME '12:30:00')", "0"),
            of(
                    "DATE_TRUNC",
                    "string, date",
                    "date",
                    "the first day of the year, quarter, month, week … that it is in",
                    "DATE_TRUNC('month', DATE '2024-05-17')",
                    "2024-05-01"),
            of(
                    "DATE_TRUNC",
                    "string, datetime",
                    "datetime",
                    "the begin of the year … second that it is in",
                    "DATE_TRUNC('hour', TIMESTAMP '2024-05-17 12:30:00')",
                    "2024-05-17T12:00:00"),
            of(
                    "DATE_DIFF",
                    "string, date, date",
                    "integer",
                    "how many begins of a part (day, month …) lie between the first and the second",
                    "DATE_DIFF('month', DATE '2024-01-31', DATE '2024-02-01')",
                    "1"),
            of(
                    "DATE_DIFF",
                    "string, datetime, datetime",
                    "integer",
                    "how many begins of a part lie between the first and the second",
                    "DATE_DIFF('hour', TIMESTAMP '2024-01-31 00:59:00', TIMESTAMP '2024-01-31 02:00:00')",
                    "2"),
            of("LAST_DAY", "date", "date", "the last day of its month", "LAST_DAY(DATE '2024-02-10')", "2024-02-29"),
            of(
                    "MAKE_DATE",
                    "integer, integer, integer",
                    "date",
                    "of year, month and day",
                    "MAKE_DATE(2024, 5, 1)",
                    "2024-05-01"),
            of(
                    "MAKE_TIMESTAMP",
                    "integer, integer, integer, integer, integer, number",
                    "datetime",
                    "of year, month, day, hour, minute and second",
                    "MAKE_TIMESTAMP(2024, 5, 1, 12, 30, 1.5)",
                    "2024-05-01T12:30:01.5"));

    private DateFunctions() {}

    private static Function of(
            String name, String arguments, String result, String summary, String example, String expected) {
        return new Function(Family.DATE, name, arguments, result, summary, example, expected);
    }

    /** Which type a part has: SECOND and the like have a fraction. */
    static FieldType partType(String part, FieldType of) {
        boolean fraction = part.equals("SECOND") || part.equals("MILLISECOND") || part.equals("EPOCH");
        return fraction && of != FieldType.DATE ? FieldType.NUMBER : FieldType.INTEGER;
    }

    static @Nullable Cell cell(Function function, List<Typed> arguments) {
        FieldType type = arguments.isEmpty()
                ? FieldType.ANY
                : arguments.get(arguments.size() - 1).type();
        return switch (function.name()) {
            case "DATE_PART" -> DateCells.part(part(function, arguments.get(0), type), type, 1);
            case "DAYOFYEAR" -> DateCells.part("DOY", type, 0);
            case "YEAR", "MONTH", "DAY", "QUARTER", "WEEK", "HOUR", "MINUTE", "SECOND" ->
                DateCells.part(function.name(), type, 0);
            case "DATE_TRUNC" -> DateCells.trunc(part(function, arguments.get(0), type), type);
            case "DATE_DIFF" -> DateCells.difference(part(function, arguments.get(0), type), type);
            case "LAST_DAY" -> DateCells::lastDay;
            case "MAKE_DATE" -> DateCells::makeDate;
            case "MAKE_TIMESTAMP" -> DateCells::makeTimestamp;
            default -> null;
        };
    }

    /** The part that a constant names, in capitals and singular. */
    static String part(Function function, Typed argument, FieldType of) {
        if (!argument.constant() || !(argument.value() instanceof String text)) {
            throw Binder.error(argument.node(), "the part must be a constant: YEAR, MONTH, DAY …");
        }
        String part = DateCells.partName(text);
        List<String> known = switch (function.name()) {
            case "DATE_PART" -> DateCells.parts(of);
            case "DATE_TRUNC" -> DateCells.units(of);
            default -> DateCells.units(of);
        };
        if (!known.contains(part)) {
            throw Binder.error(
                    argument.node(),
                    "a " + of.text() + " has no part '" + text + "' here; parts are " + String.join(", ", known));
        }
        return part;
    }
}
