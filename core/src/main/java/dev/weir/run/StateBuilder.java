package dev.weir.run;

import dev.weir.delta.Delta;
import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import dev.weir.operate.Batches;
import dev.weir.operate.Together;
import dev.weir.operate.Workspace;
import dev.weir.process.Operation;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.load.Load;
import dev.weir.refresh.load.LoadedRows;
import dev.weir.refresh.source.FirstLoad;
import dev.weir.report.Report;
import dev.weir.row.Batch;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan's state from scratch: its sources are read again and go through the steps, all at once where the plan can
 * be loaded ({@link Load}), else part by part, as changes. Their rows were found right by the run before.
 */
final class StateBuilder implements AutoCloseable {
    /** Rows of a source that are carried through the steps at once, where they are. */
    static final int PART = 100_000;

    private final Plan plan;
    private final RunOptions options;
    private final StateFolder state;
    private final RunEdits edits;
    private final boolean hasErrors;
    private final List<KeptSource> sources = new ArrayList<>();
    private @Nullable Load beside;
    private @Nullable SpillFolder besideSpills;
    private volatile boolean isCancelled;
    private boolean isLoaded;
    private Report report = new RunReport().of(0);

    /**
     * @param edits of the sources
     * @param hasErrors whether rows go on in error
     */
    StateBuilder(Plan plan, RunOptions options, StateFolder state, RunEdits edits, boolean hasErrors) {
        this.hasErrors = hasErrors;
        this.plan = plan;
        this.options = options;
        this.state = state;
        this.edits = edits;
    }

    /** The tables that a plan reads, in the order of its steps. */
    static List<Operation.Read> reads(Plan plan) {
        return SeenSource.reads(plan).stream()
                .filter(read -> read.resource().schema() != null)
                .toList();
    }

    /** Whether the plan can be loaded all at once. */
    boolean loads() {
        begin();
        try (SpillFolder spills = options.spillFolder(state.folder());
                Load load = load(spills)) {
            return load != null;
        } finally {
            state.clear();
        }
    }

    private @Nullable Load load(SpillFolder spills) {
        return Load.of(plan, state, space(spills), this::present, hasErrors, !isEdited());
    }

    private boolean isEdited() {
        return sources.stream().anyMatch(source -> edits.isEdited(source.read));
    }

    private boolean[] present(Place place) {
        return sources.stream()
                .filter(source -> source.name.equals(place.table()))
                .findFirst()
                .orElseThrow()
                .present();
    }

    private Workspace space(SpillFolder spills) {
        return space(spills, options.budget());
    }

    private Workspace space(SpillFolder spills, MemoryBudget budget) {
        return new Workspace(budget, spills, options.threads(), (batch, row, code, field, note) -> {
            throw new RefusedException("rows in error: " + note);
        });
    }

    /** Builds; the sources as they are kept come back. */
    List<KeptSource> build() {
        begin();
        try (SpillFolder spills = options.spillFolder(state.folder())) {
            try (Load load = load(spills)) {
                isLoaded = load != null;
                if (load != null) {
                    load.order().forEach(number -> load(sources.get(number), load, number));
                    state.carried();
                    editAll();
                    describe();
                    return sources;
                }
            }
        } catch (RefusedException refused) {
            isLoaded = false;
            // What a load has no room for, or what is in error before it is edited, is carried through in parts.
        }
        return buildInParts(PART);
    }

    /**
     * Begins a load of rows that are taken to be right, while the run still writes its files: {@link #loadAll} on a thread
     * of its own and {@link #finish} have to follow.
     *
     * @param budget for all of it, as the run has its own
     */
    void begin(MemoryBudget budget) {
        begin();
        SpillFolder spills = options.spillFolder(state.folder());
        besideSpills = spills;
        beside = Load.beside(plan, state, space(spills, budget), this::present);
        if (beside == null) {
            throw new RefusedException("a plan that is carried through in parts");
        }
    }

    /** Has all rows go through. */
    void loadAll() {
        Load load = Objects.requireNonNull(beside);
        try {
            load.order().forEach(number -> load(sources.get(number), load, number));
        } finally {
            load.stop();
        }
    }

    /**
     * The files have their places: completes what is loaded, or still is being.
     *
     * @param loaded returns when all rows have gone through
     */
    List<KeptSource> finish(Runnable loaded) {
        Objects.requireNonNull(beside).describe();
        loaded.run();
        isLoaded = true;
        state.carried();
        describe();
        return sources;
    }

    /** Has {@link #loadAll} end soon, by an exception. Any thread. */
    void cancel() {
        isCancelled = true;
    }

