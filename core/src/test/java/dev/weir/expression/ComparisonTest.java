package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.row.Batch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparisons with constants, which have loops of their own, against BigDecimal. */
class ComparisonTest {
    private static final String[] INTEGERS = {
        "-9223372036854775808",
        "-9223372036854775807",
        "-1",
        "0",
        "1",
        "41",
        "9223372036854775806",
        "9223372036854775807"
    };
    private static final String[] HUGE = {"9223372036854775808", "-99999999999999999999", "0", "9223372036854775807"};
    private static final String[] NUMBERS = {
        "-2.50", "-0.01", "0.00", "0.01", "2.49", "2.50", "2.51", "92233720368547758.07"
    };
    private static final String[] MIXED = {"-2.5", "0", "0.015", "1e30", "2.500", "NaN", "INF", "-INF", "-1e30"};
    private static final String[] CONSTANTS = {
        "0",
        "-1",
        "41",
        "2.5",
        "0.015",
        "-2.505",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "92233720368547758.07",
        "92233720368547758.075",
        "1e30",
        "-1e40",
        "0.001"
    };

    private static int compare(String cell, String constant) {
        return switch (cell) {
            case "NaN", "INF" -> 1;
            case "-INF" -> -1;
            default -> new BigDecimal(cell).compareTo(new BigDecimal(constant));
        };
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static void check(String type, String[] cells) {
        String[][] rows = new String[cells.length][];
        for (int i = 0; i < cells.length; i++) {
            rows[i] = new String[] {cells[i]};
        }
        Batch batch = Cases.batch(Cases.schema("x " + type), rows);
        for (String constant : CONSTANTS) {
            for (String sign : List.of("=", "<>", "<", "<=", ">", ">=")) {
                List<String> expected = new ArrayList<>();
                List<String> between = new ArrayList<>();
                for (String cell : cells) {
                    expected.add(String.valueOf(holds(sign, compare(cell, constant))));
                    between.add(String.valueOf(compare(cell, "-1") >= 0 && compare(cell, constant) <= 0));
                }
                assertEquals(expected, Cases.results("x " + sign + " " + constant, batch), sign + constant);
                String swapped = sign.contains("<") && !sign.equals("<>")
                        ? sign.replace('<', '>')
                        : sign.equals("<>") ? sign : sign.replace('>', '<');
                assertEquals(expected, Cases.results(constant + " " + swapped + " x", batch), sign + constant);
                assertEquals(between, Cases.results("x BETWEEN -1 AND " + constant, batch), "to " + constant);
            }
        }
    }

    @Test
    void integersCompareWithConstantsAsNumbersDo() {
        check("integer", INTEGERS);
        check("integer", HUGE);
    }

    @Test
    void numbersCompareWithConstantsExactly() {
        check("number", NUMBERS);
        check("number", MIXED);
    }

    @Test
    void aCaseOfShortTextsFindsEachByAllItsBytes() {
        String[] texts = {
            "",
            "a",
            "b",
            "ab",
            "a\0",
            "\0",
            "1234567",
            "12345678",
            "123456789",
            "\u0007234567\u0007",
            "ß",
            "x".repeat(256),
            "x".repeat(300)
        };
        String[][] rows = new String[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            rows[i] = new String[] {texts[i]};
        }
        Batch batch = Cases.batch(Cases.schema("s string"), rows);
        for (int keys = 1; keys <= texts.length; keys++) {
            StringBuilder sql = new StringBuilder("CASE s");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < texts.length; i++) {
                if (i < keys) {
                    sql.append(" WHEN '")
                            .append(texts[i])
                            .append("' THEN ")
                            .append(i)
                            .append(".5");
                }
                expected.add(i < keys ? i + ".5" : "-1");
            }
            assertEquals(expected, Cases.results(sql + " ELSE -1 END", batch), keys + " keys");
        }
    }
}
