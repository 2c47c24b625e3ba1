package dev.weir.expression;

import dev.weir.row.Batch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The expressions that {@link DuckDbTest} compares, and the rows that they are computed over.
 *
 * <p>{@code main FILE} writes them; {@code duckdb_cases.py FILE} computes them with DuckDB and writes the results beside
 * this class's resources.
 */
final class DuckDbCases {
    static final long SEED = 20240501;
    static final int COUNT = 2600;

    private static final String[][] ROWS = {
        {"1", "1", "1.50", "0.125", "EUR", "a", "2024-01-31", "2024-02-29", "2024-02-29T12:30:15", "true", "true"},
        {
            "2",
            "-3",
            "-4.00",
            "2.500",
            "USD",
            "EUR",
            "2024-02-29",
            "2023-12-31",
            "2023-12-31T23:59:59.25",
            "true",
            "false"
        },
        {"0", "7", "0.00", "-0.005", "a", "", "1969-12-31", "1970-01-01", "1969-12-31T23:59:59", "false", "true"},
        {"-5", "2", "100.05", "3.000", "", " x y ", "2000-12-31", "2001-01-01", "2000-01-01T00:00:00", "false", "false"
        },
        {null, "4", null, "1.250", null, "b", null, "2024-03-15", null, null, "true"},
        {"12", null, "7.25", null, "Ünï€😀", null, "2023-07-04", null, "2024-06-30T06:07:08", "true", null},
        {
            "100",
            "100",
            "2.50",
            "2.500",
            "a-b c",
            "a-b c",
            "2024-05-01",
            "2024-05-01",
            "2024-05-01T00:00:00",
            null,
            "false"
        },
        {null, null, null, null, null, null, null, null, null, null, null},
        {"41", "-6", "-0.01", "9.999", "aaXaa", "aa", "1900-02-28", "2100-12-25", "1950-05-05T05:05:05.5", "false", null
        },
        {
            "7",
            "12",
            "12.34",
            "-1.250",
            "xEURx",
            "Straße",
            "2024-12-30",
            "2020-02-29",
            "2024-12-30T23:00:00",
            "true",
            "true"
        },
    };

    private DuckDbCases() {}

    static Batch batch() {
        return Cases.batch(Cases.schema(ExpressionGenerator.FIELDS), ROWS);
    }

    /** The cells of a row, in canonical text. */
    static String[] row(int index) {
        return ROWS[index];
    }

    /** Different expressions, each of which Weir can type. */
    static List<String> expressions() {
        ExpressionGenerator generator = new ExpressionGenerator(SEED);
        Set<String> expressions = new LinkedHashSet<>();
        while (expressions.size() < COUNT) {
            String sql = generator.expression();
            if (sql.length() <= 400) {
                expressions.add(sql);
            }
        }
        return new ArrayList<>(expressions);
    }

    public static void main(String[] arguments) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String[] row : ROWS) {
            for (int i = 0; i < row.length; i++) {
                lines.append(i == 0 ? "" : "\t").append(row[i] == null ? "\\N" : row[i]);
            }
            lines.append('\n');
        }
        lines.append("\n");
        for (String sql : expressions()) {
            lines.append(sql).append('\n');
        }
        Files.write(Path.of(arguments[0]), lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
