package dev.weir.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.row.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laws of generated expressions. */
class GeneratedExpressionTest {
    private static final long SEED = 77;

    private static List<String> some() {
        ExpressionGenerator generator = new ExpressionGenerator(SEED);
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            some.add(generator.expression());
        }
        return some;
    }

    @Test
    void rowsTogetherGiveWhatEachRowGivesAlone() {
        Batch batch = DuckDbCases.batch();
        for (String sql : some()) {
            List<String> alone = new ArrayList<>();
            for (int row = 0; row < batch.rows(); row++) {
                alone.add(Cases.results(sql, batch.gather(new int[] {row}, 1)).get(0));
            }
            assertEquals(alone, Cases.results(sql, batch), sql + " seed " + SEED);
        }
    }

    @Test
    void canonicalTextIsReadAsTheSameExpression() {
        for (String sql : some()) {
            String canonical = Expression.parse(sql).sql();
            assertEquals(canonical, Expression.parse(canonical).sql(), "seed " + SEED);
        }
    }

    @Test
    void anExpressionOfConstantsIsFoldedToWhatItGivesOnRows() {
        Batch batch = DuckDbCases.batch();
        for (String sql : some()) {
            String[] row = DuckDbCases.row(3);
            String constant = sql;
            String[] names = ExpressionGenerator.FIELDS.split(", ");
            for (int i = 0; i < names.length; i++) {
                String name = names[i].split(" ")[0];
                constant = replaced(constant, name, literal(names[i].split(" ")[1], row[i]));
            }
            assertEquals(
                    Cases.results(sql, batch).get(3),
                    Cases.results(constant, batch).get(3),
                    sql + " as " + constant + " seed " + SEED);
        }
    }

    /** Replaces a name outside quotes. */
    private static String replaced(String sql, String name, String value) {
        String[] parts = sql.split("'", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] =
                    parts[i].replaceAll("\\b" + name + "\\b(?!\\()", java.util.regex.Matcher.quoteReplacement(value));
        }
        return String.join("'", parts);
    }

    private static String literal(String type, String text) {
        String quoted = "'" + text + "'";
        return switch (type) {
            case "string" -> quoted;
            case "date" -> "DATE " + quoted;
            case "datetime" -> "TIMESTAMP " + quoted;
            default -> text.startsWith("-") ? "(" + text + ")" : text;
        };
    }
}
