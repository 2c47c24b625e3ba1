package dev.weir.checklist;

import dev.weir.descriptor.Schema;

/**
 * The formulas that checklists of frictionless-py have, as SQL: {@code ==} for {@code =}, texts in double quotes, lists in
 * square brackets, {@code None}, {@code is None}, {@code **} not. SQL is left as it is.
 */
final class PythonFormula {
    private PythonFormula() {}

    /** @param schema a word in double quotes that is a field of it stays a name */
    static String toSql(String formula, Schema schema) {
        StringBuilder sql = new StringBuilder(formula.length() + 8);
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (c == '\'' || c == '"') {
                int end = closing(formula, at);
                quoted(formula.substring(at + 1, end), c, schema, sql);
                at = Math.min(end + 1, formula.length());
            } else if (c == '=' && formula.startsWith("==", at)) {
                sql.append('=');
                at += 2;
            } else if (c == '[' || c == ']') {
                sql.append(c == '[' ? '(' : ')');
                at++;
            } else if (Character.isLetter(c) || c == '_') {
                int end = at;
                while (end < formula.length()
                        && (Character.isLetterOrDigit(formula.charAt(end)) || formula.charAt(end) == '_')) {
                    end++;
                }
                String word = formula.substring(at, end);
                sql.append(word.equals("None") && schema.indexOf(word) < 0 ? "NULL" : word);
                at = end;
            } else {
                sql.append(c);
                at++;
            }
        }
        return sql.toString();
    }

    /** The index of the quote that ends a text, a doubled one or one behind a backslash does not; else the end. */
    private static int closing(String formula, int start) {
        char quote = formula.charAt(start);
        int at = start + 1;
        while (at < formula.length()) {
            if (formula.charAt(at) == '\\') {
                at++;
            } else if (formula.charAt(at) == quote) {
                if (!formula.startsWith(String.valueOf(quote).repeat(2), at)) {
                    return at;
                }
                at++;
            }
            at++;
        }
        return formula.length();
    }

    private static void quoted(String inner, char quote, Schema schema, StringBuilder sql) {
        String name = inner.replace("\"\"", "\"");
        if (quote == '"' && schema.indexOf(name) >= 0) {
            sql.append('"').append(inner).append('"');
        } else {
            String text = quote == '"' ? name.replace("'", "''") : inner;
            sql.append('\'').append(text).append('\'');
        }
    }
}
