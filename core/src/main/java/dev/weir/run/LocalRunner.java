package dev.weir.run;

import dev.weir.flow.Plan;
import dev.weir.operate.Workspace;
import dev.weir.process.RunInputs;
import dev.weir.process.Stage;
import dev.weir.purity.Purity;
import dev.weir.report.Report;
import dev.weir.store.SpillFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan on this machine, on all cores, within the memory budget.
 *
 * <p>All steps see their rows before anything that they write becomes visible: stages are prepared, then committed, when
 * the last row has passed. A row in error under {@code fail} ends the run with nothing changed.
 */
public final class LocalRunner {
    private final Plan plan;
    private final RunOptions options;
    private final RunInputs inputs;

    private LocalRunner(Plan plan, RunOptions options, RunInputs inputs) {
        this.plan = plan;
        this.options = options;
        this.inputs = inputs;
    }

    /**
     * @param folder on the file system of temporary files
     * @throws dev.weir.process.FlowException where a step cannot run, before row 1
     * @throws dev.weir.process.ImpureException where a function is found impure, with nothing changed
     * @throws java.io.UncheckedIOException where a file cannot be read or written
     */
    public static Run run(Plan plan, RunOptions options, RunInputs inputs, Path folder) {
        StateKeeper keeper = StateKeeper.of(plan);
        LocalRunner runner = options.checksPure()
                ? new LocalRunner(Purity.checked(plan), options.withFull(true), inputs)
                : new LocalRunner(plan, options, inputs);
        return runner.run(folder, keeper);
    }

    private Run run(Path folder, @Nullable StateKeeper keeper) {
        long begin = System.nanoTime();
        RunEdits edits = RunEdits.of(plan, options.changes(), keeper == null ? null : keeper.folder());
        boolean keeps = keeper != null && options.keepsState();
        Run run = keeper == null || !keeps
                ? whole(folder, begin, edits, false)
                : new KeepingRun(plan, options, inputs, keeper, edits, begin, () -> whole(folder, begin, edits, true))
                        .run();
        return run.completed() ? run.with(edits.notes(keeps)) : run;
    }

    /**
     * Runs all steps on all rows.
     *
     * @param keepsEdits whether copies of the change files are kept for later runs
     */
    private Run whole(Path folder, long begin, RunEdits edits, boolean keepsEdits) {
        try (SpillFolder spills = options.spillFolder(folder)) {
            Workspace space = new Workspace(
                    options.budget(), spills, options.threads(), (batch, row, code, field, note) -> false);
            RunGraph graph = new RunGraph(options, inputs, space, edits, folder);
            boolean completed = false;
            try {
                graph.add(plan);
                boolean moved = move(graph);
                graph.printed().finish();
                completed = moved && prepared(graph);
                if (completed && keepsEdits) {
                    completed = false;
                    edits.copy();
                    completed = true;
                }
            } finally {
                graph.close();
                if (!completed) {
                    graph.stages().forEach(Stage::abandon);
                }
            }
            if (completed) {
                Stages.commit(graph.stages());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Run(
                    report(graph, completed, seconds),
                    completed,
                    List.copyOf(graph.stages()),
                    rowsRead(graph),
                    seconds,
                    null,
                    List.of());
        }
    }

    /** Runs the feeds as they become ready; false where rows are in error that end the run. */
    private boolean move(RunGraph graph) {
        List<FeedNode> waiting = new ArrayList<>(graph.feeds());
        while (!waiting.isEmpty()) {
            FeedNode next = null;
            for (FeedNode feed : waiting) {
                if (feed.isReady()) {
                    next = feed;
                    break;
                }
            }
            if (next == null) {
                throw new IllegalStateException("the steps of the flow wait for one another");
            }
            waiting.remove(next);
            if (hasFailed(graph)) {
                return false;
            }
            next.run(options.threads());
        }
        return !hasFailed(graph);
    }

    private static boolean hasFailed(RunGraph graph) {
        return graph.logs().stream().anyMatch(graph::isFailed);
    }

    private boolean prepared(RunGraph graph) {
        inputs.carrier().read(rowsRead(graph));
        if (!report(graph, true, 0).valid()) {
            graph.stages().forEach(Stage::markInvalid);
        }
        graph.stages().forEach(Stage::prepare);
        return true;
    }

    private static Map<String, Long> rowsRead(RunGraph graph) {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (FeedNode feed : graph.feeds()) {
            if (feed instanceof ScanNode scan) {
                rows.merge(scan.resource, scan.rows(), Long::sum);
            } else if (feed instanceof EditedNode edited) {
                rows.merge(edited.resource, edited.rows(), Long::sum);
            }
        }
        return rows;
    }

    /** Nothing is said of what would have been written. */
    private static Report report(RunGraph graph, boolean completed, double seconds) {
        RunReport report = new RunReport();
        for (RunGraph.CheckLog log : graph.logs()) {
            if (log.onError().removes() && !graph.isFailed(log)) {
                report.addRemoved(
                        log.step(), log.resource(), log.onError(), log.log().count());
            } else if (completed || !log.dump()) {
                report.add(log.step(), log.resource(), log.log());
            }
        }
        return report.of(seconds);
    }
}
