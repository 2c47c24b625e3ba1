package dev.weir.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows a Python formula when one stands where SQL is wanted, and says it in SQL as far as it can; and patterns of {@code re}. */
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

    /** A replacement: {@code \1} and {@code \g<1>} are groups, {@code $} is a character as any other. */
    static String replacement(String python) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < python.length(); i++) {
            char c = python.charAt(i);
            if (c == '$') {
                text.append("\\$");
            } else if (c != '\\' || i + 1 == python.length()) {
                text.append(c == '\\' ? "\\\\" : String.valueOf(c));
            } else {
                i = escaped(python, i + 1, text);
            }
        }
        return text.toString();
    }

    /** What stands behind a backslash at {@code i - 1}; where it ends. */
    private static int escaped(String python, int i, StringBuilder text) {
        char c = python.charAt(i);
        int end = python.indexOf('>', i);
        if (Character.isDigit(c)) {
            text.append('$').append(c);
        } else if (c == 'g' && python.startsWith("g<", i) && end > 0) {
            String group = python.substring(i + 2, end);
            text.append(Character.isDigit(group.charAt(0)) ? "$" + group : "${" + group + "}");
            return end;
        } else if (c == 'n' || c == 't') {
            text.append(c == 'n' ? '\n' : '\t');
        } else {
            text.append('\\').append(c);
        }
        return i;
    }

    /** A text as the pattern that matches cells that are equal to it. */
    static String whole(String text) {
        return "^\\Q" + text.replace("\\E", "\\E\\\\E\\Q") + "\\E$";
    }

    /** A text as a replacement of itself. */
    static String literal(String text) {
        return text.replace("\\", "\\\\").replace("$", "\\$");
    }
}
