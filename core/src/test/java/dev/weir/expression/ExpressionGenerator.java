package dev.weir.expression;

import java.util.Random;

/** Makes typed expressions over {@link #FIELDS} from a seed: the same ones each time. */
final class ExpressionGenerator {
    static final String FIELDS =
            "i integer, j integer, n number, m number, s string, t string, d date, e date, ts datetime, b boolean, c"
                    + " boolean";

    private final Random random;

    ExpressionGenerator(long seed) {
        this.random = new Random(seed);
    }

    String expression() {
        int depth = 1 + random.nextInt(3);
        return switch (random.nextInt(7)) {
            case 0 -> integer(depth);
            case 1, 2 -> number(depth);
            case 3 -> text(depth);
            case 4 -> date(depth);
            case 5 -> datetime(depth);
            default -> truth(depth);
        };
    }

    private String one(String... forms) {
        return forms[random.nextInt(forms.length)];
    }

    private String integer(int depth) {
        if (depth == 0) {
            return one("i", "j", "i", "j", "0", "1", "-3", "7", "12");
        }
        int d = depth - 1;
        return switch (random.nextInt(22)) {
            case 0, 1 -> "(" + integer(d) + one(" + ", " - ", " * ") + integer(d) + ")";
            case 2 -> "(" + integer(d) + " % " + integer(d) + ")";
            case 3 -> "-" + one("i", "j");
            case 4 -> "ABS(" + integer(d) + ")";
            case 5 -> "LENGTH(" + text(d) + ")";
            case 6 -> "POSITION(" + text(0) + " IN " + text(d) + ")";
            case 7 ->
                "EXTRACT(" + one("YEAR", "MONTH", "DAY", "QUARTER", "WEEK", "DOW", "DOY", "ISODOW") + " FROM "
                        + one("d", "e", "ts") + ")";
            case 8 -> "CAST(" + number(d) + " AS BIGINT)";
            case 9 -> "(" + date(d) + " - " + date(d) + ")";
            case 10 -> choice(integer(d), integer(d), d);
            case 11 -> "COALESCE(" + integer(d) + ", " + integer(d) + ")";
            case 12 -> "NULLIF(" + integer(d) + ", " + integer(d) + ")";
            case 13 -> one("GREATEST(", "LEAST(") + integer(d) + ", " + integer(d) + ", " + integer(0) + ")";
            case 14 -> "CAST(" + one("FLOOR", "CEIL") + "(" + number(d) + ") AS BIGINT)";
            case 15 -> "SIGN(" + number(d) + ")";
            case 16 ->
                "DATE_DIFF('" + one("day", "month", "year", "week", "quarter") + "', " + date(d) + ", " + date(d) + ")";
            case 17 -> one("YEAR", "MONTH", "DAY", "QUARTER") + "(" + date(d) + ")";
            case 18 -> "CAST(" + truth(d) + " AS INTEGER)";
            case 19 -> "ASCII(" + text(d) + ")";
            case 20 -> "CASE i WHEN 1 THEN " + integer(d) + " WHEN j THEN " + integer(d) + " END";
            default -> "CAST(CAST(" + integer(d) + " AS VARCHAR) AS BIGINT)";
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return one("n", "m", "n", "m", "0.5", "-1.25", "100.00", "0.0");
        }
        int d = depth - 1;
        return switch (random.nextInt(17)) {
            case 0, 1, 2 -> "(" + number(d) + one(" + ", " - ", " * ") + number(d) + ")";
            case 3 -> "(" + number(d) + " * " + integer(d) + ")";
            case 4 -> "(" + integer(d) + " / " + integer(d) + ")";
            case 5 -> "(" + number(d) + " / " + number(d) + ")";
            case 6 -> "(" + number(0) + " % " + number(0) + ")";
            case 7 -> "ROUND(" + number(d) + ", " + one("0", "1", "2") + ")";
            case 8 -> "ABS(" + number(d) + ")";
            case 9 -> "CAST(" + number(d) + " AS DECIMAL(20, " + one("0", "1", "3") + "))";
            case 10 -> choice(number(d), number(d), d);
            case 11 -> "COALESCE(" + number(d) + ", " + integer(d) + ")";
            case 12 -> one("GREATEST(", "LEAST(") + number(d) + ", " + number(d) + ")";
            case 13 -> "CAST(" + integer(d) + " AS DECIMAL(18, 2))";
            case 14 ->
                "CASE s WHEN 'EUR' THEN 1 WHEN 'USD' THEN 0.9 WHEN 'a' THEN 1.15 ELSE " + one("NULL", "0", "2.5")
                        + " END";
            case 15 -> "SQRT(ABS(" + number(d) + "))";
            default -> "CAST(CAST(" + one("n", "m", "i") + " AS VARCHAR) AS DECIMAL(12, 3))";
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return one("s", "t", "s", "t", "'EUR'", "'a'", "''", "'x y'", "'Ünï€😀'");
        }
        int d = depth - 1;
        return switch (random.nextInt(22)) {
            case 0, 1 -> "(" + text(d) + " || " + text(d) + ")";
            case 2 -> one("UPPER(", "LOWER(") + text(d) + ")";
            case 3 -> one("TRIM(", "LTRIM(", "RTRIM(") + text(d) + ")";
            case 4 -> "TRIM(" + one("BOTH", "LEADING", "TRAILING") + " 'a' FROM " + text(d) + ")";
            case 5 -> "SUBSTRING(" + text(d) + " FROM " + one("1", "2", "5") + ")";
            case 6 -> "SUBSTRING(" + text(d) + ", " + one("1", "3") + ", " + one("0", "1", "4") + ")";
            case 7 -> one("LEFT(", "RIGHT(") + text(d) + ", " + one("0", "1", "3", "-1", "20") + ")";
            case 8 -> "REPLACE(" + text(d) + ", " + one("'a'", "'UR'", "' '") + ", " + one("'b'", "''", "'€€'") + ")";
            case 9 -> "REVERSE(" + one("s", "t", "'abc'") + ")";
            case 10 -> one("LPAD(", "RPAD(") + text(d) + ", " + one("0", "2", "6") + ", " + one("'0'", "'-+'") + ")";
            case 11 -> "REPEAT(" + text(0) + ", " + one("0", "1", "3", "-1") + ")";
            case 12 -> choice(text(d), text(d), d);
            case 13 -> "COALESCE(" + text(d) + ", " + text(d) + ")";
            case 14 -> "NULLIF(" + text(d) + ", " + text(d) + ")";
            case 15 -> "CONCAT(" + text(d) + ", " + text(d) + ", " + text(0) + ")";
            case 16 -> "CONCAT_WS('-', " + text(d) + ", " + text(d) + ", " + text(0) + ")";
            case 17 -> "SPLIT_PART(" + text(d) + ", " + one("' '", "'-'", "'a'") + ", " + one("1", "2", "-1") + ")";
            case 18 -> "CAST(" + one(integer(d), date(d), truth(d)) + " AS VARCHAR)";
            case 19 -> one("GREATEST(", "LEAST(") + text(d) + ", " + text(d) + ")";
            case 20 ->
                "REGEXP_REPLACE(" + text(d) + ", " + one("'[a-z]+'", "'(.)(.)'") + ", " + one("'_'", "'<\\0>'")
                        + ", 'g')";
            default -> one("MD5(", "SHA256(") + text(d) + ")";
        };
    }

