package dev.weir.run;

import dev.weir.descriptor.WeirException;

/** The run was told to stop. Nothing was published. */
public final class Interruption extends WeirException {
    private static final long serialVersionUID = 1L;

    public Interruption() {
        super("interrupted");
    }
}
