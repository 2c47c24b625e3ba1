package dev.weir.purity;

import dev.weir.flow.Plan;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a plan whose functions are called twice on the same rows, all of one batch, pair or group before the first is
 * called again; a difference is an {@link dev.weir.process.ImpureException}. Aggregates are expressions, and so pure;
 * who sees whole tables (print, dump) has no result to compare. Memory: what is made of one batch or group.
 */
public final class Purity {
    private Purity() {}

    /** The plan that checks. */
    public static Plan checked(Plan plan) {
        List<Plan.Planned> steps = new ArrayList<>();
        for (Plan.Planned step : plan.steps()) {
            String name = "step " + (steps.size() + 1) + " (" + step.processor().name() + ")";
            List<Operation> operations = new ArrayList<>();
            for (Operation operation : step.operations()) {
                operations.add(
                        operation instanceof Operation.Apply apply
                                ? new Operation.Apply(
                                        apply.inputs(), apply.output(), checked(apply.form(), name), apply.onError())
                                : operation);
            }
            steps.add(new Plan.Planned(step.processor(), step.before(), step.after(), operations));
        }
        return plan.with(steps);
    }

    private static Form checked(Form form, String step) {
        if (form instanceof Each each) {
            return new CheckedEach(each, step);
        }
        if (form instanceof Join join) {
            return new CheckedJoin(join, step);
        }
        if (form instanceof Group group) {
            return new CheckedGroup(group, step);
        }
        return form instanceof Scan<?> scan ? new CheckedScan<>(scan, step) : form;
    }
}
