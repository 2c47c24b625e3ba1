package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.WeirException;
import dev.weir.flow.Plan;
import dev.weir.operate.Beside;
import dev.weir.process.Operation;
import dev.weir.process.RunInputs;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.StateFolder;
import dev.weir.report.Report;
import dev.weir.source.Reason;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of a flow that keeps state beside its output: what was done before is not done again where the files are untouched,
 * or only their changes are carried through. Whatever speaks against it makes the run one of the whole, with the reason.
 *
 * <p>Rows are kept where {@link #keeps} says so: keeping them takes more than the run itself, and a large file that is
 * replaced by another one is sooner read as a whole than compared. Those of large files are kept while the run is at
 * work, on threads beside its own, within a memory budget of the same size.
 */
final class KeepingRun {
    /** Bytes of sources up to which rows are kept at once; keeping more waits until changes are to be expected. */
    private static final long KEPT = 256L << 20;

    /** The same for plans whose rows are carried through in parts, which takes several times as long: until the second run. */
    private static final long KEPT_IN_PARTS = 8L << 20;

    /** Bytes of sources from which rows are kept while the run is at work, and not behind it. */
    private static final long BESIDE = 16L << 20;

    /** Bytes of sources up to which files are hashed before they are read; others while their rows are kept. */
    private static final long HASHED = 8L << 20;

    private final Plan plan;
    private final RunOptions options;
    private final RunInputs inputs;
    private final StateKeeper keeper;
    private final RunEdits edits;
    private final long begin;
    private final Supplier<Run> whole;
    private long bytes;

    /** @param whole runs the flow as a whole */
    KeepingRun(
            Plan plan,
            RunOptions options,
            RunInputs inputs,
            StateKeeper keeper,
            RunEdits edits,
            long begin,
            Supplier<Run> whole) {
        this.plan = plan;
        this.options = options;
        this.inputs = inputs;
        this.keeper = keeper;
        this.edits = edits;
        this.begin = begin;
        this.whole = whole;
    }

    Run run() {
        Map<String, Json> seen;
        try {
            bytes = SeenSource.bytes(plan);
            seen = SeenSource.now(plan, bytes <= HASHED, edits.known());
        } catch (SourceException | UncheckedIOException unreadable) {
            return whole.get(); // which says it in its own way
        }
        if (!Files.isDirectory(keeper.folder())) {
            return first(seen);
        }
        StateFolder opened;
        try {
            opened = StateFolder.open(keeper.folder(), options.budget(), options.threads());
        } catch (UncheckedIOException problem) {
            if (edits.hasFresh()) {
                throw problem;
            }
            Run run = Reason.isReadOnly(problem.getCause()) ? unlocked(seen) : null;
            return run != null ? run : with(whole.get(), "its state cannot be read", problem.getMessage());
        }
        try (StateFolder state = opened) {
            if (state == null && !edits.hasFresh()) {
                return with(whole.get(), "another run is at work here", "another run is at work here");
            }
            if (state == null || !edits.areKept(state.properties())) {
                throw busy();
            }
            String reason = keeper.judge(state.properties());
            boolean isKnown = reason == null;
            reason = options.full() ? "that was asked for" : reason;
            if (reason == null) {
                try {
                    Run run = known(state, seen);
                    if (run != null) {
                        return run;
                    }
                    reason = keeper.isEdited()
                            ? StateKeeper.EDITED
                            : bytes <= KEPT || expectsEdits()
                                    ? "the run before kept nothing"
                                    : "rows of more than 256 MiB are kept where edits are given or files are written"
                                            + " later";
                } catch (RefusedException | UncheckedIOException refused) {
                    reason = String.valueOf(refused.getMessage());
                }
            }
            return whole(state, seen, isKnown, reason);
        }
    }

    /**
     * Whether rows are kept of sources of so many bytes.
     *
     * @param isKnown whether the same flow ran before
     * @param loads whether the plan can be loaded all at once
     */
    static boolean keeps(long bytes, boolean isKnown, boolean expectsEdits, BooleanSupplier loads) {
        return expectsEdits || bytes <= KEPT && (isKnown || bytes <= KEPT_IN_PARTS || loads.getAsBoolean());
    }

    /** Whether there are edits, or a dump is written later, which is for those who send them. */
    private boolean expectsEdits() {
        return edits.hasFresh()
                || SeenSource.reads(plan).stream().anyMatch(edits::isEdited)
                || plan.steps().stream()
                        .anyMatch(step -> step.processor() instanceof Staged staged && staged.putsOff());
    }

    private Run first(Map<String, Json> seen) {
        if (mayKeepBeside()) {
            StateFolder opened = null;
            try {
                opened = StateFolder.open(keeper.folder(), options.budget(), options.threads());
            } catch (UncheckedIOException problem) {
                // What it means is said behind the run.
            }
            if (opened != null) {
                return first(opened, seen);
            }
        }
        Run run = whole.get();
        if (!run.completed()) {
            return run;
        }
        try (StateFolder state = StateFolder.open(keeper.folder(), options.budget(), options.threads())) {
            if (state == null) {
                edits.requireNone(busy());
            }
            String notKept = state == null
                    ? "another run is at work here"
                    : keep(run, state, seen, false, state.properties(), null);
            return with(run, Changes.FIRST, notKept);
        } catch (UncheckedIOException problem) {
            edits.requireNone(problem);
            return with(run, Changes.FIRST, problem.getMessage());
        }
    }

    private Run first(StateFolder opened, Map<String, Json> seen) {
        boolean done = false;
        try (StateFolder state = opened) {
            Run run = whole(state, seen, false, Changes.FIRST);
            done = run.completed();
            return run;
        } finally {
            if (!done) {
                opened.removeMade();
            }
        }
    }

    /** Runs the whole, and keeps what the next run starts from: behind it, or beside it where that pays. */
    private Run whole(StateFolder state, Map<String, Json> seen, boolean isKnown, String reason) {
        JsonObject before = state.properties();
        Keeping keeping = mayKeepBeside() ? keepBeside(state, seen, isKnown) : null;
        if (keeping == null) {
            Run run = whole.get();
            return with(run, reason, keep(run, state, seen, isKnown, before, null));
        }
        boolean done = false;
        try (StateBuilder builder = keeping.builder()) {
            Run run = whole.get();
            done = run.completed() && run.valid() && run.report().warnings().isEmpty();
            if (!done) {
                keeping.cancel();
            }
            return with(run, reason, keep(run, state, seen, isKnown, before, done ? keeping : null));
        } finally {
            if (!done) {
                keeping.cancel();
            }
        }
    }

    /**
     * Rows that are kept while the run writes its files.
     *
     * @param loaded when all have gone through
     * @param hashed the hashes of the sources' files
     */
    private record Keeping(StateBuilder builder, Beside<?> loaded, Beside<Map<String, Json>> hashed) {
        List<KeptSource> finish() {
            boolean done = false;
            try {
                List<KeptSource> sources = builder.finish(loaded::result);
                done = true;
                return sources;
            } finally {
                if (!done) {
                    loaded.cancel();
                }
            }
        }

        void cancel() {
            loaded.cancel();
        }
    }

    /** Whether there is enough to do, and room for it, that rows may be kept while the run is at work. */
    private boolean mayKeepBeside() {
        return bytes >= BESIDE
                && options.threads() > 1
                && !edits.hasFresh()
                && SeenSource.reads(plan).stream().noneMatch(edits::isEdited)
                && hasRoom();
    }

    /** Whether the disk has room for rows that are kept before the files are written. */
    private boolean hasRoom() {
        Path there = keeper.folder();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there != null && Files.getFileStore(there).getUsableSpace() / 8 > bytes;
        } catch (IOException unknown) {
            return false;
        }
    }

    private @Nullable Keeping keepBeside(StateFolder state, Map<String, Json> seen, boolean isKnown) {
        StateBuilder builder = new StateBuilder(plan, options, state, edits, false);
        try {
            if (!keeps(bytes, isKnown, expectsEdits(), () -> true)) {
                return null;
            }
            builder.begin(state.budget());
        } catch (RefusedException | WeirException | UncheckedIOException unsuitable) {
            builder.close();
            return null; // the run says what it is
        }
        Beside<Boolean> loaded = Beside.begin(
                "weir-state",
                () -> {
                    builder.loadAll();
                    return true;
                },
                builder::cancel);
        return new Keeping(builder, loaded, hash(seen));
    }

    private UncheckedIOException busy() {
        String note = keeper.folder() + ": another run is at work here: run again when it has finished";
        return new UncheckedIOException(note, new IOException(note));
    }

    private static Run with(Run run, String reason, @Nullable String notKept) {
        return run.with(new Changes(0, 0, Map.of(), Map.of(), Changes.Rebuilt.NONE, reason, notKept));
    }

    /** A run on the state of the one before; null where there is too little of it. */
    private @Nullable Run known(StateFolder state, Map<String, Json> seen) {
        if (state.isThere()) {
            return new Refreshing(plan, options, inputs, state, edits).run(begin, keeper, seen);
        }
        JsonObject before = keeper.seen();
        if (keeper.isEdited() || edits.hasFresh() || !SeenSource.areUntouched(before, seen, plan, edits)) {
            return null;
        }
        Run run = standing(Stage::prepare);
        if (run != null && !SeenSource.areMarked(before, seen)) {
            commit(
                    state,
                    keeper.properties(new JsonObject(seen, Json.Place.NONE), run.stages())); // not hashed next time
        }
        return run;
    }

    /** A run where nothing can be written; null where something is to be. */
    private @Nullable Run unlocked(Map<String, Json> seen) {
        boolean isKnown = !options.full() && keeper.judge(StateFolder.properties(keeper.folder())) == null;
        return isKnown && !keeper.isEdited() && SeenSource.areUntouched(keeper.seen(), seen, plan, edits)
                ? standing(Stage::leave)
                : null;
    }

    /** Nothing has changed: a run without rows; null where a step has to see rows all the same. */
    private @Nullable Run standing(Consumer<Stage> how) {
        List<Stage> stages = new ArrayList<>();
        boolean stands = false;
        try {
            stands = stand(stages);
            if (!stands) {
                return null;
            }
            stages.forEach(how);
            Stages.commit(stages);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Report report = new Report("", List.of(), List.of(), List.of(), seconds);
            Changes changes = new Changes(0, 0, Map.of(), Map.of(), Changes.Rebuilt.NONE, null, null);
            return new Run(report, true, stages, Map.of(), seconds, changes, List.of());
        } finally {
            if (!stands) {
                stages.forEach(Stage::abandon);
            }
        }
    }

    private boolean stand(List<Stage> stages) {
        Map<String, Operation.Read> untouched = new LinkedHashMap<>();
        for (Plan.Planned step : plan.steps()) {
            Stage stage = null;
            if (step.processor() instanceof Staged staged) {
                stage = staged.stage(step.after(), inputs);
                stage.reads(SeenSource.reads(plan, step));
                stages.add(stage);
            }
            for (Operation operation : step.operations()) {
                if (operation instanceof Operation.Read read
                        && !read.removes()
                        && read.order().isOfFile()
                        && !edits.isEdited(read)) {
                    untouched.put(read.output(), read);
                } else if (operation instanceof Operation.Check check
                        && check.onError().removes()) {
                    untouched.remove(check.output());
                }
                if (!(operation instanceof Operation.Apply apply)) {
                    continue;
                }
                if (!(apply.form() instanceof Whole form)) {
                    untouched.remove(apply.output());
                    continue;
                }
                Operation.Read read = untouched.get(apply.output());
                var resource = step.after().resource(apply.output());
                if (stage == null || resource == null || !stage.holds(resource.name())) {
                    return false;
                }
                form.open(
                        new Whole.Opening(resource, inputs, stage, null, (batch, row, code, field, note) -> {}, true));
            }
        }
        return true;
    }

    /**
     * Keeps what the next run starts from; why not, null where it was kept.
     *
     * @param isKnown whether the same flow ran before
     * @param before what was kept before the run
     * @param beside what was kept beside the run, null for nothing
     */
    private @Nullable String keep(
            Run run,
            StateFolder state,
            Map<String, Json> seen,
            boolean isKnown,
            JsonObject before,
            @Nullable Keeping beside) {
        if (!run.completed()) {
            return "rows are in error";
        }
        boolean isOld = !before.properties().isEmpty() && !keeper.isPublished(before);
        boolean isInError = !run.valid() || !run.report().warnings().isEmpty();
        try {
            boolean isKept = beside != null && finish(beside, run, state, seen);
            if (!isKept) {
                StateBuilder builder = new StateBuilder(plan, options, state, edits, !run.valid());
                boolean tables = keeps(bytes, isKnown, expectsEdits(), builder::loads);
                if (!tables && isInError) {
                    return keepNothing(state, isOld, "rows are in error");
                }
                state.clear();
                if (tables) {
                    Beside<Map<String, Json>> hashed = hash(seen);
                    commit(run, state, seen, hashed, builder, builder.build());
                } else {
                    commit(state, keeper.properties(known(seen, run), run.stages()));
                }
            }
            return null;
        } catch (RefusedException refused) {
            return isInError
                    ? keepNothing(state, isOld, String.valueOf(refused.getMessage()))
                    : keepSeen(run, state, seen, refused);
        } catch (UncheckedIOException problem) {
            edits.requireNone(problem);
            return problem.getMessage();
        }
    }

    /** Keeps what was loaded beside the run; false where it cannot be, as when there was too little room for both. */
    private boolean finish(Keeping beside, Run run, StateFolder state, Map<String, Json> seen) {
        List<KeptSource> sources;
        try {
            sources = beside.finish();
        } catch (RefusedException refused) {
            beside.builder().close();
            return false;
        }
        commit(run, state, seen, beside.hashed(), beside.builder(), sources);
        return true;
    }

    private void commit(
            Run run,
            StateFolder state,
            Map<String, Json> seen,
            Beside<Map<String, Json>> hashed,
            StateBuilder builder,
            List<KeptSource> sources) {
        Map<String, Json> kept = new LinkedHashMap<>(seen);
        kept.putAll(hashed.result());
        kept.putAll(RefreshedSources.shapes(sources, edits));
        if (!SeenSource.isStill(seen, plan)) {
            throw new RefusedException("a file was changed while it was read");
        }
        if (!RunReport.isSame(builder.report(), run.report())) {
            throw new RefusedException("rows are in error in a way that is not kept");
        }
        commit(state, keeper.properties(new JsonObject(kept, Json.Place.NONE), run.stages()));
    }

    /** Hashes the files of sources, on a thread of its own while their rows are kept if it may. */
    private Beside<Map<String, Json>> hash(Map<String, Json> seen) {
        Beside<Map<String, Json>> hashed =
                Beside.begin("weir-hash-sources", () -> SeenSource.hashed(plan, seen), () -> {});
        if (options.threads() == 1) {
            hashed.result();
        }
        return hashed;
    }

    private void commit(StateFolder state, JsonObject properties) {
        state.commit(edits.addTo(properties));
        edits.removeUnused();
    }

    /**
     * Where rows in error were published, what the run before kept is of no use any more.
     *
     * @param isOld whether something is kept of another version than what is published
     */
    private String keepNothing(StateFolder state, boolean isOld, String why) {
        if (isOld || edits.isChanged()) {
            try {
                state.clear();
                commit(state, keeper.inError());
            } catch (UncheckedIOException problem) {
                edits.requireNone(problem);
                // What was kept is of another version: the next run does not build on it either.
            }
        }
        return why;
    }

    /** What was seen of the sources, with the hashes that the run has come by. */
    private static JsonObject known(Map<String, Json> seen, Run run) {
        return new JsonObject(SeenSource.withHashes(seen, run.stages()), Json.Place.NONE);
    }

    private String keepSeen(Run run, StateFolder state, Map<String, Json> seen, RefusedException refused) {
        try {
            state.clear();
            commit(state, keeper.properties(known(seen, run), run.stages()));
        } catch (UncheckedIOException problem) {
            edits.requireNone(problem);
            // The next run is one of the whole, as it would be in any case but for untouched files.
        }
        return String.valueOf(refused.getMessage());
    }
}
