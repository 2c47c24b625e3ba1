package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {
    private static final Schema SCHEMA = Cases.schema("i integer, n number, s string, d date, b boolean, p duration");
    private static final Batch ROWS = Cases.batch(
            SCHEMA,
            new String[] {"1", "1.50", "b", "2024-01-02", "true", "P1M"},
            new String[] {"2", null, "a", "2024-01-01", "false", "PT5S"},
            new String[] {null, "2.5", "b", null, null, null},
            new String[] {"2", "-4", null, "2024-01-03", "true", "P2M"});

    private static String aggregate(String sql, Batch batch) {
        return aggregates(sql, batch, new int[batch.rows()], 1).get(0);
    }

    private static List<String> aggregates(String sql, Batch batch, int[] groups, int count) {
        BoundAggregate bound = Expression.parse(sql).bindAggregate(batch.schema());
        List<Column> results = new ArrayList<>();
        for (AggregateCall call : bound.calls()) {
            Accumulator accumulator = call.accumulator();
            accumulator.accumulate(batch, groups, count);
            results.add(accumulator.result(count));
        }
        return combined(bound, results, count);
    }

    private static List<String> combined(BoundAggregate bound, List<Column> results, int count) {
        Evaluator evaluator = bound.evaluator();
        Column column = evaluator.evaluate(new Batch(bound.callSchema(), count, results, 0, null));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value = column.value(i);
            texts.add(
                    column.isBad(i)
                            ? "error: " + evaluator.note(i)
                            : value == null
                                    ? "NULL"
                                    : dev.weir.type.CellType.of(bound.result("x"), List.of())
                                            .formatValue(value));
        }
        return texts;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "COUNT(*) ~ 4",
                "COUNT(i) ~ 3",
                "COUNT(DISTINCT i) ~ 2",
                "COUNT(*) FILTER (WHERE n > 0) ~ 2",
                "COUNT_IF(n > 0) ~ 2",
                "COUNT_IF(n > 0) FILTER (WHERE i > 0) ~ 1",
                "COUNT_IF(n > 100) ~ 0",
                "ANY_VALUE(s) ~ b",
                "SUM(i) ~ 5",
                "SUM(n) ~ 0",
                "SUM(DISTINCT i) ~ 3",
                "SUM(ROUND(n, 2)) ~ 0.00",
                "SUM(n) FILTER (WHERE s = 'x') ~ NULL",
                "SUM(p) ~ P3MT5S",
                "AVG(i) ~ 1.666666666666666666666666666666667",
                "AVG(n) ~ 0",
                "MIN(n) ~ -4",
                "MAX(s) ~ b",
                "MIN(d) ~ 2024-01-01",
                "FIRST(d) ~ 2024-01-02",
                "LAST(s) ~ b",
                "EVERY(b) ~ false",
                "BOOL_OR(b) ~ true",
                "LISTAGG(s) ~ b,a,b",
                "STRING_AGG(DISTINCT s, '; ') ~ a; b",
                "VAR_POP(i) ~ 0.2222222222222222222222222222222222",
                "VAR_SAMP(i) ~ 0.3333333333333333333333333333333333",
                "STDDEV_POP(i) ~ 0.4714045207910316829338962414032327",
                "VAR_SAMP(i) FILTER (WHERE i = 1) ~ NULL",
                "MEDIAN(n) ~ 1.5",
                "MEDIAN(i) FILTER (WHERE d IS NOT NULL AND s IS NOT NULL) ~ 1.5",
                "PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY n) ~ -1.25",
                "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY d) ~ 2024-01-02",
                "PERCENTILE_DISC(0.1) WITHIN GROUP (ORDER BY d DESC) ~ 2024-01-03",
                "SUM(i) / COUNT(*) ~ 1.25",
                "SUM(i) / SUM(n) ~ error: division by zero: 5 / 0",
                "COALESCE(MAX(i) - MIN(i), 0) * 10 ~ 10",
                "CAST(SUM(i) AS VARCHAR) || ' in ' || CAST(COUNT(*) AS VARCHAR) ~ 5 in 4",
            })
    void gives(String sql, String expected) {
        assertEquals(expected, aggregate(sql, ROWS));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "SUM(i) + n ~ 9 ~ 'n' has many values in a group; put it into an aggregate: MIN(n)",
                "SUM(MAX(i)) ~ 4 ~ aggregates do not stand inside each other",
                "SUM(s) ~ 4 ~ SUM takes (integer) or (number) or (duration), not a string here",
                "SUM(amount) ~ 4 ~ no field is called 'amount'",
                "PERCENTILE_CONT(2) WITHIN GROUP (ORDER BY n) ~ 16 ~ the share must be a constant between 0 and 1",
                "COUNT() ~ 0 ~ COUNT takes (any), not 0 arguments",
            })
    void whatCannotBeTypedSaysWhereAndWhy(String sql, int offset, String message) {
        ExpressionException thrown = assertThrows(
                ExpressionException.class, () -> Expression.parse(sql).bindAggregate(SCHEMA));
        assertEquals(message, thrown.getMessage());
        assertEquals(offset, thrown.offset());
    }

    @Test
    void rowsWhoseArgumentFailsAreLeftOutAndTold() {
        AggregateCall call = Expression.parse("SUM(10 / (i - 1))")
                .bindAggregate(SCHEMA)
                .calls()
                .get(0);
        Accumulator accumulator = call.accumulator();
        accumulator.accumulate(ROWS, new int[4], 1);
        int[] bad = new int[4];
        assertEquals(1, accumulator.bad(bad));
        assertEquals(0, bad[0]);
        assertEquals("division by zero: 10 / 0", accumulator.note(0));
        assertEquals(new BigDecimal(20), accumulator.result(1).value(0));
    }

    private static final String[] ALL = {
        "COUNT(*)",
        "COUNT(n)",
        "COUNT(DISTINCT n)",
        "SUM(i)",
        "SUM(n)",
        "SUM(DISTINCT n)",
        "SUM(p)",
        "AVG(n)",
        "MIN(n)",
        "MAX(s)",
        "MIN(i)",
        "MAX(d)",
        "FIRST(s)",
        "LAST(n)",
        "BOOL_AND(b)",
        "BOOL_OR(b)",
        "LISTAGG(s)",
        "STDDEV_SAMP(n)",
        "VAR_POP(i)",
        "MEDIAN(n)",
        "PERCENTILE_DISC(0.3) WITHIN GROUP (ORDER BY s)"
    };

    private static Object number(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> new BigDecimal(new BigInteger(200, random), random.nextInt(40));
            case 3, 4 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(19));
            default -> BigDecimal.valueOf(random.nextInt(400) - 200, 2);
        };
    }

    private static Object integer(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new BigInteger(100, random).negate();
            case 1, 2, 3 -> random.nextLong();
            default -> (long) random.nextInt(5);
        };
    }

    /** Rows with labels that all differ. */
    private static Batch rows(Random random, int count, int from) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < count; i++) {
            Object[] values = {
                integer(random),
                number(random),
                new String[] {"", "a", "ß", "a,1:b", "longer than eight bytes"}[random.nextInt(5)],
                LocalDate.of(2024, 1, 1).plusDays(random.nextInt(5)),
                random.nextBoolean(),
                new dev.weir.row.CalendarDuration(random.nextInt(9) - 4, BigDecimal.valueOf(random.nextInt(99), 1))
            };
            for (int j = 0; j < values.length; j++) {
                builder.column(j).append(random.nextInt(6) == 0 ? null : values[j]);
            }
            builder.endRow(from + i);
        }
        return builder.build();
    }

    private static int[] groups(Random random, int rows, int groups) {
        int[] of = new int[rows];
        for (int i = 0; i < rows; i++) {
            of[i] = random.nextInt(groups + 1) - 1;
        }
        return of;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergingAnySplitGivesTheWhole(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(300);
        int groups = 1 + random.nextInt(7);
        Batch all = rows(random, count, 0);
        int[] groupOfRow = groups(random, count, groups);
        for (String sql : ALL) {
            BoundAggregate bound = Expression.parse(sql).bindAggregate(SCHEMA);
            AggregateCall call = bound.calls().get(0);
            Accumulator whole = call.accumulator();
            whole.accumulate(all, groupOfRow, groups);
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(i);
            }
            Collections.shuffle(rows, random);
            int parts = 1 + random.nextInt(4);
            Accumulator merged = call.accumulator();
            for (int part = 0; part < parts; part++) {
                Accumulator one = call.accumulator();
                int from = count * part / parts;
                int to = count * (part + 1) / parts;
                int[] some = rows.subList(from, to).stream().mapToInt(r -> r).toArray();
                int[] of = new int[some.length];
                for (int i = 0; i < some.length; i++) {
                    of[i] = groupOfRow[some[i]] < 0 ? -1 : groups - 1 - groupOfRow[some[i]];
                }
                one.accumulate(all.gather(some, some.length), of, groups);
                int[] map = new int[groups];
                for (int g = 0; g < groups; g++) {
                    map[g] = groups - 1 - g;
                }
                merged.merge(one, map, groups);
            }
            Accumulator restored = call.accumulator();
            int[] same = new int[groups];
            for (int g = 0; g < groups; g++) {
                same[g] = g;
            }
            List<Column> state = merged.state(groups);
            assertEquals(merged.stateFields().size(), state.size());
            restored.restore(state, groups, same, groups);
            List<String> expected = combined(bound, List.of(whole.result(groups)), groups);
            assertEquals(expected, combined(bound, List.of(merged.result(groups)), groups), sql + " seed " + seed);
            assertEquals(expected, combined(bound, List.of(restored.result(groups)), groups), sql + " seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void rowsThatAreTakenAwayLeaveNothing(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(200);
        int groups = 1 + random.nextInt(5);
        Batch kept = rows(random, count, 0);
        Batch gone = rows(random, count, count);
        int[] groupOfKept = groups(random, count, groups);
        int[] groupOfGone = groups(random, count, groups);
        long[] plus = new long[count];
        long[] minus = new long[count];
        for (int i = 0; i < count; i++) {
            plus[i] = 1 + random.nextInt(3);
            minus[i] = -plus[i];
        }
        int inverted = 0;
        for (String sql : ALL) {
            BoundAggregate bound = Expression.parse(sql).bindAggregate(SCHEMA);
            AggregateCall call = bound.calls().get(0);
            Accumulator plain = call.accumulator();
            plain.accumulate(kept, groupOfKept, groups);
            if (!plain.invertible()) {
                continue;
            }
            inverted++;
            Accumulator changed = call.accumulator();
            changed.accumulate(gone, groupOfGone, groups, plus);
            changed.accumulate(kept, groupOfKept, groups);
            changed.accumulate(gone, groupOfGone, groups, minus);
            assertEquals(
                    combined(bound, List.of(plain.result(groups)), groups),
                    combined(bound, List.of(changed.result(groups)), groups),
                    sql + " seed " + seed);
        }
        assertTrue(inverted >= 14, "invertible aggregates: " + inverted);
    }
}
