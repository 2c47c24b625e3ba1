package dev.weir.flow;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Composite;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.Staged;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a flow in order, each with the package as it stands before and behind it. Immutable; made whole or not at
 * all: a step that does not suit the package throws {@link FlowException}.
 */
public final class Plan {
    private final List<Planned> steps;

    private Plan(List<Planned> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Describes the steps one after the other, from an empty package. */
    public static Plan of(List<? extends Processor> processors) {
        return of(DataPackage.EMPTY, processors);
    }

    /** Describes the steps one after the other, from a package that has properties but no resource. */
    public static Plan of(DataPackage start, List<? extends Processor> processors) {
        List<Planned> steps = new ArrayList<>();
        DataPackage current = start;
        for (Processor processor : processors) {
            List<Planned> next = step(processor, current, steps);
            steps.addAll(next);
            current = after(next, current);
        }
        return whole(steps);
    }

    /** The package behind the last of {@code steps}. */
    static DataPackage after(List<Planned> steps, DataPackage before) {
        return steps.isEmpty() ? before : steps.get(steps.size() - 1).after();
    }

    /** A step behind those of {@code before}: itself, or its parts. */
    static List<Planned> step(Processor processor, DataPackage current, List<Planned> before) {
        if (processor instanceof Composite composite) {
            List<Planned> parts = new ArrayList<>();
            DataPackage reached = current;
            for (Processor part : composite.parts(current)) {
                parts.addAll(step(part, reached, before));
                reached = after(parts, current);
            }
            return parts;
        }
        if (processor instanceof Staged staged) {
            for (Planned other : before) {
                if (other.processor() instanceof Staged that && that.place().equals(staged.place())) {
                    throw new FlowException("two steps write to " + staged.place() + ": give one another place");
                }
            }
        }
        DataPackage described = processor.describe(current);
        return List.of(new Planned(processor, current, described, processor.operations(current)));
    }

    /** The plan of all its steps: says what becomes of bad cells that are read. */
    static Plan whole(List<Planned> steps) {
        List<Planned> settled = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Planned step = steps.get(i);
            List<Operation> operations = new ArrayList<>();
            for (Operation operation : step.operations()) {
                List<Operation> behind = step.operations()
                        .subList(operations.size() + 1, step.operations().size());
                boolean open = operation instanceof Operation.Read read && read.onError() == null;
                operations.add(
                        open && !isCheckedNext(operation, behind, steps.subList(i + 1, steps.size()))
                                ? failing((Operation.Read) operation)
                                : operation);
            }
            settled.add(new Planned(step.processor(), step.before(), step.after(), operations));
        }
        return new Plan(settled);
    }

    private static Operation failing(Operation.Read read) {
        return new Operation.Read(read.resource(), read.source(), OnError.FAIL, read.changes(), read.order());
    }

    /** Whether the first operation on the rows of {@code read} is a check: it decides about bad cells, too. */
    private static boolean isCheckedNext(Operation read, List<Operation> behind, List<Planned> later) {
        List<Operation> following = new ArrayList<>(behind);
        later.forEach(step -> following.addAll(step.operations()));
        for (Operation operation : following) {
            if (operation.inputs().contains(read.output())) {
                return operation instanceof Operation.Check;
            }
        }
        return false;
    }

    /** A plan of the same steps, each carried out in another way. */
    public Plan with(List<Planned> others) {
        return new Plan(others);
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
