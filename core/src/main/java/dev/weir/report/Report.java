package dev.weir.report;

import java.util.List;

/**
 * What was found in one package: errors of the package itself, and a task a resource. The shape is that of
 * frictionless-py 5.
 *
 * @param place the package as its user named it
 * @param seconds how long it took
 */
public record Report(String place, List<String> warnings, List<RowError> errors, List<Task> tasks, double seconds) {

    public boolean valid() {
        return errorCount() == 0;
    }

    /** All errors, listed or not. */
    public long errorCount() {
        long count = errors.size();
        for (Task task : tasks) {
            count += task.errorCount();
        }
        return count;
    }
}
