package dev.weir.refresh;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import dev.weir.operate.PutAside;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.check.RowsByKey;
import dev.weir.refresh.check.WrittenChecks;
import dev.weir.validate.TableKey;
import java.util.ArrayList;
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
 * @param <T> a node: the rows at one place of the plan
 */
public abstract class PlanWalk<T> {
    private static final Place NOWHERE = new Place("none", "none");

    private final PlaceIdentity identity = new PlaceIdentity();
    private final Map<String, Node<T>> nodes = new LinkedHashMap<>();
    private final Map<String, Place> files = new LinkedHashMap<>();
    private final Map<String, Operation.Read> untouched = new LinkedHashMap<>();
    /** Tables as they are read, whose rows in error are for the next step on them to judge, if it is a check. */
    private final Map<String, Node<T>> unjudged = new LinkedHashMap<>();

    private final Map<String, Node<T>> quarantines = new LinkedHashMap<>();
    private final Map<T, Checked> checkedBy = new LinkedHashMap<>();
    private boolean keepsErrors;
    private int numbered;
    private int at;
    private int groups;

    private record Node<T>(T rows, Place place, Schema schema) {
        boolean hasRowsOf(@Nullable Node<T> other) {
            return other != null && rows.equals(other.rows);
        }
    }

    /** @param isWhole whether all rows that were checked went on, those in error too */
    private record Checked(int number, boolean isWhole) {}

    /**
     * A check of the rows of tables.
     *
     * @param step the step that checks
     * @param asRead tables whose rows come straight from where they are read: what is wrong with their shape is for this
     *     check to say
     * @param typesOnly whether nothing but types and shape are looked at
     * @param isLenient whether the flow says that rows in error do not end the run, of this check or of those before it
     */
    public record Checking(String step, OnError onError, Set<String> asRead, boolean typesOnly, boolean isLenient) {}

    /**
     * A table that is checked.
     *
     * @param place what is kept of its check; that of the rows that go on, where those in error do not
     */
    public record Table<T>(Place place, T rows) {}

    /**
     * What a schema promises of the keys of rows.
     *
     * @param target the rows that there have to be; null where each key may be there once
     * @param key where each key may be there once, else null
     * @param foreignKey where there have to be rows, else null
     */
    public record KeyRule(
            Place place,
            RowsByKey rows,
            @Nullable RowsByKey target,
            @Nullable TableKey key,
            @Nullable ForeignKey foreignKey) {}

    /**
     * A table that is read. What is wrong with its rows ends the run, unless a {@link #check} of it as it is read comes.
     *
     * @param number tells the sources of a plan apart, from 0, the same in each run of the same plan
     */
    protected abstract T source(Operation.Read reading, int number, Place place);

    /** Whether the rows of a source are others than those of its file. */
    protected abstract boolean isEdited(T source);

    /** @param place whose table begins the names of the tables that the step keeps */
    protected abstract T apply(Plan.Planned step, Operation.Apply apply, Place place);

    /**
     * Tables that are checked together; the rows that go on come back, by table.
     *
     * @param rules what is to be checked of their keys
     */
    protected abstract Map<String, T> check(Map<String, Table<T>> tables, List<KeyRule> rules, Checking how);

    /**
     * The rows of a resource that were put aside.
     *
     * @param known where rows of it were put aside before; null for nowhere
     * @param from the node that puts aside what does not go on there
     * @param schema of the rows that are put aside
     */
    protected abstract T quarantine(@Nullable T known, T from, Place place, Schema schema);

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

