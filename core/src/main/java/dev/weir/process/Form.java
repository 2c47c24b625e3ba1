package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.process.origin.Origins;
import java.util.List;

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

    /**
     * Of which fields of its inputs it makes the fields of its output, and which decide about rows. By default what is true
     * of any form: all of all. A form that knows more says so; it must not say less.
     *
     * @param inputs the schemas of its inputs, in their order
     */
    default Origins origins(List<Schema> inputs, Schema output) {
        return Origins.unknown(inputs, output);
    }
}
