package dev.weir.delta;

/**
 * A change cannot be carried through: rows in error, a type of key without an order of bytes, state that is not whole. The
 * flow is to be run as a whole; nothing was changed.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason for people, in a few words */
    public RefusedException(String reason) {
        super(reason);
    }
}
