package dev.weir.run;

import dev.weir.process.OnError;
import dev.weir.report.ErrorLog;
import dev.weir.report.Report;
import dev.weir.report.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of a run: one task for each step and resource with errors that were neither dropped nor put aside; the others
 * as warnings.
 */
final class RunReport {
    private final List<Task> tasks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds the errors of a step on a resource. */
    void add(String step, String resource, ErrorLog log) {
        if (log.count() > 0) {
            tasks.add(new Task(
                    resource,
                    "table",
                    step,
                    List.of(),
                    -1,
                    null,
                    0,
                    0,
                    log.count(),
                    log.counts(),
                    List.of(),
                    log.errors()));
        }
    }

    /** Adds how many errors there are of rows that a step did not let go on. */
    void addRemoved(String step, String resource, OnError onError, long count) {
        if (count > 0) {
            warnings.add(resource + ": " + count + (count == 1 ? " error" : " errors") + " of rows "
                    + (onError == OnError.DROP ? "dropped" : "put into " + resource + "-quarantine") + " by " + step);
        }
    }

    /** Whether two reports have as many errors of each kind and step. */
    static boolean isSame(Report one, Report other) {
        return one.warnings().equals(other.warnings()) && counts(one).equals(counts(other));
    }

    private static List<Object> counts(Report report) {
        List<Object> counts = new ArrayList<>();
        report.tasks().forEach(task -> counts.add(List.of(task.name(), task.place(), task.counts())));
        return counts;
    }

    Report of(double seconds) {
        return new Report("", warnings, List.of(), tasks, seconds);
    }
}
