package dev.weir.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows a Python formula when one stands where SQL is wanted, and says it in SQL as far as it can. */
final class PythonFormula {
    private static final Pattern MARKS = Pattern.compile(
            "\\blambda\\b|==|\\brow\\s*\\[|\\br\\s*\\[\\s*['\"]|\\.(lower|upper|strip|startswith|endswith)\\(|\\bis\\s+(not\\s+)?None\\b"
                    + "|\\bNone\\b|\\*\\*");
    private static final Pattern TEXTS = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String ARGUMENT = "(\\w+|\"\\w+\")";

    private PythonFormula() {}

    /** Whether {@code text} cannot be SQL but looks like Python. Texts in quotes do not count. */
    static boolean isPython(String text) {
        return MARKS.matcher(text).find() && MARKS.matcher(unquoted(text)).find();
    }

    private static String unquoted(String text) {
        String rows = text.replaceAll("\\b(row|r)\\s*\\[\\s*(['\"])(\\w+)\\2\\s*]", "row[$3]");
        return TEXTS.matcher(rows).replaceAll("''");
    }

    /** The formula in SQL: operators, literals, field access and the common text methods. */
    static String sql(String python) {
        String text = python.strip();
        Matcher lambda = Pattern.compile("^lambda\\s+(\\w+)\\s*:\\s*").matcher(text);
        String row = lambda.find() ? lambda.group(1) : "row";
        text = lambda.replaceFirst("");
        text = text.replaceAll("\\b" + row + "\\s*\\[\\s*(['\"])(\\w+)\\1\\s*]", "$2");
        text = text.replaceAll("\\b" + row + "\\.get\\(\\s*(['\"])(\\w+)\\1\\s*\\)", "$2");
        text = text.replaceAll("\\b" + row + "\\.(\\w+)\\b(?!\\()", "$1");
        StringBuilder sql = new StringBuilder();
        Matcher quoted = TEXTS.matcher(text);
        int end = 0;
        StringBuilder code = new StringBuilder();
        java.util.List<String> texts = new java.util.ArrayList<>();
        while (quoted.find()) {
            code.append(text, end, quoted.start()).append('\u0001');
            String value = quoted.group();
            texts.add("'"
                    + value.substring(1, value.length() - 1).replace("\\'", "'").replace("'", "''") + "'");
            end = quoted.end();
        }
        String replaced = operators(code.append(text, end, text.length()).toString());
        int next = 0;
        for (int i = 0; i < replaced.length(); i++) {
            char c = replaced.charAt(i);
            sql.append(c == '\u0001' ? texts.get(next++) : String.valueOf(c));
        }
        return sql.toString();
    }

    private static String operators(String code) {
        String sql = code.replaceAll(ARGUMENT + "\\.lower\\(\\)", "LOWER($1)")
                .replaceAll(ARGUMENT + "\\.upper\\(\\)", "UPPER($1)")
                .replaceAll(ARGUMENT + "\\.strip\\(\\)", "TRIM($1)")
                .replaceAll(ARGUMENT + "\\s*\\*\\*\\s*(\\w+)", "POWER($1, $2)");
        sql = sql.replaceAll("\\bis\\s+not\\s+None\\b|!=\\s*None\\b", "IS NOT NULL");
        sql = sql.replaceAll("\\bis\\s+None\\b|==\\s*None\\b", "IS NULL");
        sql = sql.replaceAll("\\bNone\\b", "NULL")
                .replaceAll("\\bTrue\\b", "TRUE")
                .replaceAll("\\bFalse\\b", "FALSE");
        sql = sql.replace("==", "=").replace("!=", "<>");
        sql = sql.replaceAll("\\bnot\\s+in\\b", "NOT IN").replaceAll("\\bin\\b", "IN");
        return sql.replaceAll("\\band\\b", "AND").replaceAll("\\bor\\b", "OR").replaceAll("\\bnot\\b", "NOT");
    }
}
