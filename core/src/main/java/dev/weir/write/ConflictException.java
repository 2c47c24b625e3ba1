package dev.weir.write;

import dev.weir.descriptor.WeirException;

/**
 * A target that cannot be written to as it stands: it is not ours, in the way, or was changed by someone else while the
 * run worked. Nothing was changed.
 */
public final class ConflictException extends WeirException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
