package dev.weir.refresh.load;

import dev.weir.delta.Label;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.expression.AggregateCall;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.operate.PutAside;
import dev.weir.operate.Workspace;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.SortKey;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.AggregateTables;
import dev.weir.refresh.KeptPlaces;
import dev.weir.refresh.Keys;
import dev.weir.refresh.PlanWalk;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.check.ErrorCounts;
import dev.weir.refresh.check.RowsByKey;
import dev.weir.refresh.snapshot.FirstBlocks;
import dev.weir.refresh.snapshot.KeptRows;
import dev.weir.refresh.snapshot.PublishedFile;
import dev.weir.refresh.snapshot.Snapshot;
import dev.weir.row.Column;
import dev.weir.validate.RowChecks;
import dev.weir.validate.RowJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a graph through which all rows of its sources go once, to fill the tables of its state; each source is read
 * whole before the next, in an {@link #order} in which the right rows of every join come before the left ones.
 *
 * <p>Errors: rows in error are a {@link RefusedException}; they were found right before. Threads: one hands rows in; the
 * tasks of an {@link Outlet} may run at the same time.
 */
public final class Load extends PlanWalk<Outlet> implements AutoCloseable {
    private final StateFolder state;
    private final Workspace space;
    private final List<Outlet> sources = new ArrayList<>();
    private final Set<Outlet> isRead = new LinkedHashSet<>();
    private final Map<Outlet, Outlet> asides = new LinkedHashMap<>();
    private final Function<Place, boolean[]> present;
    private final List<AutoCloseable> held = new ArrayList<>();
    /** For each source those that have to be read before. */
    private final Map<Integer, Set<Integer>> before = new LinkedHashMap<>();

    private final List<Place> places = new ArrayList<>();
    private final Map<String, LongAdder> entered = new LinkedHashMap<>();
    private final @Nullable KeptPlaces kept;
    private final boolean hasErrors;
    private final boolean keepsErrors;
    private final Files files;
    /** What is to be done when the files have their places. */
    private final List<Runnable> descriptions = new ArrayList<>();

    /** The files that the run writes of the rows. */
    private enum Files {
        /** There are none, or they are of other rows. */
        NONE,
        WRITTEN,
        /** They get their places before {@link #describe}. */
        YET_TO_COME
    }

    private Load(
            Plan plan,
            StateFolder state,
            Workspace space,
            Function<Place, boolean[]> present,
            boolean hasErrors,
            Files files,
            @Nullable KeptPlaces kept) {
        this.files = files;
        this.keepsErrors = keepsErrors(plan);
        this.hasErrors = hasErrors;
        this.present = present;
        this.state = state;
        this.space = space;
        this.kept = kept;
    }

    /**
     * The graph of a plan; null where its rows have to be carried through as changes: where groups are remade, state runs
     * from row to row, rows go no further for their keys, or both sides of a join come from one source.
     *
     * @param present which fields the data of a source has
     * @param hasErrors whether rows go on in error
     * @param isWritten whether files were written of these rows
     */
    public static @Nullable Load of(
            Plan plan,
            StateFolder state,
            Workspace space,
            Function<Place, boolean[]> present,
            boolean hasErrors,
            boolean isWritten) {
        return of(plan, new Load(plan, state, space, present, hasErrors, isWritten ? Files.WRITTEN : Files.NONE, null));
    }

    /** The same while the files are being written; {@link #describe} has to follow. No row is in error. */
    public static @Nullable Load beside(
            Plan plan, StateFolder state, Workspace space, Function<Place, boolean[]> present) {
        return of(plan, new Load(plan, state, space, present, false, Files.YET_TO_COME, null));
    }

    /**
     * The same for the places of a plan that are new.
     *
     * @param kept the others: those that have state are sources of rows here, too
     */
    static @Nullable Load of(
            Plan plan, StateFolder state, Workspace space, Function<Place, boolean[]> present, KeptPlaces kept) {
        return of(plan, new Load(plan, state, space, present, false, Files.NONE, kept));
    }

    private static @Nullable Load of(Plan plan, Load load) {
        boolean done = false;
        try {
            load.walk(plan);
            done = load.order().size() == load.sources.size();
        } catch (RefusedException refused) {
            done = false;
        } finally {
            if (!done) {
                load.close();
            }
        }
        return done ? load : null;
    }

    /** The numbers of the sources in the order in which they are to be read. */
    public List<Integer> order() {
        List<Integer> order = new ArrayList<>();
        boolean found = true;
        while (found) {
            found = false;
            for (int number = sources.size() - 1; number >= 0 && !found; number--) {
                if (!order.contains(number) && order.containsAll(before.getOrDefault(number, Set.of()))) {
                    order.add(number);
                    found = true;
                }
            }
        }
        return order;
    }

    /**
     * The files that were being written have their places: keeps how they are made of the rows, as these go through on
     * another thread, or have gone.
     */
    public void describe() {
        descriptions.forEach(Runnable::run);
    }

    /** No more rows will go through: whoever waits for them is refused. Any thread; without effect when all have. */
    public void stop() {
        for (AutoCloseable one : held) {
            if (one instanceof HeldLabels labels) {
                labels.stop();
            }
        }
    }

    /** The place of a source. */
    Place place(int number) {
        return places.get(number);
    }

    /** How many rows have entered new places, by step. */
    Map<String, Long> entered() {
        Map<String, Long> counts = new LinkedHashMap<>();
        entered.forEach((step, count) -> counts.put(step, count.sum()));
        return counts;
    }

    private boolean isNew(Place place) {
        return kept == null || !kept.has(place);
    }

    /** Where the rows of a source go in. */
    public Outlet source(int number) {
        return sources.get(number);
    }

    @Override
    protected Outlet source(Operation.Read reading, int number, Place place) {
        Schema schema = reading.resource().schema();
        if (schema == null) {
            throw new IllegalStateException("resource '" + reading.resource().name() + "' is no table");
        }
        Outlet source = source(schema, place);
        isRead.add(source);
        return source;
    }

    private Outlet source(Schema schema, Place place) {
        Outlet source = new Outlet(schema, Set.of(sources.size()), true);
        sources.add(source);
        places.add(place);
        return source;
    }

    @Override
    protected boolean isEdited(Outlet source) {
        return false; // what is kept is the same
    }

    @Override
    protected Outlet apply(Plan.Planned step, Operation.Apply apply, Place place) {
        String table = place.table();
        Schema schema = described(step, apply);
        List<Outlet> inputs = apply.inputs().stream().map(this::node).toList();
        Form form = apply.form();
        boolean isLenient = apply.onError() != OnError.FAIL;
        if (!isNew(place) && (isLenient || !(form instanceof Each))) {
            return source(schema, place);
        }
        if (kept != null && isNew(place)) {
            LongAdder count = entered.computeIfAbsent(step.processor().name(), name -> new LongAdder());
            inputs.forEach(input -> input.to(new CountLoad(count)));
        }
        if (form instanceof Each each) {
            if (isLenient && inputs.size() > 1) {
                throw new RefusedException("rows in error of several tables");
            }
            if (apply.onError() == OnError.KEEP) {
                requireRight(inputs.get(0));
            }
            AsideLoad aside = apply.onError().removes() ? aside(inputs.get(0), apply.onError(), table) : null;
            return each(each, inputs, schema, aside);
        }
        if (form instanceof Join join) {
            return join(join, inputs.get(0), inputs.get(1), schema, table);
        }
        if (form instanceof Group group
                && group.body(inputs.get(0).schema()) instanceof Group.Aggregation aggregation
                && !aggregation.orderFirst()
                && aggregation.outputs().stream()
                        .flatMap(output -> output.calls().stream())
                        .noneMatch(AggregateCall::followsOrder)) {
            return aggregate(group, aggregation, inputs.get(0), schema, table);
        }
        throw new RefusedException("a step that only changes can be carried through");
    }

    private Outlet each(Each each, List<Outlet> inputs, Schema schema, @Nullable AsideLoad aside) {
        Set<Integer> sources = new LinkedHashSet<>();
        inputs.forEach(input -> sources.addAll(input.sources()));
        boolean isAsItComes = inputs.size() == 1 && each.order().isEmpty();
        Outlet all = new Outlet(schema, sources, isAsItComes && inputs.get(0).ascends());
        for (int i = 0; i < inputs.size(); i++) {
            Outlet input = inputs.get(i);
            Outlet part = isAsItComes ? all : input.with(schema);
            input.to(new EachLoad(each, input, part, aside));
            if (inputs.size() > 1) {
                byte[] place = Label.of(i);
                part.to(new PairLoad(rows -> (row, out) -> out.put(place), inputs.size(), all));
            } else if (part != all) {
                part.to(new PairLoad(sorted(each.order(), schema), 1, all));
            }
        }
        if (aside != null) {
            asides.put(all, aside.out());
        }
        return all;
    }

    private static PairLoad.First sorted(List<SortKey> order, Schema schema) {
        Keys keys = new Keys(order.stream().map(SortKey::expression).toList(), schema);
        boolean[] descending = new boolean[order.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = order.get(i).descending();
        }
        return rows -> {
            Column[] columns = keys.columns(rows.batch());
            return (row, out) -> OrderedBytes.put(columns, descending, row, out);
        };
    }

    private Outlet join(Join join, Outlet left, Outlet right, Schema schema, String table) {
        if (!JoinLoad.isFor(join)) {
            throw new RefusedException("a join with rows of the right side alone");
        }
        for (int number : left.sources()) {
            if (right.sources().contains(number)) {
                throw new RefusedException("a join of a source with itself");
            }
            before.computeIfAbsent(number, any -> new LinkedHashSet<>()).addAll(right.sources());
        }
        Set<Integer> both = new LinkedHashSet<>(left.sources());
        both.addAll(right.sources());
        Outlet out = new Outlet(schema, both, left.ascends());
        held.add(new JoinLoad(
                join, left, right, state.table(table + "-left"), state.table(table + "-right"), space, out));
        return out;
    }

    private Outlet aggregate(Group group, Group.Aggregation body, Outlet input, Schema schema, String table) {
        Outlet out = new Outlet(schema, input.sources(), true);
        AggregateTables tables = new AggregateTables(
                schema, group.keys().size(), body, state.table(table + "-groups"), state.table(table + "-values"));
        held.add(new AggregateLoad(group, body, input, out, tables, state.folder(), space));
        return out;
    }

    @Override
    protected Map<String, Outlet> check(Map<String, Table<Outlet>> tables, List<KeyRule> rules, Checking how) {
        for (KeyRule rule : rules) {
            if (how.onError().removes()) {
                throw new RefusedException("rows that go no further where their keys are in error");
            }
            if (isNew(rule.place())) {
                index(rows(tables, rule.rows()), rule.rows());
                if (rule.target() != null) {
                    index(rows(tables, rule.target()), rule.target());
                }
            }
        }
        Map<String, Outlet> goOn = new LinkedHashMap<>();
        tables.forEach((name, table) -> {
            Outlet rows = table.rows();
            if (how.onError().removes()) {
                rows = isNew(table.place()) ? right(name, table, how) : source(rows.schema(), table.place());
            } else if (kept != null && isNew(table.place())) {
                rows.to(new RightLoad(judge(name, rows, how), how.asRead().contains(name)));
            } else if (how.onError() == OnError.KEEP && kept == null) {
                requireRight(rows);
            }
            goOn.put(name, rows);
        });
        return goOn;
    }

    private static Outlet rows(Map<String, Table<Outlet>> tables, RowsByKey of) {
        return Objects.requireNonNull(tables.get(of.table())).rows();
    }

    private Outlet right(String name, Table<Outlet> table, Checking how) {
        Outlet rows = table.rows();
        Outlet out = rows.with(rows.schema());
        AsideLoad aside = aside(rows, how.onError(), table.place().table());
        asides.put(out, aside.out());
        rows.to(new CheckLoad(judge(name, rows, how), how.asRead().contains(name), out, aside));
        return out;
    }

    private RowJudge judge(String name, Outlet rows, Checking how) {
        int number = sources.indexOf(rows);
        boolean[] there = new boolean[rows.schema().fields().size()];
        Arrays.fill(there, true);
        if (how.asRead().contains(name)) {
            there = present.apply(places.get(number));
        }
        RowChecks checks = how.typesOnly() ? RowChecks.ofTypes(rows.schema()) : RowChecks.of(rows.schema());
        return new RowJudge(checks, there);
    }

    /** Rows that go on in error are kept where they are carried through, and so are their numbers. */
    private void requireRight(Outlet table) {
        if (hasErrors || keepsErrors && !sources.contains(table)) {
            throw new RefusedException("rows that go on in error");
        }
    }

    private AsideLoad aside(Outlet input, OnError onError, String table) {
        Outlet out = input.with(PutAside.schema(input.schema()));
        return new AsideLoad(onError, new ErrorCounts(state.table(table + "-errors")), out);
    }

    @Override
    protected Outlet quarantine(@Nullable Outlet known, Outlet from, Place place, Schema schema) {
        if (!isNew(place)) {
            return source(schema, place);
        }
        Outlet aside = asides.get(from);
        if (known != null || aside == null) {
            throw new RefusedException("rows that are put aside more than once");
        }
        return aside;
    }

    private void index(Outlet rows, RowsByKey key) {
        IndexLoad index = new IndexLoad(
                state.table(key.index()), key::columns, key.names(rows.schema()), rows.ascends(), space.budget());
        held.add(index);
        rows.to(index);
    }

    @Override
    protected void tap(
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            @Nullable Outlet node,
            Operation.@Nullable Read untouched) {
        String table = place.table();
        boolean isDump = step.processor() instanceof Staged;
        if (node == null || !isNew(place) || isDump && untouched != null) {
            return;
        }
        Whole.Records records = records(step, apply);
        PublishedFile published =
                records != null && files == Files.WRITTEN && node.ascends() ? Refresh.published(step, apply) : null;
        if (records != null && files == Files.YET_TO_COME && node.ascends()) {
            hold(node, table, records, isDump && isRead.contains(node), () -> Refresh.published(step, apply));
        } else if (records != null && published != null) {
            FirstBlocks blocks = Snapshot.describe(state, table, records, published);
            held.add(blocks);
            node.to(new BlocksLoad(blocks));
        } else if (isDump && isRead.contains(node)) {
            return;
        } else if (records != null) {
            node.to(new LabelsLoad(Snapshot.labels(state, table)));
            if (kept != null) {
                node.to(new RowsLoad(
                        new KeptRows(new RowCodec(node.schema()), state.table(table + Refresh.REWRITTEN))));
            }
        } else {
            node.to(new RowsLoad(new KeptRows(new RowCodec(node.schema()), state.table(table + "-seen"))));
        }
    }

    /** @param mayLack whether the rows are those of a source, whose labels are known all the same */
    private void hold(
            Outlet node,
            String table,
            Whole.Records records,
            boolean mayLack,
            Supplier<@Nullable PublishedFile> published) {
        HeldLabels labels = new HeldLabels(space.spills());
        held.add(labels);
        node.to(labels);
        descriptions.add(() -> {
            PublishedFile file = published.get();
            if (file == null && mayLack) {
                return;
            }
            if (file == null) {
                throw new RefusedException("a table that was not written as one file");
            }
            try (FirstBlocks blocks = Snapshot.describe(state, table, records, file)) {
                labels.giveTo(blocks);
                blocks.finish();
            }
        });
    }

    @Override
    public void close() {
        for (AutoCloseable one : held) {
            try {
                one.close();
            } catch (RuntimeException problem) {
                throw problem;
            } catch (Exception problem) {
                throw new IllegalStateException(problem);
            }
        }
    }
}
