package dev.weir.expression;

import dev.weir.descriptor.WeirException;

/** An expression that cannot be read or typed; thrown before the first row. */
public final class ExpressionException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final int offset;
    private final int length;

    public ExpressionException(String message, int offset, int length) {
        super(message);
        this.offset = offset;
        this.length = length;
    }

    /** Where in the expression's text the trouble begins, in UTF-16 units from 0. */
    public int offset() {
        return offset;
    }

    /** How many units it covers, 0 at the end of the text. */
    public int length() {
        return length;
    }
}