    /** Whether rows in error go on at a step, so that they come to others. */
    protected static boolean keepsErrors(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.operations().stream())
                .anyMatch(operation -> onError(operation) == OnError.KEEP);
    }

    private static @Nullable OnError onError(Operation operation) {
        if (operation instanceof Operation.Read reading) {
            return reading.onError();
        }
        if (operation instanceof Operation.Check check) {
            return check.onError();
        }
        return operation instanceof Operation.Apply apply ? apply.onError() : null;
    }

    /** Goes through all steps, in order. */
    protected final void walk(Plan plan) {
        keepsErrors = keepsErrors(plan);
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
        List<Operation.Check> checks = new ArrayList<>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Operation.Read reading) {
                read(step, reading);
            } else if (operation instanceof Operation.Check check) {
                checks.add(check);
            } else if (operation instanceof Operation.Apply apply) {
                apply.inputs().forEach(unjudged::remove);
                if (apply.form() instanceof Whole) {
                    tap(step, apply);
                } else {
                    Node<T> node = apply(step, apply);
                    made.put(apply.output(), node);
                    if (apply.onError() == OnError.QUARANTINE) {
                        String input = apply.inputs().get(0);
                        putAside(input, node, found(input).schema());
                    }
                }
            }
        }
        if (!checks.isEmpty()) {
            check(step, checks);
        }
        made.forEach((output, node) -> {
            nodes.put(output, node);
            untouched.remove(output);
        });
        nodes.keySet().removeIf(table -> step.after().resource(table) == null); // another may come under its name
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

    private void check(Plan.Planned step, List<Operation.Check> checks) {
        Map<String, Node<T>> checked = new LinkedHashMap<>();
        Set<String> asRead = new LinkedHashSet<>();
        for (Operation.Check check : checks) {
            Node<T> node = found(check.output());
            checked.put(check.output(), node);
            if (node.hasRowsOf(unjudged.remove(check.output()))) {
                asRead.add(check.output());
            }
        }
        OnError onError = checks.get(0).onError();
        checkTogether(checked, new Checking(step.processor().name(), onError, asRead, false, onError != OnError.FAIL));
        if (onError.removes()) {
            checked.keySet().forEach(untouched::remove);
        }
    }

    private void checkTogether(Map<String, Node<T>> tables, Checking how) {
        groups++;
        Checked by = new Checked(groups, !how.onError().removes());
        goOn(tables, how).forEach((table, node) -> checkedBy.put(node.rows(), by));
    }

    /** Checks tables, of which those rows go on that may. */
    private Map<String, Node<T>> goOn(Map<String, Node<T>> tables, Checking how) {
        List<KeyRule> rules = how.typesOnly() ? List.of() : rules(tables);
        Map<String, Table<T>> checked = new LinkedHashMap<>();
        Set<String> asRead = new LinkedHashSet<>(how.asRead());
        tables.forEach((name, node) -> {
            List<Place> keys = rules.stream()
                    .filter(rule -> rule.rows().table().equals(name))
                    .map(KeyRule::place)
                    .toList();
            checked.put(
                    name,
                    new Table<>(identity.tableCheck(node.place(), node.schema(), json(name, how), keys), node.rows()));
            if (isEdited(node.rows())) {
                asRead.remove(name); // edited rows stand nowhere; the place is the same all the same
            }
        });
        Checking effective = new Checking(how.step(), how.onError(), asRead, how.typesOnly(), how.isLenient());
        Map<String, Node<T>> goOn = new LinkedHashMap<>();
        check(checked, rules, effective).forEach((name, rows) -> {
            Node<T> before = Objects.requireNonNull(tables.get(name));
            Table<T> table = Objects.requireNonNull(checked.get(name));
            Node<T> node = how.onError().removes() ? new Node<>(rows, table.place(), before.schema()) : before;
            goOn.put(name, node);
            nodes.put(name, node);
            if (how.onError() == OnError.QUARANTINE) {
                putAside(name, node, before.schema());
            }
        });
        return goOn;
    }

    private static JsonObject json(String table, Checking how) {
        return JsonObject.EMPTY
                .with("onError", how.onError().name())
                .with("asRead", String.valueOf(how.asRead().contains(table)))
                .with("typesOnly", String.valueOf(how.typesOnly()));
    }

    private List<KeyRule> rules(Map<String, Node<T>> tables) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        tables.forEach((name, node) -> schemas.put(name, node.schema()));
        List<KeyRule> rules = new ArrayList<>();
        RowsByKey.list(schemas, new RowsByKey.Uses() {
            @Override
            public void unique(TableKey key, RowsByKey rows) {
                Node<T> node = Objects.requireNonNull(tables.get(rows.table()));
                Place place = identity.keyCheck(List.of(node.place()), List.of(rows.fields()), rows.asNumber());
                rules.add(new KeyRule(place, rows.named(place.table() + "-key"), null, key, null));
            }

            @Override
            public void reference(ForeignKey key, RowsByKey rows, RowsByKey other) {
                Node<T> from = Objects.requireNonNull(tables.get(rows.table()));
                Node<T> to = Objects.requireNonNull(tables.get(other.table()));
                Place place = identity.keyCheck(
                        List.of(from.place(), to.place()), List.of(rows.fields(), other.fields()), rows.asNumber());
                String table = place.table();
                rules.add(new KeyRule(place, rows.named(table + "-from"), other.named(table + "-to"), null, key));
            }
        });
        return rules;
    }

    private void putAside(String table, Node<T> from, Schema schema) {
        String name = table + "-quarantine";
        Node<T> before = quarantines.get(name);
        Node<T> known = before != null && before.hasRowsOf(nodes.get(name)) ? before : null;
        List<Place> places = known == null ? List.of(from.place()) : List.of(known.place(), from.place());
        Place place = identity.quarantine(places);
        Schema put = PutAside.schema(schema);
        T rows = quarantine(known == null ? null : known.rows(), from.rows(), place, put);
        Node<T> node = new Node<>(rows, place, put);
        quarantines.put(name, node);
        nodes.put(name, node);
    }

    private void read(Plan.Planned step, Operation.Read reading) {
        String name = reading.resource().name();
        Place place = identity.read(reading);
        boolean isOfFile = reading.order().isOfFile();
        if (!reading.removes() && isOfFile) {
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
        Node<T> node = new Node<>(source, place, schema);
        nodes.put(name, node);
        OnError onError = reading.onError();
        if (onError == null && isOfFile) {
            unjudged.put(name, node);
        } else if (onError != null && onError != OnError.FAIL) {
            if (!isOfFile) {
                // Rows in error are not known in the order that a table is put in.
                throw new RefusedException("rows in error of a table that is put in order");
            }
            goOn(Map.of(name, node), new Checking(step.processor().name(), onError, Set.of(name), true, true));
        }
    }

    /** What is written is checked, unless it was checked as it stands, with all that it refers to. */
    private void addDumpChecks(Plan.Planned step) {
        Map<String, WrittenChecks.Written> written = new LinkedHashMap<>();
        for (Operation operation : step.operations()) {
            Node<T> node = nodes.get(operation.output());
            if (node != null) {
                Checked by = checkedBy.get(node.rows());
                written.put(
                        operation.output(), new WrittenChecks.Written(node.schema(), by, by != null && by.isWhole()));
            }
        }
        Map<String, Node<T>> tables = new LinkedHashMap<>();
        for (String name : WrittenChecks.of(written)) {
            unjudged.remove(name);
            tables.put(name, found(name));
        }
        if (!tables.isEmpty()) {
            checkTogether(tables, new Checking(step.processor().name(), OnError.KEEP, Set.of(), false, keepsErrors));
        }
    }
}