    private void goOn() {
        if (isCancelled) {
            throw new Interruption();
        }
    }

    /** Releases what a load beside a run holds. */
    @Override
    public void close() {
        if (beside != null) {
            beside.close();
            beside = null;
        }
        if (besideSpills != null) {
            besideSpills.close();
            besideSpills = null;
        }
    }

    /** Whether the last {@link #build} was a load. */
    boolean isLoaded() {
        return isLoaded;
    }

    /** What is to be said of rows in error by the state that was built. */
    Report report() {
        return report;
    }

    /** The same part by part: no result depends on how many rows of a source are carried through at once. */
    List<KeptSource> buildInParts(int part) {
        begin();
        sources.forEach(this::load);
        state.step();
        if (isEdited()) {
            sources.forEach(this::edit);
            state.step();
        }
        for (int number = sources.size() - 1; number >= 0; number--) {
            carry(number, part);
        }
        describe();
        return sources;
    }

    private void begin() {
        state.clear();
        sources.clear();
        Map<Operation.Read, Place> places = PlaceIdentity.reads(plan);
        for (Operation.Read read : reads(plan)) {
            Place place = Objects.requireNonNull(places.get(read));
            try (TableScan scan = KeptSource.scan(read, options)) {
                sources.add(new KeptSource(read, place.table(), scan.physicals(), state::table));
            }
        }
    }

    /** Keeps the rows of a source and hands them on, while those behind them are read. */
    private void load(KeptSource source, Load load, int number) {
        try (ReadRows table = rows(source);
                Batches rows = table.open()) {
            FirstLoad first = new FirstLoad(source.table(options));
            LabelList labels = new LabelList();
            long place = 0;
            for (Batch batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
                Batch loaded = batch;
                goOn();
                labels.clear();
                for (int i = 0; i < batch.rows(); i++) {
                    labels.addPlace(place++);
                }
                List<Runnable> tasks = new ArrayList<>(); // the longest first
                if (rows instanceof SourceRows file) {
                    tasks.add(file::readAhead);
                }
                tasks.add(() -> first.appendRows(loaded, labels));
                tasks.addAll(load.source(number).tasks(LoadedRows.of(batch, labels)));
                tasks.add(() -> first.appendKeys(loaded, labels));
                Together.run(options.threads(), tasks);
            }
            goOn();
            List<Runnable> ends = load.source(number).ends();
            ends.add(first::sealRows);
            ends.add(first::sealKeys);
            Together.run(options.threads(), ends);
        }
    }

    /** Carries what the edits change through all steps, as any other change. */
    private void editAll() {
        if (!isEdited()) {
            return;
        }
        List<Delta> changes = new ArrayList<>();
        sources.forEach(source -> changes.add(edit(source)));
        carry(changes);
    }

    private void load(KeptSource source) {
        try (ReadRows table = rows(source);
                Batches rows = table.open()) {
            FirstLoad load = new FirstLoad(source.table(options));
            for (Batch batch = rows.nextBatch(); batch != null; batch = rows.nextBatch()) {
                load.append(batch);
            }
            load.finish();
        }
    }

    private ReadRows rows(KeptSource source) {
        return new ReadRows(source.read, options, state.folder(), edits.isEdited(source.read));
    }

    private Delta edit(KeptSource source) {
        SourceEdits its = edits.of(source.read);
        return its == null ? Delta.empty(source.codec) : its.applyAll(source, options);
    }

    private void carry(int number, int part) {
        KeptSource source = sources.get(number);
        byte[] next = {};
        while (next != null) {
            Delta.Builder rows = new Delta.Builder(source.codec);
            next = source.read(next, part, rows);
            List<Delta> changes = noChange();
            changes.set(number, rows.build());
            carry(changes);
        }
    }

    private List<Delta> noChange() {
        List<Delta> changes = new ArrayList<>();
        sources.forEach(source -> changes.add(Delta.empty(source.codec)));
        return changes;
    }

    private void carry(List<Delta> changes) {
        refresh(changes);
        state.carried();
    }

    /** All rows have gone through: keeps how what was written is made of them. */
    private void describe() {
        Refresh last = refresh(noChange());
        last.finish();
        report = StandingReport.of(last.errors(), options).of(0);
        state.carried();
    }

    private Refresh refresh(List<Delta> changes) {
        return Refresh.of(
                plan,
                state,
                (read, at, place) -> sources.get(at).stream(changes.get(at), true, edits.isEdited(read), false),
                hasErrors);
    }
}
