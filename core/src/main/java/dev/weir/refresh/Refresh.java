package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Place;
import dev.weir.flow.Plan;
import dev.weir.operate.Batches;
import dev.weir.operate.Together;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Scan;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.check.ErrorCounts;
import dev.weir.refresh.snapshot.KeptRows;
import dev.weir.refresh.snapshot.PublishedFile;
import dev.weir.refresh.snapshot.Snapshot;
import dev.weir.store.SortedRuns;
import dev.weir.validate.RowChecks;
import dev.weir.validate.RowJudge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>Refused ({@link RefusedException}) what only a run as a whole can do. Called by one thread.
 */
public final class Refresh extends PlanWalk<Stream> {
    /** Ends the name of a table that has rows until they are written. */
    public static final String REWRITTEN = "-rewritten";

    private final StateFolder state;
    private final Sources sources;
    private final boolean judges;
    private final boolean judgesKept;
    private final boolean keepsPlaces;
    private final Scope scope;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final Map<Stream, SortedRuns> places = new LinkedHashMap<>();
    private final Map<Stream, Operation.Read> readings = new LinkedHashMap<>();
    private final List<Stream> all = new ArrayList<>();
    private final List<Checks> checks = new ArrayList<>();
    /** Of each table that is read the check that ends the run; another one may take its place. */
    private final Map<Stream, CheckedTable> reading = new LinkedHashMap<>();

    private final List<Errors> errors = new ArrayList<>();
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

        @Override
        public boolean equals(@Nullable Object other) { // by hand: a record's own is linked anew in each process
            return other instanceof Tap tap
                    && number == tap.number
                    && isChanged == tap.isChanged
                    && place.equals(tap.place)
                    && step == tap.step
                    && apply == tap.apply
                    && read == tap.read
                    && rows == tap.rows
                    && stream == tap.stream
                    && snapshot == tap.snapshot;
        }

        @Override
        public int hashCode() {
            return place.hashCode();
        }

