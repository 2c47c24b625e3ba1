package dev.weir.process;

/**
 * The row half of a step: one of five forms, each a promise about how the output follows from the input, and so how it
 * follows changes of the input. A form is immutable and safe for several threads; what it opens for a run belongs to
 * one thread.
 */
public sealed interface Form permits Each, Join, Group, Scan, Whole {

    /** The form's name as {@code weir explain} prints it. */
    default String formName() {
        return this instanceof Each
                ? "Each"
                : this instanceof Join
                        ? "Join"
                        : this instanceof Group ? "Group" : this instanceof Scan<?> ? "Scan" : "Whole";
    }
}
