package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.Place;
import dev.weir.flow.PlaceIdentity;
import dev.weir.flow.Plan;
import dev.weir.operate.Workspace;
import dev.weir.process.Operation;
import dev.weir.process.RunInputs;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.KeptPlaces;
import dev.weir.refresh.Rebuild;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StateFolder;
import dev.weir.refresh.Stream;
import dev.weir.refresh.load.Reload;
import dev.weir.refresh.snapshot.ChangedLines;
import dev.weir.refresh.snapshot.PublishedFile;
import dev.weir.refresh.snapshot.Snapshot;
import dev.weir.report.Report;
import dev.weir.store.SpillFolder;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Carries the changes of a plan's sources through its steps and publishes what follows. One use. */
final class Refreshing {
    /** Bytes of files from whose rows steps are rebuilt. */
    private static final long REBUILT = 8L << 20;

    private final Plan plan;
    private final RunOptions options;
    private final RunInputs inputs;
    private final StateFolder state;
    private final RunEdits edits;
    /** What steps print, until nothing can refuse the run any more: a run of the whole prints it anew. */
    private final List<String> texts = new ArrayList<>();

    private final PrintOrder printed;
    private final List<Stage> stages = new ArrayList<>();
    /** Tables that dumps have yet to write. */
    private final Set<String> owed = new TreeSet<>();

    /** The taps whose files were written anew, and are to be described when they have their places. */
    private final List<Refresh.Tap> spliced = new ArrayList<>();

    private final List<Refresh.Tap> rewritten = new ArrayList<>();

    /** The taps that see their rows for the first time, and the files that those replace. */
    private final List<Refresh.Tap> rebuilt = new ArrayList<>();

    private final Map<Refresh.Tap, PublishedFile> replaced = new IdentityHashMap<>();
    private final Map<Plan.Planned, Stage> stageOf = new IdentityHashMap<>();

    Refreshing(Plan plan, RunOptions options, RunInputs inputs, StateFolder state, RunEdits edits) {
        this.plan = plan;
        this.options = options;
        this.inputs = inputs;
        this.state = state;
        this.edits = edits;
        this.printed = new PrintOrder(texts::add);
    }

