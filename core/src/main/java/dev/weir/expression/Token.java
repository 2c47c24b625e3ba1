package dev.weir.expression;

import java.util.Locale;

/** A piece of an expression's text: {@code text} is its meaning (quotes taken off), {@code at} and {@code end} its place. */
record Token(Kind kind, String text, int at, int end) {
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Whether this is the word {@code upper}, in any case. */
    boolean isWord(String upper) {
        return kind == Kind.WORD && text.length() == upper.length() && text.equalsIgnoreCase(upper);
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** The token as a message names it. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the text '" + text + "'";
            case QUOTED -> "\"" + text + "\"";
            default -> "'" + text + "'";
        };
    }
}
