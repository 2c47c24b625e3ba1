package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.operate.Batches;
import dev.weir.operate.Together;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Scan;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.snapshot.KeptRows;
import dev.weir.refresh.snapshot.PublishedFile;
import dev.weir.refresh.snapshot.Snapshot;
import dev.weir.store.SortedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plan's streams on one change of its sources: made, carried through, checked. Of what steps that see all rows go by wrote, it
 * is kept how the file is made of rows ({@link Snapshot}); what else they are to see, as {@link KeptRows}.
 *
 * <p>Refused ({@link RefusedException}) where rows may be dropped or put aside for an error, and what else only a run as a
 * whole can do. Called by one thread.
 */
public final class Refresh extends PlanWalk<Stream> {
    /** Ends the name of a table that has rows until they are written. */
    public static final String REWRITTEN = "-rewritten";

    private final StateFolder state;
    private final Sources sources;
    private final boolean judges;
    private final Scope scope;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final List<Stream> all = new ArrayList<>();
    private final List<TableCheck> checks = new ArrayList<>();
    private final List<SourceStream> read = new ArrayList<>();
    private final List<Tap> taps = new ArrayList<>();
    /** What taps do with changes when all streams know theirs. */
    private final List<Runnable> watching = new ArrayList<>();

    private int tapped;

    /** Gives the streams of the tables that are read. */
    public interface Sources {
        /** @param number tells the sources of a plan apart, from 0, the same in each run of the same plan */
        SourceStream open(Operation.Read read, int number, Place place);
    }

    /**
     * A place where a step sees all rows go by.
     *
     * @param number tells where it is among all of the plan
     * @param read where the rows come from if no step has touched them, else null
     * @param rows gives all rows, null where the resource has none or nothing has touched them
     * @param isChanged whether they are others than before
     * @param snapshot how the step's last file is made of rows; null where that is not known of its files
     */
    public record Tap(
            int number,
            Place place,
            Plan.Planned step,
            Operation.Apply apply,
            Operation.@Nullable Read read,
            @Nullable Supplier<Batches> rows,
            @Nullable Stream stream,
            boolean isChanged,
            @Nullable Snapshot snapshot) {

        /** The file that the step has published; null for none. */
        public @Nullable PublishedFile published() {
            Path descriptor = step.processor() instanceof Staged staged ? staged.descriptor() : null;
            return descriptor == null ? null : PublishedFile.of(descriptor, apply.output());
        }
    }

    private Refresh(StateFolder state, Sources sources, boolean judges, Scope scope) {
        this.state = state;
        this.sources = sources;
        this.judges = judges;
        this.scope = scope;
    }

    /**
     * Carries the change of the sources through all steps.
     *
     * @param judges whether the change is to be judged; else the rows are known to be right, the last of them yet to come
     */
    public static Refresh of(Plan plan, StateFolder state, Sources sources, boolean judges) {
        return of(plan, state, sources, judges, Scope.of(place -> true, !state.isCarried()));
    }

    /** The same for the places that are kept; the others have no state, and are left to {@link Rebuild}. */
    public static Refresh of(Plan plan, StateFolder state, Sources sources, KeptPlaces kept) {
        return of(plan, state, sources, true, Scope.of(kept::has, !state.isCarried()));
    }

    private static Refresh of(Plan plan, StateFolder state, Sources sources, boolean judges, Scope scope) {
        Refresh refresh = new Refresh(state, sources, judges, scope);
        refresh.walk(plan);
        for (SourceStream source : judges ? refresh.read : List.<SourceStream>of()) {
            RowCheck.requireNotBlank(source.delta());
            RowCheck.requireRight(source.delta(), source.checks());
        }
        refresh.carry();
        refresh.checks.forEach(checks -> checks.check(judges));
        return refresh;
    }

    /** Has all streams compute their changes, side by side where one does not need the other. */
    private void carry() {
        List<Runnable> deltas = new ArrayList<>();
        all.forEach(stream -> deltas.add(stream::delta));
        Together.run(state.threads(), deltas);
        watching.forEach(Runnable::run);
    }

