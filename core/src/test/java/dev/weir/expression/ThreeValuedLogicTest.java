package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeValuedLogicTest {
    private static final String[] VALUES = {"true", "false", null};

    /** All nine pairs, and the three values of one field three times. */
    private static Batch pairs() {
        List<String[]> rows = new ArrayList<>();
        for (String a : VALUES) {
            for (String b : VALUES) {
                rows.add(new String[] {a, b});
            }
        }
        return Cases.batch(Cases.schema("a boolean, b boolean"), rows.toArray(String[][]::new));
    }

    /** Results in the order TT TF TN FT FF FN NT NF NN. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a AND b, T F N F F F N F N",
        "a OR b, T T T T F N T N N",
        "NOT a, F F F T T T N N N",
        "a = b, T F N F T N N N N",
        "a <> b, F T N T F N N N N",
        "a < b, F F N T F N N N N",
        "a >= b, T T N F T N N N N",
        "a IS NULL, F F F F F F T T T",
        "a IS NOT NULL, T T T T T T F F F",
        "a IS TRUE, T T T F F F F F F",
        "a IS NOT TRUE, F F F T T T T T T",
        "a IS FALSE, F F F T T T F F F",
        "a IS UNKNOWN, F F F F F F T T T",
        "a IS NOT UNKNOWN, T T T T T T F F F",
        "a IS DISTINCT FROM b, F T T T F T T T F",
        "a IS NOT DISTINCT FROM b, T F F F T F F F T",
        "'a IN (b, NULL)', T N N N T N N N N",
        "'a NOT IN (b)', F T N T F N N N N",
        "'a BETWEEN b AND TRUE', T T N F T N N N N",
        "'COALESCE(a, b)', T T T F F F T F N",
        "'NULLIF(a, b)', N T T F N F N N N",
        "'IF(a, b, NOT b)', T F N F T N F T N",
        "CASE WHEN a THEN b END, T F N N N N N N N",
        "CASE a WHEN b THEN TRUE ELSE FALSE END, T F F F T F F F F",
        "'GREATEST(a, b)', T T T T F F T F N",
        "'LEAST(a, b)', T F T F F F T F N",
    })
    void truthTablesAreComplete(String sql, String expected) {
        List<String> letters = Cases.results(sql, pairs()).stream()
                .map(result -> result.equals("NULL") ? "N" : result.equals("true") ? "T" : "F")
                .toList();
        assertEquals(expected, String.join(" ", letters));
    }

    @Test
    void aCellThatIsNotThereIsMissing() {
        for (byte state : new byte[] {Column.ABSENT, Column.BAD, Column.NULL}) {
            Batch batch = pairs();
            batch.column(0).states = new byte[] {state, state, state, state, 0, 0, 0, 0, 0};
            assertEquals("true", Cases.results("COALESCE(a, b)", batch).get(0));
            assertEquals("true", Cases.results("a IS NULL", batch).get(0));
            assertEquals("NULL", Cases.results("NOT a", batch).get(0));
        }
    }

    @Test
    void selectTakesTheRowsThatAreTrueOnly() {
        Batch pairs = pairs();
        Evaluator evaluator = Expression.parse("a OR b").bind(pairs.schema()).evaluator();
        int[] rows = new int[9];
        assertEquals(5, evaluator.select(pairs, rows));
        assertEquals(List.of(0, 1, 2, 3, 6), List.of(rows[0], rows[1], rows[2], rows[3], rows[4]));
        assertEquals(0, evaluator.bad(rows));
    }

    @Test
    void selectTellsTheRowsThatFail() {
        Batch rows = Cases.batch(
                Cases.schema("x integer, s string"),
                new String[] {"1", "7"},
                new String[] {"0", "x"},
                new String[] {null, null},
                new String[] {"0", "9"});
        Evaluator evaluator = Expression.parse("x = 1 OR CAST(s AS INTEGER) > 8")
                .bind(rows.schema())
                .evaluator();
        int[] out = new int[4];
        assertEquals(2, evaluator.select(rows, out));
        assertEquals(List.of(0, 3), List.of(out[0], out[1]));
        assertEquals(1, evaluator.bad(out));
        assertEquals(1, out[0]);
        assertEquals("'x' is not an integer", evaluator.note(1));
    }

    @Test
    void aCellThatWasBadWhenItWasReadIsMissing() {
        Batch rows = Cases.batch(Cases.schema("x integer"), new String[] {"1"}, new String[] {null});
        rows.column(0).states[1] = dev.weir.row.Column.BAD;
        assertEquals(List.of("false", "true"), Cases.results("x IS NULL", rows));
        assertEquals(List.of("2", "NULL"), Cases.results("x + 1", rows));
        assertEquals(List.of("1", "NULL"), Cases.results("x", rows));
    }
}
