package dev.weir.numbering;

import dev.weir.descriptor.WeirException;

/** A version that was asked for cannot be given; the message says what could be. */
public final class VersionException extends WeirException {
    private static final long serialVersionUID = 1;

    VersionException(String message) {
        super(message);
    }
}
