package dev.weir.refresh;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the steps of a plan and has a node made of each place where there are rows. Names of what is kept follow
 * from what is done at a place and what its rows are made of ({@link PlaceIdentity}), so that all who go through it find
 * the same tables, in another plan too.
 *
 * <p>Refused ({@link RefusedException}) where rows may be dropped or put aside for an error.
 *
 * @param <T> a node: the rows at one place of the plan
 */
public abstract class PlanWalk<T> {
    private static final Place NOWHERE = new Place("none", "none");

    private final PlaceIdentity identity = new PlaceIdentity();
    private final Map<String, Node<T>> nodes = new LinkedHashMap<>();
    private final Map<String, Place> files = new LinkedHashMap<>();
    private final Map<String, Operation.Read> untouched = new LinkedHashMap<>();
    private final Map<T, Integer> checkedBy = new LinkedHashMap<>();
    private int numbered;
    private int at;
    private int groups;

    private record Node<T>(T rows, Place place, Schema schema) {}

    /**
     * A table that is read.
     *
     * @param number tells the sources of a plan apart, from 0, the same in each run of the same plan
     */
    protected abstract T source(Operation.Read reading, int number, Place place);

    /** Whether the rows of a source are others than those of its file. */
    protected abstract boolean isEdited(T source);

    /** @param place whose table begins the names of the tables that the step keeps */
    protected abstract T apply(Plan.Planned step, Operation.Apply apply, Place place);

    /** Each row is checked by itself. */
    protected abstract void checkRows(Place place, T rows);

    /** No two rows may have the same key. */
    protected abstract void checkUnique(Place place, T rows, RowsByKey key);

    /** For each key of one table there must be a row in another. */
    protected abstract void checkReference(Place place, T from, RowsByKey fromKey, T to, RowsByKey toKey);

    /**
     * A place where a step sees all rows go by.
     *
     * @param node null for a resource that is no table
     * @param untouched where the rows come from if no step has touched them, else null
     */
    protected abstract void tap(
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
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
        for (at = 0; at < plan.steps().size(); at++) {
            add(plan.steps().get(at));
        }
    }

    /** The 0-based number of the step at hand. */
    protected final int step() {
        return at;
    }

    /** The rows of a table as they stand at this step. */
    protected final T node(String name) {
        return found(name).rows();
    }

    private Node<T> found(String name) {
        Node<T> node = nodes.get(name);
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

    private void add(Plan.Planned step) {
        if (step.processor() instanceof Staged) {
            addDumpChecks(step);
        }
        Map<String, Node<T>> made = new LinkedHashMap<>();
        Map<String, Node<T>> checked = new LinkedHashMap<>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Operation.Read reading) {
                read(reading);
            } else if (operation instanceof Operation.Check check) {
                require(check.onError());
                checked.put(check.output(), found(check.output()));
            } else if (operation instanceof Operation.Apply apply) {
                if (apply.form() instanceof Whole) {
                    tap(step, apply);
                } else {
                    require(apply.onError());
                    made.put(apply.output(), apply(step, apply));
                }
            }
        }
        if (!checked.isEmpty()) {
            checkTogether(checked);
        }
        made.forEach((output, node) -> {
            nodes.put(output, node);
            untouched.remove(output);
        });
    }

    private Node<T> apply(Plan.Planned step, Operation.Apply apply) {
        List<Place> inputs =
                apply.inputs().stream().map(input -> found(input).place()).toList();
        Place place = identity.apply(step, apply, inputs);
        return new Node<>(apply(step, apply, place), place, described(step, apply));
    }

    private void tap(Plan.Planned step, Operation.Apply apply) {
        Node<T> node = nodes.get(apply.output());
        Place rows = node == null ? files.getOrDefault(apply.output(), NOWHERE) : node.place();
        Place place = identity.tap(step, apply, rows);
        tap(step, apply, place, node == null ? null : node.rows(), untouched.get(apply.output()));
    }

    private static void require(@Nullable OnError onError) {
        if (onError != null && onError != OnError.FAIL) {
            throw new RefusedException("rows in error do not end the run (on-error: "
                    + onError.name().toLowerCase(java.util.Locale.ROOT) + ")");
        }
    }

    private void checkTogether(Map<String, Node<T>> tables) {
        groups++;
        Map<String, Schema> schemas = new LinkedHashMap<>();
        tables.forEach((name, node) -> {
            checkedBy.put(node.rows(), groups);
            schemas.put(name, node.schema());
            checkRows(identity.rowCheck(node.place(), node.schema()), node.rows());
        });
        RowsByKey.list(schemas, new RowsByKey.Uses() {
            @Override
            public void unique(RowsByKey key) {
                Node<T> node = Objects.requireNonNull(tables.get(key.table()));
                Place place = identity.keyCheck(List.of(node.place()), List.of(key.fields()), key.asNumber());
                checkUnique(place, node.rows(), key.named(place.table() + "-key"));
            }

            @Override
            public void reference(RowsByKey key, RowsByKey other) {
                Node<T> from = Objects.requireNonNull(tables.get(key.table()));
                Node<T> to = Objects.requireNonNull(tables.get(other.table()));
                Place place = identity.keyCheck(
                        List.of(from.place(), to.place()), List.of(key.fields(), other.fields()), key.asNumber());
                checkReference(
                        place,
                        from.rows(),
                        key.named(place.table() + "-from"),
                        to.rows(),
                        other.named(place.table() + "-to"));
            }
        });
    }

    private void read(Operation.Read reading) {
        require(reading.onError());
        String name = reading.resource().name();
        Place place = identity.read(reading);
        if (reading.order().isOfFile()) {
            untouched.put(name, reading);
        }
        Schema schema = reading.resource().schema();
        if (schema == null) {
            files.put(name, place);
            return;
        }
        T source = source(reading, numbered++, place);
        if (isEdited(source)) {
            untouched.remove(name);
        }
        nodes.put(name, new Node<>(source, place, schema));
    }

    /** What is written is checked, unless it was checked together as it stands. */
    private void addDumpChecks(Plan.Planned step) {
        Map<String, Node<T>> written = new LinkedHashMap<>();
        Set<@Nullable Integer> checks = new LinkedHashSet<>();
        for (Operation operation : step.operations()) {
            Node<T> node = nodes.get(operation.output());
            if (node != null) {
                written.put(operation.output(), node);
                checks.add(checkedBy.get(node.rows()));
            }
        }
        if (checks.size() > 1 || checks.contains(null)) {
            checkTogether(written);
        }
    }
}
