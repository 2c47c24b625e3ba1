package dev.weir.process;

import dev.weir.descriptor.DataPackage;
import java.util.List;

/**
 * A step of a flow, ready to run: two halves, both pure. Immutable.
 *
 * <p>{@link #describe} and {@link #operations} throw {@link FlowException} with every finding where the package as it
 * stands does not suit the step (an unknown field, a type clash): before row 1.
 */
public interface Processor {

    /** The step's name in flow files, in kebab case. */
    String name();

    /** Changed by its author when the same options give other output. Part of the step's identity. */
    default String version() {
        return "1";
    }

    /** What the step's options say, in a canonical form. Part of the step's identity. */
    String configuration();

    /**
     * Whether name, version, configuration and the code of its classes say all that the step does. Not so where it was
     * given a function: then what it gave before does not count in the next run.
     */
    default boolean hasIdentity() {
        return true;
    }

    /** The package as it stands behind the step. */
    DataPackage describe(DataPackage input);

    /** The row half; resources that no operation names pass untouched. */
    List<Operation> operations(DataPackage input);
}