    /**
     * Runs.
     *
     * @throws RefusedException where only a run as a whole can tell; nothing was changed
     */
    Run run(long begin, StateKeeper keeper, Map<String, Json> seen) {
        boolean completed = false;
        KeptPlaces places = keeper.places();
        state.keepOnly(places::hasTable);
        RefreshedSources sources = new RefreshedSources(state, places, options, keeper.seen(), seen, edits);
        try {
            if (keeper.isEdited()) {
                Rebuild.requireCan(plan, state, places);
            }
            Refresh refresh = Refresh.of(plan, state, sources, places);
            Set<Integer> newSteps = places.newSteps(plan);
            Rebuild rebuild = new Rebuild(plan, state, refresh, places);
            requireFew(rebuild.feeding());
            List<Refresh.Tap> taps = newSteps.isEmpty()
                    ? refresh.taps()
                    : Rebuild.merged(refresh, rebuild.run(feeding -> load(refresh, places, feeding)));
            rebuilt.addAll(taps);
            rebuilt.removeAll(refresh.taps());
            if (!SeenSource.isStill(seen, plan)) {
                throw new RefusedException("a file was changed while it was read");
            }
            for (Plan.Planned step : plan.steps()) {
                if (step.processor() instanceof Staged staged) {
                    boolean isPutOff = staged.putsOff()
                            && !options.writesSnapshots()
                            && rebuilt.stream().noneMatch(tap -> tap.step() == step);
                    Stage stage = isPutOff
                            ? new PutOff(String.valueOf(staged.descriptor()))
                            : staged.stage(step.after(), inputs);
                    stage.reads(SeenSource.reads(plan, step));
                    stages.add(stage);
                    stageOf.put(step, stage);
                }
            }
            owed.addAll(keeper.owed());
            taps.forEach(this::show);
            printed.finish();
            RunReport found = StandingReport.of(refresh.errors(), options);
            stages.forEach(Stage::prepare);
            edits.copy();
            texts.forEach(inputs.out());
            completed = true;
            Stages.commit(stages);
            long out = changed(refresh.taps()) + rewrittenLines();
            Map<String, Json> kept = new LinkedHashMap<>(seen);
            kept.putAll(sources.shapes());
            String notKept = null;
            try {
                spliced.forEach(tap -> snapshot(tap).written(tap.published()));
                rewritten.forEach(tap -> snapshot(tap).rewritten(tap.published()));
                KeptPlaces now = KeptPlaces.of(plan);
                state.keepOnly(now::hasTable);
                state.commit(edits.addTo(keeper.properties(new JsonObject(kept, Json.Place.NONE), stages, owed)));
                edits.removeUnused();
            } catch (UncheckedIOException problem) {
                edits.requireNone(problem);
                notKept = problem.getMessage(); // what was kept before does not count for what is published now
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Changes.Rebuilt made =
                    new Changes.Rebuilt(newSteps.size(), plan.steps().size(), rebuild.entered());
            Changes changes = changes(refresh, sources, out, made, notKept);
            Report report = found.of(seconds);
            return new Run(report, true, List.copyOf(stages), sources.rowsRead(), seconds, changes, List.of());
        } finally {
            if (!completed) {
                stages.forEach(Stage::abandon);
            }
        }
    }

    /** Lets a step see rows go by: all of them, where they are not those that it has seen. */
    private void show(Refresh.Tap tap) {
        Stage stage = stageOf.get(tap.step());
        String name = tap.place().table();
        if (stage instanceof PutOff later) {
            if (tap.isChanged()) {
                owed.add(name);
            }
            later.count(owed.contains(name));
            return;
        }
        PublishedFile before = rebuilt.contains(tap) ? tap.published() : null;
        if (before != null) {
            replaced.put(tap, before);
        }
        boolean isChanged = owed.remove(name) || tap.isChanged();
        PrintOrder.Place place = printed.next();
        var resource = tap.step().after().resource(tap.apply().output());
        if (resource == null) {
            throw new IllegalStateException("no resource " + tap.apply().output());
        }
        boolean same = stage != null && !isChanged && stage.holds(resource.name());
        Whole.ErrorTaker errors = (batch, row, code, field, note) -> {
            throw new RefusedException("rows in error: " + note);
        };
        Whole.Opening opening = new Whole.Opening(
                resource,
                inputs.withOut(place),
                stage,
                tap.read() == null ? null : tap.read().source(),
                errors,
                same);
        Whole.Table table = ((Whole) tap.apply().form()).open(opening);
        if (!same) {
            fill(table, tap);
        }
        table.end();
        place.end();
    }

    /** Gives a table its rows: from its last file, where it is known how that is made of them. */
    private void fill(Whole.Table table, Refresh.Tap tap) {
        Snapshot snapshot = tap.snapshot();
        if (snapshot != null && table instanceof Whole.RecordTable records && snapshot.isThere()) {
            snapshot.splice(tap.published(), records);
            spliced.add(tap);
        } else if (tap.rows() != null) {
            try (BatchesFeed feed = new BatchesFeed(tap.rows().get(), null, options.threads())) {
                Conveyor.run(feed, () -> Pipes.tap(table, null), options.threads());
            }
            if (snapshot != null) {
                rewritten.add(tap);
            }
        } else if (snapshot != null) {
            throw new RefusedException("state that is not whole");
        }
    }

    private static Snapshot snapshot(Refresh.Tap tap) {
        Snapshot snapshot = tap.snapshot();
        if (snapshot == null) {
            throw new IllegalStateException("a tap without a snapshot");
        }
        return snapshot;
    }

    /** Refuses to rebuild steps from the rows of large files: a run of the whole is sooner done. */
    private void requireFew(List<Place> feeding) {
        long bytes = 0;
        for (Map.Entry<Operation.Read, Place> read : PlaceIdentity.reads(plan).entrySet()) {
            bytes += feeding.contains(read.getValue()) ? SeenSource.bytes(read.getKey()) : 0;
        }
        if (bytes > REBUILT) {
            throw new RefusedException("the flow has changed where it reads more than 8 MiB");
        }
    }

    private @Nullable Map<String, Long> load(Refresh standing, KeptPlaces places, List<Place> feeding) {
        try (SpillFolder spills = options.spillFolder(state.folder())) {
            Workspace space =
                    new Workspace(options.budget(), spills, options.threads(), (batch, row, code, field, note) -> {
                        throw new RefusedException("rows in error: " + note);
                    });
            return Reload.run(plan, state, places, standing, feeding, space);
        }
    }

    private static Changes changes(
            Refresh refresh, RefreshedSources sources, long out, Changes.Rebuilt rebuilt, @Nullable String notKept) {
        Map<String, Long> entered = new LinkedHashMap<>();
        Map<String, Long> fetched = new LinkedHashMap<>();
        for (Stream stream : refresh.streams()) {
            entered.merge(stream.step(), stream.entered(), Long::sum);
            fetched.merge(stream.step(), stream.fetched(), Long::sum);
        }
        return new Changes(sources.changes(), out, entered, fetched, rebuilt, null, notKept);
    }

    private static long changed(List<Refresh.Tap> taps) {
        return taps.stream()
                .mapToLong(
                        tap -> tap.stream() == null ? 0 : tap.stream().delta().size())
                .sum();
    }

    /** How many lines of files that were written anew are others than before. */
    private long rewrittenLines() {
        long lines = 0;
        for (Refresh.Tap tap : rebuilt) {
            PublishedFile after = tap.stream() == null || stageOf.get(tap.step()) == null ? null : tap.published();
            PublishedFile before = replaced.get(tap);
            if (after != null && (before == null || !before.hash().equals(after.hash()))) {
                Path old = before == null || before.path().equals(after.path()) ? null : before.file();
                lines += ChangedLines.count(old, after.file(), state.folder(), options.budget());
            }
        }
        return lines;
    }

    /** A dump whose files are left as they are: what has changed is kept, and written by a later run. */
    private static final class PutOff implements Stage {
        private final String descriptor;
        private int behind;

        PutOff(String descriptor) {
            this.descriptor = descriptor;
        }

        /** Counts a resource, if its file is not what it is to be. */
        void count(boolean isBehind) {
            behind += isBehind ? 1 : 0;
        }

        @Override
        public void prepare() {
            // Nothing is written.
        }

        @Override
        public void commit() {
            // The run keeps its state, which holds the rows.
        }

        @Override
        public String summary() {
            return descriptor + ": left as it is, "
                    + (behind == 0
                            ? "nothing has changed"
                            : behind + (behind == 1 ? " resource has" : " resources have") + " yet to be written");
        }

        @Override
        public void abandon() {
            // Nothing was written.
        }
    }
}