    private String date(int depth) {
        if (depth == 0) {
            return one("d", "e", "d", "e", "DATE '2024-02-29'", "DATE '1969-12-31'");
        }
        int d = depth - 1;
        return switch (random.nextInt(9)) {
            case 0 -> "(" + date(d) + one(" + ", " - ") + one("1", "30", "400") + ")";
            case 1 -> "CAST(ts AS DATE)";
            case 2 ->
                "CAST(DATE_TRUNC('" + one("month", "year", "quarter", "week", "decade") + "', " + date(d)
                        + ") AS DATE)";
            case 3 -> "LAST_DAY(" + date(d) + ")";
            case 4 -> choice(date(d), date(d), d);
            case 5 -> "COALESCE(" + date(d) + ", " + date(d) + ")";
            case 6 -> one("GREATEST(", "LEAST(") + date(d) + ", " + date(d) + ")";
            case 7 ->
                "CAST((" + date(d) + one(" + ", " - ") + "INTERVAL '" + one("1", "13") + "' "
                        + one("MONTH", "YEAR", "DAY") + ") AS DATE)";
            default -> "CAST(CAST(" + date(d) + " AS VARCHAR) AS DATE)";
        };
    }

    private String datetime(int depth) {
        if (depth == 0) {
            return one("ts", "ts", "TIMESTAMP '2024-02-29 12:30:15'", "TIMESTAMP '1969-12-31 23:59:59.5'");
        }
        int d = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 ->
                "(" + datetime(d) + one(" + ", " - ") + "INTERVAL '" + one("1", "90") + "' "
                        + one("MONTH", "HOUR", "SECOND", "DAY") + ")";
            case 1 -> "CAST(" + date(d) + " AS TIMESTAMP)";
            case 2 -> "DATE_TRUNC('" + one("month", "hour", "minute", "day", "year") + "', " + datetime(d) + ")";
            case 3 -> choice(datetime(d), datetime(d), d);
            default -> "COALESCE(" + datetime(d) + ", " + datetime(d) + ")";
        };
    }

    private String choice(String then, String otherwise, int depth) {
        return random.nextBoolean()
                ? "CASE WHEN " + truth(depth) + " THEN " + then + " ELSE " + otherwise + " END"
                : "CASE WHEN " + truth(depth) + " THEN " + then + " WHEN " + truth(depth) + " THEN " + otherwise
                        + " END";
    }

    private String truth(int depth) {
        if (depth == 0) {
            return one("b", "c", "b", "c", "TRUE", "FALSE", "NULL");
        }
        int d = depth - 1;
        String compare = one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
        return switch (random.nextInt(18)) {
            case 0 -> "(" + integer(d) + compare + one(integer(d), number(d)) + ")";
            case 1 -> "(" + number(d) + compare + number(d) + ")";
            case 2 -> "(" + text(d) + compare + text(d) + ")";
            case 3 -> "(" + date(d) + compare + one(date(d), "ts") + ")";
            case 4, 5 -> "(" + truth(d) + one(" AND ", " OR ") + truth(d) + ")";
            case 6 -> "(NOT " + truth(d) + ")";
            case 7 -> "(" + one(integer(d), text(d), date(d), truth(d)) + one(" IS NULL", " IS NOT NULL") + ")";
            case 8 -> "(" + truth(d) + one(" IS TRUE", " IS NOT TRUE", " IS FALSE", " IS NOT FALSE") + ")";
            case 9 -> {
                boolean numbers = random.nextBoolean();
                String left = numbers ? integer(d) : text(d);
                yield "(" + left + one(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ")
                        + (numbers ? integer(d) : text(d)) + ")";
            }
            case 10 -> "(" + integer(d) + one(" BETWEEN ", " NOT BETWEEN ") + integer(d) + " AND " + integer(d) + ")";
            case 11 ->
                "(" + number(d) + one(" IN (", " NOT IN (") + number(0) + ", " + integer(0) + ", " + one("NULL", "1.5")
                        + "))";
            case 12 -> "(" + text(d) + one(" IN (", " NOT IN (") + "'EUR', 'a', " + one("NULL", "'USD'", "t") + "))";
            case 13 ->
                "(" + text(d) + one(" LIKE ", " NOT LIKE ") + one("'%a%'", "'E_R'", "'_'", "'%'", "'a%b%'", "'%€_'")
                        + ")";
            case 14 -> one("STARTS_WITH(", "ENDS_WITH(", "CONTAINS(") + text(d) + ", " + text(0) + ")";
            case 15 -> "REGEXP_MATCHES(" + text(d) + ", " + one("'[0-9]'", "'^a'", "'R$'") + ")";
            case 16 -> "(" + datetime(d) + compare + datetime(d) + ")";
            default -> "(" + date(d) + one(" BETWEEN ", " NOT BETWEEN ") + date(d) + " AND " + date(d) + ")";
        };
    }
}
