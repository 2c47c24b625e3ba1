package dev.weir.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Weir throws at its caller. Bad data never throws: it is a row error in a report. A bad
 * definition and a failing world do.
 */
public abstract class WeirException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected WeirException(String message) {
        super(message);
    }

    protected WeirException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
