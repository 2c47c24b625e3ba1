package dev.weir.process;

import dev.weir.descriptor.DataPackage;
import java.util.ArrayList;
import java.util.List;

/**
 * A step made of steps: in a plan its parts stand one after the other. A part may make a resource that a later part takes
 * away again.
 */
public interface Composite extends Processor {

    /** The steps, in order; what they do to the package is what this step does. */
    List<Processor> parts(DataPackage input);

    @Override
    default DataPackage describe(DataPackage input) {
        DataPackage result = input;
        for (Processor part : parts(input)) {
            result = part.describe(result);
        }
        return result;
    }

    /** Those of the parts, in order. */
    @Override
    default List<Operation> operations(DataPackage input) {
        List<Operation> operations = new ArrayList<>();
        DataPackage current = input;
        for (Processor part : parts(input)) {
            operations.addAll(part.operations(current));
            current = part.describe(current);
        }
        return operations;
    }
}
