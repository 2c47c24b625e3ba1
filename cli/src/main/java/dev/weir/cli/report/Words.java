package dev.weir.cli.report;

import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.Task;
import dev.weir.run.Changes;
import dev.weir.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Numbers in words for people. */
public final class Words {
    private Words() {}

    /** {@code 1 row}, {@code 2,000 rows}. */
    public static String count(long number, String noun) {
        return digits(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 2,000}. */
    public static String digits(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /** Whether a package is valid and how large it is: {@code valid, 2 resources, 561 rows}. */
    public static String verdict(Report report) {
        long rows = 0;
        for (Task task : report.tasks()) {
            rows += task.rows();
        }
        String size = count(report.tasks().size(), "resource") + ", " + count(rows, "row");
        return report.valid() ? "valid, " + size : "invalid, " + count(report.errorCount(), "error") + " in " + size;
    }

    /** How often a code was found in a field; {@code field} is empty for what is of no field. */
    record CodeCount(ErrorCode code, String field, long count) {}

    /** The errors of a task by code and field, in the order of codes and names. */
    static List<CodeCount> counts(Task task) {
        List<CodeCount> counts = new ArrayList<>();
        task.counts()
                .forEach((code, fields) ->
                        new TreeMap<>(fields).forEach((field, count) -> counts.add(new CodeCount(code, field, count))));
        return counts;
    }

    /** {@code 0.3 s}. */
    public static String seconds(double seconds) {
        long tenths = Math.round(seconds * 10);
        return tenths / 10 + "." + tenths % 10 + " s";
    }

    /** What a run did, in one line: which edits it took, what it read, or which changes it carried through. */
    public static String run(Run run) {
        StringBuilder line = new StringBuilder();
        run.notes().forEach(note -> line.append(note).append("; "));
        return line.append(rows(run)).toString();
    }

    private static String rows(Run run) {
        Changes changes = run.changes();
        String time = seconds(run.seconds());
        if (changes != null && changes.isIncremental()) {
            Changes.Rebuilt rebuilt = changes.rebuilt();
            if (rebuilt.steps() > 0) {
                return rebuilt.steps() + " of " + count(rebuilt.of(), "step") + " rebuilt: the flow has changed; "
                        + count(changes.in(), "changed row") + " in, " + count(changes.out(), "changed row") + " out; "
                        + time;
            }
            if (changes.in() == 0) {
                return "no row of the sources has changed; " + time;
            }
            long idle = changes.entered().values().stream()
                    .filter(rows -> rows == 0)
                    .count();
            return count(changes.in(), "changed row") + " in, " + count(changes.out(), "changed row") + " out, " + idle
                    + " of " + count(changes.entered().size(), "step") + " with nothing to do; " + time;
        }
        long rows = run.rowsRead().values().stream().mapToLong(Long::longValue).sum();
        String reason = changes == null ? null : changes.wholeBecause();
        return "read " + count(rows, "row") + " in " + time
                + (reason == null || reason.equals(Changes.FIRST) ? "" : " (all of them: " + reason + ")");
    }

    /** What a run carried through each step, a line a name of a step; none where it ran as a whole. */
    public static List<String> steps(Changes changes) {
        List<String> lines = new ArrayList<>();
        changes.entered().forEach((step, entered) -> {
            long fetched = changes.fetched().getOrDefault(step, 0L);
            lines.add(step + ": " + count(entered, "changed row") + " in"
                    + (fetched == 0 ? "" : ", " + count(fetched, "row") + " looked up again by later steps"));
        });
        changes.rebuilt()
                .entered()
                .forEach((step, entered) -> lines.add(step + ": rebuilt, " + count(entered, "row") + " in"));
        if (changes.notKept() != null) {
            lines.add("nothing is kept for the next run: " + changes.notKept());
        }
        return lines;
    }
}
