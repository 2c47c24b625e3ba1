package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.descriptor.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private static final Schema ORDERS = Cases.schema(
            "order_id integer, amount number, currency string, placed_at datetime, due date, gift boolean");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a+b*c ~ a + (b * c)",
                "A != b or not c ~ (A <> b) OR (NOT c)",
                "upper( x ) ~ UPPER(x)",
                "substring(x from 2 for 3) ~ SUBSTRING(x, 2, 3)",
                "extract(year from d) ~ DATE_PART('YEAR', d)",
                "x is not null ~ x IS NOT NULL",
                "x not between 1 and 2 ~ x NOT BETWEEN 1 AND 2",
                "x in (1,2) ~ x IN (1, 2)",
                "\"a b\" || 'c''d' ~ \"a b\" || 'c''d'",
                "\"plain\" ~ plain",
                "\"and\" ~ \"and\"",
                "case when a then 1 else 2 end ~ CASE WHEN a THEN 1 ELSE 2 END",
                "cast(a as numeric(10,2)) ~ CAST(a AS DECIMAL(10, 2))",
                "count(*) filter (where a > 1) ~ COUNT(*) FILTER (WHERE a > 1)",
                "sum(distinct a) ~ SUM(DISTINCT a)",
                "current_date ~ CURRENT_DATE",
                "interval '2' day ~ INTERVAL 'PT172800S'",
                "a -- remark ~ a",
                "a /* remark */ + 1 ~ a + 1",
                "date ~ date",
                "trim(leading '0' from x) ~ LTRIM(x, '0')",
                "position('a' in x) ~ POSITION('a', x)",
            })
    void canonicalTextIsOneForEqualMeanings(String sql, String canonical) {
        assertEquals(canonical, Expression.parse(sql).sql());
        assertEquals(canonical, Expression.parse(canonical).sql());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a + ~ 3 ~ unexpected the end: a value was expected",
                "a b ~ 2 ~ unexpected 'b': an operator was expected",
                "(a ~ 2 ~ unexpected the end: ')' was expected",
                "amount +* 2 ~ 8 ~ unexpected '*': a value was expected",
                "'abc ~ 0 ~ a text that is not closed: write ' behind it",
                "a = b = c ~ 6 ~ unexpected '=': comparisons do not chain; write a < b AND b < c",
                "a; ~ 1 ~ an expression ends without ;",
                "CASE a END ~ 7 ~ unexpected 'END': WHEN was expected",
                "CAST(a AS INTEGR) ~ 10 ~ no type is called 'INTEGR'; did you mean \"INTEGER\"?",
                "DATE '2024-02-30' ~ 5 ~ '2024-02-30' is not a date; its form is yyyy-mm-dd",
                "INTERVAL '1' DAYX ~ 13 ~ INTERVAL has no unit 'DAYX'; units are YEAR, QUARTER, MONTH, WEEK, DAY,"
                        + " HOUR, MINUTE, SECOND",
                "1 + and ~ 4 ~ unexpected 'and': a value was expected; a field of that name is written \"and\"",
                "a ? b ~ 2 ~ '?' has no meaning here",
                "a IS 3 ~ 5 ~ unexpected '3': behind IS stands NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM",
                "12abc ~ 0 ~ '12a' is not a number; a name that begins with a digit is quoted: \"12a…\"",
                "f(a ~ 3 ~ unexpected the end: an operator, ',' or ')' was expected",
                "a AS ~ 2 ~ unexpected 'AS': no name is wanted here",
            })
    void whatCannotBeReadSaysWhereAndWhy(String sql, int offset, String message) {
        ExpressionException thrown = assertThrows(ExpressionException.class, () -> Expression.parse(sql));
        assertEquals(message, thrown.getMessage());
        assertEquals(offset, thrown.offset());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "amont * 2 ~ 0 ~ 5 ~ no field is called 'amont'; did you mean \"amount\"?",
                "Amount * 2 ~ 0 ~ 6 ~ no field is called 'Amount'; did you mean \"amount\"?",
                "1 + UPER(currency) ~ 4 ~ 4 ~ no function is called 'UPER'; did you mean \"UPPER\"?",
                "amount + currency ~ 7 ~ 1 ~ '+' takes numbers, or a date or datetime and days or an interval, not a"
                        + " number and a string; write CAST(… AS DECIMAL)",
                "amount > 'x' ~ 0 ~ 12 ~ '>' compares values of one type, not a number with a string; write CAST(… AS"
                        + " DECIMAL)",
                "due = '2024-01-01' ~ 0 ~ 18 ~ '=' compares values of one type, not a date with a string; write DATE"
                        + " '2024-01-01'",
                "amount AND gift ~ 0 ~ 6 ~ AND takes a truth value, not a number",
                "UPPER(amount) ~ 6 ~ 6 ~ UPPER takes (string), not a number here",
                "UPPER() ~ 0 ~ 5 ~ UPPER takes (string), not 0 arguments",
                "1 + SUM(amount) ~ 4 ~ 3 ~ SUM is an aggregate: it has no value in one row; use it in an aggregate"
                        + " step",
                "RANDOM() ~ 0 ~ 6 ~ RANDOM gives another result each time; a run must be repeatable",
                "CASE WHEN gift THEN 1 ELSE 'a' END ~ 27 ~ 3 ~ CASE takes values of one type, not an integer and a"
                        + " string; write CAST(… AS INTEGER)",
                "currency || amount ~ 12 ~ 6 ~ || joins texts, not a number; write CAST(… AS VARCHAR)",
                "CURRENT_DATE ~ 0 ~ 12 ~ CURRENT_DATE has no value here: it is fixed for a run",
                "EXTRACT(HOUR FROM due) ~ 8 ~ 4 ~ a date has no part 'HOUR' here; parts are MILLENNIUM, CENTURY,"
                        + " DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, ISOYEAR, DOW, ISODOW, DOY, EPOCH",
                "REGEXP_LIKE(currency, '(') ~ 22 ~ 3 ~ not a pattern of RE2: missing closing ) '('",
                "CAST(gift AS DATE) ~ 0 ~ 18 ~ CAST makes no date of a boolean",
            })
    void whatCannotBeTypedSaysWhereAndWhy(String sql, int offset, int length, String message) {
        ExpressionException thrown = assertThrows(
                ExpressionException.class, () -> Expression.parse(sql).bind(ORDERS));
        assertEquals(message, thrown.getMessage());
        assertEquals(offset, thrown.offset());
        assertEquals(length, thrown.length());
    }

    @Test
    void namesAreThoseBehindAsOrOfAPlainField() {
        assertEquals(
                "day", Expression.parseNamed("CAST(placed_at AS DATE) AS day").alias());
        assertEquals("currency", Expression.parseNamed("currency").alias());
        assertEquals(null, Expression.parseNamed("amount * 2").alias());
        assertEquals(
                List.of("amount", "currency"),
                List.copyOf(Expression.parse("amount * CASE currency WHEN 'EUR' THEN amount ELSE 1 END")
                        .fields()));
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        String deep = "(".repeat(5000) + "1" + ")".repeat(5000);
        assertThrows(ExpressionException.class, () -> Expression.parse(deep));
        assertThrows(ExpressionException.class, () -> Expression.parse("NOT ".repeat(5000) + "TRUE"));
        String wide = "1" + " + 1".repeat(5000);
        assertThrows(ExpressionException.class, () -> Expression.parse(wide));
    }
}
