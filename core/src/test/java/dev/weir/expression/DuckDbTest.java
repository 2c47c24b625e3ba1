package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.row.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Generated expressions give DuckDB's values, or differ in a way that is listed: {@link DuckDbDifference}. */
class DuckDbTest {
    private static List<String[]> recorded() throws IOException {
        try (InputStream in = DuckDbTest.class.getResourceAsStream("duckdb.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String[]> lines = new ArrayList<>();
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    lines.add(line.split("\t", -1));
                }
            }
            return lines;
        }
    }

    @Test
    void theRecordedExpressionsAreThoseOfTheSeed() throws IOException {
        List<String> recorded = recorded().stream().map(line -> line[0]).toList();
        assertEquals(DuckDbCases.expressions(), recorded, "run duckdb_cases.py again");
    }

    @Test
    void expressionsGiveDuckDbsValuesOrAListedDifference() throws IOException {
        Batch batch = DuckDbCases.batch();
        Map<String, Integer> counts = new TreeMap<>();
        List<String> unlisted = new ArrayList<>();
        int cells = 0;
        for (String[] line : recorded()) {
            List<String> weir;
            try {
                weir = Cases.results(line[0], batch);
            } catch (ExpressionException e) {
                unlisted.add(line[0] + "\n    is refused at " + e.offset() + ": " + e.getMessage());
                continue;
            }
            for (int row = 0; row < batch.rows(); row++) {
                cells++;
                String duck = line[row + 2];
                String name = same(weir.get(row), duck, line[1])
                        ? "equal"
                        : DuckDbDifference.of(line[0], weir.get(row), duck, line[1]);
                if (name == null) {
                    unlisted.add(line[0] + "\n    row " + row + ": " + weir.get(row) + ", DuckDB " + duck + " ("
                            + line[1] + ")");
                } else {
                    counts.merge(name, 1, Integer::sum);
                }
            }
        }
        System.out.println(
                "seed " + DuckDbCases.SEED + ", " + recorded().size() + " expressions, " + cells + " cells: " + counts);
        assertTrue(recorded().size() >= 2000);
        assertTrue(counts.getOrDefault("equal", 0) > cells * 8 / 10, "equal cells: " + counts);
        if (!unlisted.isEmpty()) {
            throw new AssertionFailedError(unlisted.size() + " unlisted differences, seed " + DuckDbCases.SEED + ":\n"
                    + String.join("\n", unlisted.subList(0, Math.min(40, unlisted.size()))));
        }
    }

    static boolean same(String weir, String duck, String type) {
        if (weir.equals("NULL") || duck.equals("\\N")) {
            return weir.equals("NULL") && duck.equals("\\N");
        }
        if (weir.startsWith("error: ") || duck.equals("\\E")) {
            return weir.startsWith("error: ") && duck.equals("\\E");
        }
        boolean number = type.startsWith("DECIMAL") || type.endsWith("INT") || type.equals("INTEGER");
        if (number) {
            return new BigDecimal(weir).compareTo(new BigDecimal(duck)) == 0;
        }
        return weir.equals(duck)
                || type.startsWith("TIMESTAMP") && new BigDecimalSeconds(weir).equals(new BigDecimalSeconds(duck));
    }

    /** A datetime's text without trailing zeros of the second. */
    private record BigDecimalSeconds(String text) {
        BigDecimalSeconds {
            text = text.contains(".") ? text.replaceAll("0+$", "") : text;
        }
    }
}
