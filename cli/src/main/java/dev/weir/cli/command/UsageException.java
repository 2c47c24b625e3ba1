package dev.weir.cli.command;

import dev.weir.descriptor.WeirException;

/** A command line that cannot be meant so: exit code 2. The message says what to write instead. */
public final class UsageException extends WeirException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
