package dev.weir.refresh;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the steps of a plan and has a node made of each place where there are rows. Names of what is kept follow
 * from places in the plan, so that all who go through it find the same tables.
 *
 * <p>Refused ({@link RefusedException}) where rows may be dropped or put aside for an error.
 *
 * @param <T> a node: the rows at one place of the plan
 */
public abstract class PlanWalk<T> {
    private final Map<String, T> nodes = new LinkedHashMap<>();
    private final Map<String, Operation.Read> untouched = new LinkedHashMap<>();
    private final Map<T, Integer> checkedBy = new LinkedHashMap<>();
    private int numbered;
    private int groups;

    /**
     * A table that is read.
     *
     * @param number tells the sources of a plan apart, from 0, the same in each run of the same plan
     */
    protected abstract T source(Operation.Read reading, int number);

    /** Whether the rows of a source are others than those of its file. */
    protected abstract boolean isEdited(T source);

    /** @param table begins the names of the tables that the step keeps */
    protected abstract T apply(Plan.Planned step, Operation.Apply apply, String table);

    /**
     * Tables that are checked together.
     *
     * @param name begins the names of the indexes that this needs
     */
    protected abstract void check(String name, Map<String, T> tables);

    /**
     * A place where a step sees all rows go by.
     *
     * @param node null for a resource that is no table
     * @param untouched where the rows come from if no step has touched them, else null
     */
    protected abstract void tap(
            Plan.Planned step,
            Operation.Apply apply,
            String table,
            @Nullable T node,
            Operation.@Nullable Read untouched);

    /** How the file that a step writes of a table is made of rows; null where it writes none, or none of this kind. */
    protected static Whole.@Nullable Records records(Plan.Planned step, Operation.Apply apply) {
        Resource resource = step.after().resource(apply.output());
        return step.processor() instanceof Staged && apply.form() instanceof Whole whole && resource != null
                ? whole.records(resource)
                : null;
    }

    /** Goes through all steps, in order. */
    protected final void walk(Plan plan) {
        for (int i = 0; i < plan.steps().size(); i++) {
            add(plan.steps().get(i), i);
        }
    }

    /** The rows of a table as they stand at this step. */
    protected final T node(String name) {
        T node = nodes.get(name);
        if (node == null) {
            throw new FlowException("resource '" + name + "' has no rows at this step: it is no table");
        }
        return node;
    }

    /** The schema of the table that a step makes. */
    protected static Schema described(Plan.Planned step, Operation.Apply apply) {
        Resource resource = step.after().resource(apply.output());
        Schema schema = resource == null ? null : resource.schema();
        if (schema == null) {
            throw new FlowException("'" + step.processor().name() + "' describes no table '" + apply.output() + "'");
        }
        return schema;
    }

    private void add(Plan.Planned step, int at) {
        if (step.processor() instanceof Staged) {
            addDumpChecks(step, at);
        }
        Map<String, T> made = new LinkedHashMap<>();
        Map<String, T> checked = new LinkedHashMap<>();
        for (int i = 0; i < step.operations().size(); i++) {
            Operation operation = step.operations().get(i);
            if (operation instanceof Operation.Read reading) {
                read(reading);
            } else if (operation instanceof Operation.Check check) {
                require(check.onError());
                checked.put(check.output(), node(check.output()));
            } else if (operation instanceof Operation.Apply apply) {
                if (apply.form() instanceof Whole) {
                    String name = apply.output();
                    tap(step, apply, at + "-" + i, nodes.get(name), untouched.get(name));
                } else {
                    require(apply.onError());
                    made.put(apply.output(), apply(step, apply, at + "-" + i));
                }
            }
        }
        if (!checked.isEmpty()) {
            checkTogether(at + "-check", checked);
        }
        made.forEach((output, node) -> {
            nodes.put(output, node);
            untouched.remove(output);
        });
    }

    private static void require(@Nullable OnError onError) {
        if (onError != null && onError != OnError.FAIL) {
            throw new RefusedException("rows in error do not end the run (on-error: "
                    + onError.name().toLowerCase(java.util.Locale.ROOT) + ")");
        }
    }

    private void checkTogether(String name, Map<String, T> tables) {
        groups++;
        tables.values().forEach(node -> checkedBy.put(node, groups));
        check(name, tables);
    }

    private void read(Operation.Read reading) {
        require(reading.onError());
        if (reading.order().isOfFile()) {
            untouched.put(reading.resource().name(), reading);
        }
        if (reading.resource().schema() == null) {
            return;
        }
        T source = source(reading, numbered++);
        if (isEdited(source)) {
            untouched.remove(reading.resource().name());
        }
        nodes.put(reading.resource().name(), source);
    }

    /** What is written is checked, unless it was checked together as it stands. */
    private void addDumpChecks(Plan.Planned step, int at) {
        Map<String, T> written = new LinkedHashMap<>();
        Set<@Nullable Integer> checks = new LinkedHashSet<>();
        for (Operation operation : step.operations()) {
            T node = nodes.get(operation.output());
            if (node != null) {
                written.put(operation.output(), node);
                checks.add(checkedBy.get(node));
            }
        }
        if (checks.size() > 1 || checks.contains(null)) {
            checkTogether(at + "-written", written);
        }
    }
}
