package dev.weir.run;

import dev.weir.process.Stage;
import dev.weir.report.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param report the errors of all steps, a task a resource
 * @param completed whether all steps ran and what they wrote is published; if not, nothing was changed
 * @param stages the effects of its steps, in order, for those who know their kind
 * @param rowsRead rows read, by resource
 * @param seconds how long it took
 * @param changes what it made of the state that the run before had kept; null where the flow keeps none
 * @param notes what became of change files, for people
 */
public record Run(
        Report report,
        boolean completed,
        List<Stage> stages,
        Map<String, Long> rowsRead,
        double seconds,
        @Nullable Changes changes,
        List<String> notes) {

    /** Whether no row was in error but those that a step dropped or put aside. */
    public boolean valid() {
        return report.valid();
    }

    Run with(Changes changes) {
        return new Run(report, completed, stages, rowsRead, seconds, changes, notes);
    }

    Run with(List<String> notes) {
        return new Run(report, completed, stages, rowsRead, seconds, changes, notes);
    }
}
