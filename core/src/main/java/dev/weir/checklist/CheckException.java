package dev.weir.checklist;

import dev.weir.descriptor.Schema;

/** A table that a check cannot be made of; the message says what it lacks. */
public final class CheckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckException(String message) {
        super(message);
    }

    /** The index of a field. */
    static int field(Schema schema, String name, String check) {
        int index = schema.indexOf(name);
        if (index < 0) {
            throw new CheckException("the check " + check + " is of the field \"" + name
                    + "\", which is not there; there are: " + String.join(", ", schema.names()));
        }
        return index;
    }
}