    /** Carries rows that stand through places that see them for the first time. */
    static Refresh of(Plan plan, StateFolder state, Scope scope) {
        Sources none = (read, number, place) -> {
            throw new IllegalStateException("a source without rows");
        };
        Refresh refresh = new Refresh(state, none, false, scope);
        refresh.walk(plan);
        refresh.all.forEach(Stream::delta);
        refresh.watching.forEach(Runnable::run);
        refresh.checks.forEach(TableCheck::load);
        return refresh;
    }

    /**
     * All rows have been carried through.
     *
     * @param isLoaded whether at once, so that keys are not judged yet
     */
    void finishChecks(boolean isLoaded) {
        checks.forEach(check -> check.finish(isLoaded));
    }

    /** All rows of a place that is kept, or of a table that is read, as they are now, some at a time. */
    public void replay(Place place, int part, Consumer<Delta> to) {
        stream(place).replay(part, rows -> {
            if (!scope.has(place) && streams.get(place.table()) instanceof SourceStream source) {
                RowCheck.requireNotBlank(rows);
                RowCheck.requireRight(rows, source.checks());
            }
            to.accept(rows);
        });
    }

    /** The rows at a place. */
    Stream stream(Place place) {
        return Objects.requireNonNull(streams.get(place.table()));
    }

    /** Where steps see rows go by, in the order of the plan. */
    public List<Tap> taps() {
        return taps;
    }

    /** All streams in the order of the plan, for what is said of the run. */
    public List<Stream> streams() {
        return all;
    }

    /** In a first load, when its last rows were carried through: what was written is described. */
    public void finish() {
        for (Tap tap : taps) {
            if (tap.snapshot() != null) {
                tap.snapshot().finish(tap.published());
            }
        }
    }

    @Override
    protected Stream source(Operation.Read reading, int number, Place place) {
        Stream standing = scope.standIn(place);
        SourceStream source = standing instanceof SourceStream there ? there : sources.open(reading, number, place);
        streams.put(place.table(), source);
        if (scope.has(place)) {
            read.add(source);
        }
        return add(place, source);
    }

    @Override
    protected boolean isEdited(Stream source) {
        return source instanceof SourceStream read && read.isEdited();
    }

    @Override
    protected void checkRows(Place place, Stream rows) {
        add(new RowCheck(place, rows));
    }

    @Override
    protected void checkUnique(Place place, Stream rows, RowsByKey key) {
        add(new UniqueCheck(place, rows, key, state.table(key.index())));
    }

    @Override
    protected void checkReference(Place place, Stream from, RowsByKey fromKey, Stream to, RowsByKey toKey) {
        SortedRuns fromIndex = state.table(fromKey.index());
        add(new ReferenceCheck(place, from, fromKey, fromIndex, to, toKey, state.table(toKey.index())));
    }

    private void add(TableCheck check) {
        if (scope.has(check.place())) {
            checks.add(check);
        }
    }

    private <T extends Stream> T add(Place place, T stream) {
        if (scope.has(place)) {
            all.add(stream);
        }
        return stream;
    }

    @Override
    protected Stream apply(Plan.Planned step, Operation.Apply apply, Place place) {
        Stream standing = scope.standIn(place);
        Stream made = standing == null ? make(step, apply, place) : standing;
        streams.put(place.table(), made);
        return made;
    }

    private Stream make(Plan.Planned step, Operation.Apply apply, Place place) {
        String table = place.table();
        String name = step.processor().name();
        RowCodec codec = new RowCodec(described(step, apply));
        Form form = apply.form();
        Stream input = node(apply.inputs().get(0));
        if (form instanceof Each each) {
            return each(place, name, codec, each, apply.inputs());
        }
        if (form instanceof Join join) {
            Stream right = node(apply.inputs().get(1));
            KeyIndex lefts = new KeyIndex(state.table(table + "-left"));
            KeyIndex rights = new KeyIndex(state.table(table + "-right"));
            return add(place, new JoinStream(name, codec, input, right, join, lefts, rights));
        }
        if (form instanceof Group group) {
            return add(place, group(name, codec, input, group, table));
        }
        return add(place, new ScanStream<>(name, codec, input, (Scan<?>) form, state.table(table + "-scan")));
    }

