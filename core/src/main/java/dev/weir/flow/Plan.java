package dev.weir.flow;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a flow in order, each with the package as it stands before and behind it. Immutable; made whole or not at
 * all: a step that does not suit the package throws {@link dev.weir.process.FlowException}.
 */
public final class Plan {
    private final List<Planned> steps;

    private Plan(List<Planned> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Describes the steps one after the other, from an empty package. */
    public static Plan of(List<? extends Processor> processors) {
        List<Planned> steps = new ArrayList<>();
        DataPackage current = DataPackage.EMPTY;
        for (Processor processor : processors) {
            DataPackage described = processor.describe(current);
            steps.add(new Planned(processor, current, described, processor.operations(current)));
            current = described;
        }
        return new Plan(steps);
    }

    public List<Planned> steps() {
        return steps;
    }

    /** The package as it stands behind the last step. */
    public DataPackage result() {
        return steps.isEmpty() ? DataPackage.EMPTY : steps.get(steps.size() - 1).after();
    }

    /** A step in its place. */
    public record Planned(Processor processor, DataPackage before, DataPackage after, List<Operation> operations) {}
}
