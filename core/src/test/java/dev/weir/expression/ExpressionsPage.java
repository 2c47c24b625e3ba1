package dev.weir.expression;

import java.util.List;
import java.util.Map;

/** The documentation of the language, made of the function table and the listed differences. */
final class ExpressionsPage {
    private static final String HEAD = """
        # Expressions

        SQL scalar and aggregate expressions over the fields of a row: `where` of filter-rows, `value` of add-field, `by` and `fields` of aggregate.
        They are typed against the schema before the first row; an unknown name or a type clash is an error with its place. This page is made of the
        table that types the calls, and every example is run by a test.

        ## Values

        - Names of fields are case-sensitive; `"` quotes one that is no plain word or is reserved (%s).
          Words of SQL and names of functions are in any case.
        - `'text'` (`''` for a quote), `12`, `1.50`, `1e3`, `TRUE`, `FALSE`, `NULL`, `DATE '2024-05-01'`, `TIME '12:30:00'`,
          `TIMESTAMP '2024-05-01 12:30:00'` (with `Z` or `+01:00` behind it: with a zone), `INTERVAL '3' DAY`, `INTERVAL 'P1Y2M'`.
        - Numbers are exact decimals. Integers have no limit but 1,000 digits; `integer / integer` is a number.
        - Text compares by code point. NaN equals itself and is greater than every other number. A datetime without a zone is compared with one that has a
          zone as if it were in UTC. In an order missing values come last.
        - A missing cell makes an operator's or a function's result missing, where nothing else is said; AND, OR and NOT know TRUE, FALSE and unknown.
        - What has no result (a division by zero, a text that CAST cannot read, a number past the limits) is an error of that cell, which the step reports;
          in a branch that is not taken, or beside a FALSE in AND, it does no harm. A cell that was bad when it was read counts as missing.

        ## Operators

        From the loosest to the tightest.

        | operator | operands | result |
        |---|---|---|
        | `OR` | boolean | boolean |
        | `AND` | boolean | boolean |
        | `NOT` | boolean | boolean |
        | `IS [NOT] NULL` | any | boolean, never unknown |
        | `IS [NOT] TRUE`, `FALSE`, `UNKNOWN` | boolean | boolean, never unknown |
        | `IS [NOT] DISTINCT FROM` | two of one type | boolean, never unknown: two missing cells are not distinct |
        | `=` `<>` `<` `<=` `>` `>=` | two of one type; an integer and a number, a date and a datetime go together | boolean |
        | `[NOT] BETWEEN a AND b`, `[NOT] IN (a, b, …)` | of one type | boolean |
        | `[NOT] LIKE p [ESCAPE c]` | string; `%%` is any text, `_` one character | boolean |
        | `[NOT] ILIKE p` | the same in small letters on both sides; no ESCAPE | boolean |
        | `[NOT] SIMILAR TO p` | string and a constant pattern: that of LIKE and `( ) \\| * + ? {n} [ ]` | boolean |
        | `\\|\\|` | string | string |
        | `+` `-` `*` `%%` | integers | integer, exact |
        | `+` `-` `*` `%%` | numbers | number, exact; `%%` has the sign of the first |
        | `/` | numbers | number: 34 digits, half even, rounded once |
        | `date + integer`, `date - integer` | days | date |
        | `date - date` | | integer: days |
        | `+` `-` | a date, datetime, time or interval and an interval | as the first; months first, the day cut to the month's last |
        | `datetime - datetime`, `time - time` | | interval |
        | `*` `/` | an interval and a number | interval |
        | `+x` `-x` | a number or an interval | as the operand |

        `CASE WHEN a THEN x … ELSE y END`, `CASE v WHEN a THEN x … ELSE y END`: branches of one type. `CAST(x AS type)`; `TRY_CAST` gives NULL where CAST
        fails. Types: `VARCHAR` (`TEXT`, `CHAR`; `VARCHAR(n)` cuts), `INTEGER` (`BIGINT`, `SMALLINT`), `DECIMAL(p, s)` (`NUMERIC`; rounded, and written with s digits),
        `DECIMAL` (`DOUBLE`, `REAL`: exact), `BOOLEAN`, `DATE`, `TIME`, `TIMESTAMP [WITH TIME ZONE]`, `INTERVAL`, and those of Table Schema: `YEAR`, `YEARMONTH`,
        `ANY`, `OBJECT`, `ARRAY`, `LIST`, `GEOPOINT`, `GEOJSON`. Every type goes to and from text; a number becomes an integer by rounding, halves away from zero.
        """;

    private ExpressionsPage() {}

    static String page() {
        StringBuilder page = new StringBuilder();
        List<String> reserved = Parser.RESERVED.stream().sorted().toList();
        page.append(HEAD.formatted(String.join(", ", reserved)));
        for (Map.Entry<Function.Family, List<Function>> family :
                Function.table().entrySet()) {
            boolean aggregate = family.getKey() == Function.Family.AGGREGATE;
            page.append("\n## ").append(family.getKey().title()).append("\n\n");
            page.append(introduction(family.getKey()));
            page.append(
                    aggregate ? "| function | result | | example |\n" : "| function | result | | example | gives |\n");
            page.append(aggregate ? "|---|---|---|---|\n" : "|---|---|---|---|---|\n");
            for (Function function : family.getValue()) {
                page.append(row(function, aggregate));
            }
        }
        page.append("\n"
                + "## Differences from DuckDB\n\n"
                + "Generated expressions are compared with DuckDB 2.0; results are equal but for these.\n\n");
        for (DuckDbDifference difference : DuckDbDifference.values()) {
            page.append("- ").append(difference.summary()).append(".\n");
        }
        return page.toString();
    }

    private static String introduction(Function.Family family) {
        return switch (family) {
            case TEXT -> "Positions and lengths count code points, from 1.\n\n";
            case NUMBER ->
                "Exact, but for those that say how many digits they give; these are the same on every machine.\n\n";
            case DATE -> "In the proleptic Gregorian calendar; a datetime with a zone is read in UTC.\n\n";
            case CHOICE -> "";
            case AGGREGATE ->
                "All but `COUNT(*)` leave out missing cells; of no cells all but the counts are missing. `DISTINCT`"
                        + " before the argument counts equal values once;\n"
                        + "`FILTER (WHERE …)` behind the call leaves rows out. Around aggregates any expression may stand:"
                        + " `SUM(a) / COUNT(*)`.\n\n";
        };
    }

    private static String row(Function function, boolean aggregate) {
        List<String> synonyms = Function.synonyms(function.name());
        String also = synonyms.isEmpty()
                ? ""
                : "; also "
                        + String.join(
                                ", ", synonyms.stream().map(s -> "`" + s + "`").toList());
        String row = "| `" + function.name() + "(" + function.arguments() + ")` | " + function.result() + " | "
                + function.summary() + also + " | `" + function.example().replace("|", "\\|") + "` |";
        return row + (aggregate ? "\n" : " `" + function.expected() + "` |\n");
    }
}