    private Stream each(Place place, String name, RowCodec codec, Each each, List<String> inputs) {
        List<Stream> parts = new ArrayList<>();
        for (String input : inputs) {
            parts.add(add(place, new EachStream(name, codec, node(input), each)));
        }
        if (parts.size() > 1) {
            return add(place, new ConcatenatedStream(name, codec, parts));
        }
        Stream part = parts.get(0);
        return each.order().isEmpty() ? part : add(place, new SortStream(name, part, each.order()));
    }

    private Stream group(String name, RowCodec codec, Stream input, Group group, String table) {
        Group.Body body = group.body(input.schema());
        if (body instanceof Group.Aggregation aggregation) {
            boolean follows = aggregation.outputs().stream()
                    .flatMap(output -> output.calls().stream())
                    .anyMatch(dev.weir.expression.AggregateCall::followsOrder);
            if (!follows && !aggregation.orderFirst()) {
                AggregateTables tables = new AggregateTables(
                        codec.schema(),
                        group.keys().size(),
                        aggregation,
                        state.table(table + "-groups"),
                        state.table(table + "-values"));
                return new AggregateStream(name, codec, input, group, aggregation, tables);
            }
            return index(
                    name, codec, input, group, table, new AggregatedGroups(group, aggregation, input.schema(), codec));
        }
        return index(name, codec, input, group, table, new GroupedRows((Group.PerKey) body, codec));
    }

    private Stream index(
            String name, RowCodec codec, Stream input, Group group, String table, GroupIndexStream.GroupMaker maker) {
        KeyIndex index = new KeyIndex(state.table(table + "-rows"));
        return new GroupIndexStream(name, codec, input, group, index, maker, scope.isFirst());
    }

    @Override
    protected void tap(
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            @Nullable Stream stream,
            Operation.@Nullable Read reading) {
        int number = tapped++;
        if (scope.has(place)) {
            watching.add(() -> watch(number, step, apply, place, stream, reading));
        }
    }

    private void watch(
            int number,
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            @Nullable Stream stream,
            Operation.@Nullable Read reading) {
        String table = place.table();
        boolean isDump = step.processor() instanceof Staged;
        if (stream == null || reading != null && isDump) {
            boolean changed = scope.isRebuilt() || !(stream instanceof SourceStream source && source.isSame());
            taps.add(new Tap(number, place, step, apply, reading, null, stream, changed, null));
            Snapshot.forget(state, table);
            return;
        }
        Whole.Records records = records(step, apply);
        SourceStream source = isDump && stream instanceof SourceStream read ? read : null;
        if (records == null && source != null) {
            taps.add(new Tap(
                    number,
                    place,
                    step,
                    apply,
                    null,
                    source::all,
                    stream,
                    scope.isRebuilt() || !source.isSame(),
                    null));
        } else if (records == null) {
            KeptRows rows = new KeptRows(stream.codec(), state.table(table + "-seen"));
            rows.add(stream.delta());
            taps.add(new Tap(
                    number,
                    place,
                    step,
                    apply,
                    null,
                    rows::all,
                    stream,
                    scope.isRebuilt() || stream.delta().size() > 0,
                    null));
        } else {
            taps.add(snapshot(number, step, apply, place, records, stream, source));
        }
    }

    /** @param source the stream, where it is one that is read: then its rows are kept */
    private Tap snapshot(
            int number,
            Plan.Planned step,
            Operation.Apply apply,
            Place place,
            Whole.Records records,
            Stream stream,
            @Nullable SourceStream source) {
        Snapshot snapshot =
                new Snapshot(state, place.table(), stream.codec(), records, source == null ? null : source.labelled());
        if (judges) {
            snapshot.note(stream.delta());
        } else {
            snapshot.add(stream.delta());
        }
        if (scope.isRebuilt() && source == null) {
            KeptRows rows = new KeptRows(stream.codec(), state.table(place.table() + REWRITTEN));
            rows.add(stream.delta());
            return new Tap(number, place, step, apply, null, rows::all, stream, true, snapshot);
        }
        return source == null
                ? new Tap(
                        number,
                        place,
                        step,
                        apply,
                        null,
                        null,
                        stream,
                        stream.delta().size() > 0,
                        snapshot)
                : new Tap(
                        number,
                        place,
                        step,
                        apply,
                        null,
                        source::all,
                        stream,
                        scope.isRebuilt() || !source.isSame(),
                        snapshot);
    }
}
