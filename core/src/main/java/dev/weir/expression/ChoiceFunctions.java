package dev.weir.expression;

import dev.weir.expression.Function.Family;
import java.util.List;

/** Functions that choose among their arguments, and those of a run. */
final class ChoiceFunctions {
    static final List<Function> TABLE = List.of(
            of("COALESCE", "same...", "same", "the first that is not missing", "COALESCE(NULL, 'b', 'c')", "b"),
            of(
                    "NULLIF",
                    "same, same",
                    "first",
                    "missing where both are equal, else the first",
                    "NULLIF('-', '-')",
                    "NULL"),
            of(
                    "IF",
                    "boolean, same, same",
                    "same",
                    "the second where the first is TRUE, else the third",
                    "IF(1 < 2, 'a', 'b')",
                    "a"),
            of("GREATEST", "same...", "same", "the greatest that is not missing", "GREATEST(1, NULL, 2.5)", "2.5"),
            of("LEAST", "same...", "same", "the least that is not missing", "LEAST('b', 'a')", "a"),
            of(
                    "CONCAT",
                    "string...",
                    "string",
                    "joined; missing ones count as empty, unlike with ||",
                    "CONCAT('a', NULL, 'b')",
                    "ab"),
            of(
                    "CONCAT_WS",
                    "string, string...",
                    "string",
                    "joined with the first between them; missing ones are left out",
                    "CONCAT_WS('-', 'a', NULL, 'b')",
                    "a-b"),
            of(
                    "CURRENT_DATE",
                    "",
                    "date",
                    "the date when the run began, in UTC; written without brackets",
                    "CURRENT_DATE",
                    "2024-05-01"),
            of(
                    "CURRENT_TIMESTAMP",
                    "",
                    "datetime",
                    "the instant when the run began, in UTC; written without brackets",
                    "CURRENT_TIMESTAMP",
                    "2024-05-01T12:30:00Z"),
            of(
                    "LOCALTIMESTAMP",
                    "",
                    "datetime",
                    "the same without a zone; written without brackets",
                    "LOCALTIMESTAMP",
                    "2024-05-01T12:30:00"));

    private ChoiceFunctions() {}

    private static Function of(
            String name, String arguments, String result, String summary, String example, String expected) {
        return new Function(Family.CHOICE, name, arguments, result, summary, example, expected);
    }
}
