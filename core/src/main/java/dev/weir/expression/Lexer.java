package dev.weir.expression;

import dev.weir.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an expression's text into tokens. Comments ({@code --} to the end of the line, and between {@code /*} and {@code
 * *}{@code /}) and blanks separate.
 */
final class Lexer {
    private static final int MAX_LENGTH = 100_000;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        if (sql.length() > MAX_LENGTH) {
            throw new ExpressionException("an expression may have " + MAX_LENGTH + " characters", MAX_LENGTH, 0);
        }
        Lexer lexer = new Lexer(sql);
        while (lexer.next()) {}
        lexer.tokens.add(new Token(Kind.END, "", sql.length(), sql.length()));
        return lexer.tokens;
    }

    private boolean next() {
        if (at >= sql.length()) {
            return false;
        }
        char c = sql.charAt(at);
        if (Character.isWhitespace(c) || c == '\u00a0') {
            at++;
        } else if (c == '-' && peek(1) == '-') {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (c == '/' && peek(1) == '*') {
            int end = sql.indexOf("*/", at + 2);
            if (end < 0) {
                throw new ExpressionException("a comment that is not closed", at, sql.length() - at);
            }
            at = end + 2;
        } else if (c == '\'') {
            add(Kind.STRING, '\'', "a text that is not closed: write ' behind it");
        } else if (c == '"') {
            add(Kind.QUOTED, '"', "a name that is not closed: write \" behind it");
        } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            number();
        } else if (c == '_' || Character.isLetter(Character.codePointAt(sql, at))) {
            word();
        } else {
            sign(c);
        }
        return true;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void add(Kind kind, char quote, String open) {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c != quote) {
                text.append(c);
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i++;
            } else {
                tokens.add(new Token(kind, text.toString(), at, i + 1));
                at = i + 1;
                return;
            }
        }
        throw new ExpressionException(open, at, sql.length() - at);
    }

    private void number() {
        int start = at;
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if ((peek(0) == 'e' || peek(0) == 'E') && (isDigit(peek(1)) || isSigned(peek(1)) && isDigit(peek(2)))) {
            at += 2;
            digits();
        }
        if (at < sql.length() && Character.isUnicodeIdentifierPart(sql.charAt(at))) {
            throw new ExpressionException(
                    "'" + sql.substring(start, at + 1)
                            + "' is not a number; a name that begins with a digit is quoted: \""
                            + sql.substring(start, at + 1) + "…\"",
                    start,
                    at + 1 - start);
        }
        tokens.add(new Token(Kind.NUMBER, sql.substring(start, at), start, at));
    }

    private static boolean isSigned(char c) {
        return c == '+' || c == '-';
    }

    private void digits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private void word() {
        int start = at;
        while (at < sql.length()) {
            int point = sql.codePointAt(at);
            if (!Character.isUnicodeIdentifierPart(point) && point != '$' || Character.isIdentifierIgnorable(point)) {
                break;
            }
            at += Character.charCount(point);
        }
        tokens.add(new Token(Kind.WORD, sql.substring(start, at), start, at));
    }

    private void sign(char c) {
        String two = at + 2 <= sql.length() ? sql.substring(at, at + 2) : "";
        int length = two.equals("<>") || two.equals("!=") || two.equals("<=") || two.equals(">=") || two.equals("||")
                ? 2
                : 1;
        if (length == 1 && "+-*/%=<>(),".indexOf(c) < 0) {
            throw new ExpressionException(misplaced(c), at, 1);
        }
        tokens.add(new Token(Kind.SIGN, sql.substring(at, at + length), at, at + length));
        at += length;
    }

    private String misplaced(char c) {
        return switch (c) {
            case '`', '[' -> "a field name is quoted by \", not by " + c;
            case ';' -> "an expression ends without ;";
            case '^' -> "'^' has no meaning here; write POWER(x, y)";
            case '.' -> "'.' has no meaning here; a field name with a dot is quoted: \"a.b\"";
            case '&' -> "'&' has no meaning here; write AND, or || to join texts";
            case '!' -> "'!' has no meaning here; write NOT, or <>";
            default -> "'" + new String(Character.toChars(sql.codePointAt(at))) + "' has no meaning here";
        };
    }
}