        /** The file that the step has published; null for none. */
        public @Nullable PublishedFile published() {
            return Refresh.published(step, apply);
        }
    }

    /**
     * The errors of one step on one resource, as many as there are now.
     *
     * @param counts of them
     * @param standing the rows that go on in error; null where none does
     * @param read where the rows got their numbers, if that is where they were read
     * @param asRead whether they come straight from there
     */
    public record Errors(
            String step,
            String resource,
            OnError onError,
            ErrorCounts counts,
            @Nullable StandingErrors standing,
            Operation.@Nullable Read read,
            boolean asRead) {}

    private Refresh(Plan plan, StateFolder state, Sources sources, boolean judges, boolean judgesKept, Scope scope) {
        this.keepsPlaces = keepsErrors(plan);
        this.judgesKept = judgesKept;
        this.state = state;
        this.sources = sources;
        this.judges = judges;
        this.scope = scope;
    }

    /**
     * Carries all rows of the sources through all steps, some at a time: they are known to be right, the last of them may
     * be yet to come.
     *
     * @param hasErrors whether rows may go on in error; else they are known not to
     */
    public static Refresh of(Plan plan, StateFolder state, Sources sources, boolean hasErrors) {
        Scope scope = Scope.of(place -> true, !state.isCarried());
        return carried(plan, new Refresh(plan, state, sources, false, hasErrors, scope));
    }

    /**
     * Carries the change of the sources, which is judged, through the places that are kept; the others have no state, and
     * are left to {@link Rebuild}.
     */
    public static Refresh of(Plan plan, StateFolder state, Sources sources, KeptPlaces kept) {
        Scope scope = Scope.of(kept::has, !state.isCarried());
        return carried(plan, new Refresh(plan, state, sources, true, true, scope));
    }

    private static Refresh carried(Plan plan, Refresh refresh) {
        refresh.walk(plan);
        refresh.reading.forEach((source, table) -> {
            if (refresh.judges && refresh.all.contains(source)) {
                table.requireRight(source.delta());
            }
        });
        refresh.carry();
        refresh.checks.forEach(Checks::take);
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
        Refresh refresh = new Refresh(plan, state, none, false, false, scope);
        refresh.walk(plan);
        refresh.all.forEach(Stream::delta);
        refresh.watching.forEach(Runnable::run);
        refresh.checks.forEach(Checks::take);
        return refresh;
    }

    /** All rows have been carried through: judges what is left. */
    void finishChecks() {
        checks.forEach(Checks::finish);
    }

    /** All rows of a place that is kept, or of a table that is read, as they are now, some at a time. */
    public void replay(Place place, int part, Consumer<Delta> to) {
        Stream stream = stream(place);
        CheckedTable types = scope.has(place) ? null : reading.get(stream);
        stream.replay(part, rows -> {
            if (types != null) {
                types.requireRight(rows);
            }
            to.accept(rows);
        });
    }

    /** Which fields the data of a table that is read has. */
    public boolean[] present(Place place) {
        return stream(place) instanceof SourceStream source ? source.present() : new boolean[0];
    }

    /** The rows at a place. */
    Stream stream(Place place) {
        return Objects.requireNonNull(streams.get(place.table()));
    }

    /** Where steps see rows go by, in the order of the plan. */
    public List<Tap> taps() {
        return taps;
    }

    /** The errors that do not end the run, in the order of the plan. */
    public List<Errors> errors() {
        return errors;
    }

    /** All streams in the order of the plan, for what is said of the run. */
    public List<Stream> streams() {
        return all;
    }

    /** The file that a step has published of a table; null for none. */
    public static @Nullable PublishedFile published(Plan.Planned step, Operation.Apply apply) {
        Path descriptor = step.processor() instanceof Staged staged ? staged.descriptor() : null;
        return descriptor == null ? null : PublishedFile.of(descriptor, apply.output());
    }

    /** In a first load, when its last rows were carried through: what was written is described. */
    public void finish() {
        for (Tap tap : taps) {
            if (tap.snapshot() != null) {
                tap.snapshot().finishLoad(tap.published());
            }
        }
    }

    @Override
    protected Stream source(Operation.Read operation, int number, Place place) {
        Stream standing = scope.standIn(place);
        SourceStream source = standing instanceof SourceStream there ? there : sources.open(operation, number, place);
        streams.put(place.table(), source);
        Checks types = new Checks(judges, false);
        reading.put(source, checked(source, source, OnError.FAIL, true, null, types));
        readings.put(source, operation);
        return add(place, source);
    }

    @Override
    protected boolean isEdited(Stream source) {
        return source instanceof SourceStream read && read.isEdited();
    }

    @Override
    protected Map<String, Stream> check(Map<String, Table<Stream>> tables, List<KeyRule> rules, Checking how) {
        OnError onError = how.onError();
        boolean isJudged = judges || onError.removes() || onError == OnError.KEEP && judgesKept;
        Checks group = new Checks(isJudged, scope.isRebuilt());
        Map<String, Stream> goOn = new LinkedHashMap<>();
        tables.forEach((resource, table) -> {
            CheckedTable checked = check(resource, table, how, group);
            boolean isHere = scope.has(table.place());
            group.add(resource, checked, isHere);
            Stream rows = table.rows();
            if (onError.removes()) {
                Stream standing = scope.standIn(table.place());
                rows = standing == null ? add(table.place(), new CheckedStream(how.step(), checked)) : standing;
                streams.put(table.place().table(), rows);
            }
            goOn.put(resource, rows);
        });
        rules.forEach(rule -> group.add(rule, state::table, scope.has(rule.place())));
        checks.add(group);
        return goOn;
    }

    private CheckedTable check(String resource, Table<Stream> table, Checking how, Checks group) {
        Stream stream = table.rows();
        OnError onError = how.onError();
        SourceStream source = how.asRead().contains(resource) && stream instanceof SourceStream read ? read : null;
        if (source != null || isEdited(stream)) {
            reading.remove(stream);
        }
        boolean counts = onError != OnError.FAIL && scope.has(table.place()) && !scope.isRebuilt();
        if (counts && how.isLenient() && stream instanceof SourceStream read && read.isFirstEdited()) {
            throw new RefusedException("edits of a table whose rows in error do not end the run");
        }
        String kept = table.place().table();
        ErrorCounts counted = counts ? new ErrorCounts(state.table(kept + Rebuild.ERRORS)) : null;
        CheckedTable checked = checked(stream, source, onError, how.typesOnly(), counted, group);
        if (counted != null) {
            StandingErrors standing = onError == OnError.KEEP
                    ? checked.keep(state.table(kept + "-standing"), places(stream, kept))
                    : null;
            Operation.Read read = readings.get(stream.origin());
            errors.add(new Errors(how.step(), resource, onError, counted, standing, read, source != null));
        }
        return checked;
    }

    /** @param source the stream, where its rows are checked as they are read; null where it is another one */
    private static CheckedTable checked(
            Stream stream,
            @Nullable SourceStream source,
            OnError onError,
            boolean typesOnly,
            @Nullable ErrorCounts counts,
            Checks group) {
        boolean[] present = new boolean[stream.schema().fields().size()];
        Arrays.fill(present, true);
        RowChecks checks = typesOnly ? RowChecks.ofTypes(stream.schema()) : RowChecks.of(stream.schema());
        RowJudge judge = new RowJudge(checks, source == null ? present : source.present());
        return new CheckedTable(stream, onError, judge, source != null, counts, group::take);
    }

    /**
     * The labels of all rows in the order in which they are numbered. Those of rows that steps made are kept where a step
     * lets rows in error go on; null where they are not kept.
     *
     * @param kept begins the name of the table to keep them in
     */
    private @Nullable SortedRuns places(Stream stream, String kept) {
        Stream origin = stream.origin();
        if (origin instanceof SourceStream source) {
            return source.labelled();
        }
        SortedRuns known = places.get(origin);
        if (known != null) {
            return known;
        }
        if (!keepsPlaces
                || origin instanceof QuarantineStream
                || origin instanceof JoinStream join && !join.numbersRows()) {
            return null;
        }
        String name = kept + "-places";
        if (!scope.isFirst() && !state.names().contains(name)) {
            throw new RefusedException("rows in error whose numbers are not kept");
        }
        SortedRuns all = state.table(name);
        Delta change = origin.delta();
        for (int i = 0; i < change.size(); i++) {
            if (change.weight(i) > 0) {
                all.put(change.label(i), new byte[0]);
            } else if (i + 1 == change.size() || !Arrays.equals(change.label(i), change.label(i + 1))) {
                all.remove(change.label(i));
            }
        }
        places.put(origin, all);
        return all;
    }

    @Override
    protected Stream quarantine(@Nullable Stream known, Stream from, Place place, Schema schema) {
        Stream standing = scope.standIn(place);
        Stream made = standing == null ? quarantine(known, from, place) : standing;
        streams.put(place.table(), made);
        return made;
    }

    private Stream quarantine(@Nullable Stream known, Stream from, Place place) {
        QuarantineStream.Part part = from instanceof CheckedStream checked
                ? checked.table()
                : from instanceof QuarantineStream.Part each ? each : null;
        if (part == null) {
            throw new RefusedException("a step of '" + from.step() + "' that puts rows aside");
        }
        QuarantineStream quarantine = new QuarantineStream(from.step(), part, known);
        return add(place, quarantine);
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
            return each(place, name, codec, each, apply);
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

    private Stream each(Place place, String name, RowCodec codec, Each each, Operation.Apply apply) {
        OnError onError = apply.onError();
        List<String> inputs = apply.inputs();
        if (onError != OnError.FAIL && (inputs.size() > 1 || !each.order().isEmpty())) {
            throw new RefusedException("a step of '" + name + "' that goes on with rows in error");
        }
        List<Stream> parts = new ArrayList<>();
        for (String input : inputs) {
            parts.add(
                    onError == OnError.FAIL || !scope.has(place)
                            ? add(place, new EachStream(name, codec, node(input), each, onError, null))
                            : lenient(place, name, codec, each, onError, input));
        }
        if (parts.size() > 1) {
            return add(place, new ConcatenatedStream(name, codec, parts));
        }
        Stream part = parts.get(0);
        return each.order().isEmpty() ? part : add(place, new SortStream(name, part, each.order()));
    }

    private Stream lenient(Place place, String name, RowCodec codec, Each each, OnError onError, String input) {
        Stream of = node(input);
        String table = place.table();
        ErrorCounts counts = new ErrorCounts(state.table(table + Rebuild.ERRORS));
        EachStream made = add(place, new EachStream(name, codec, of, each, onError, counts));
        StandingErrors standing =
                onError == OnError.KEEP ? made.keep(state.table(table + "-standing"), places(of, table)) : null;
        errors.add(new Errors(name, input, onError, counts, standing, readings.get(of.origin()), false));
        return made;
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
