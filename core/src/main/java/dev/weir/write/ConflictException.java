package dev.weir.write;

import dev.weir.descriptor.WeirException;
import java.io.IOException;

/**
 * A target that cannot be written to as it stands: it is not ours, in the way, or was changed by someone else while the
 * run worked. Nothing was changed.
 */
public final class ConflictException extends WeirException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }

    /** Another run was faster: the world's fault, not that of the definition. */
    public ConflictException(String message, IOException world) {
        super(message, world);
    }
}
