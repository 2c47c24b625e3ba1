package dev.weir.cli.report;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reports as one JUnit XML file, as build servers read it: a suite a package, a case for its descriptor and one a
 * resource; what was found in a case is its failure.
 */
public final class ReportJunit {
    private static final String DESCRIPTOR = "descriptor";

    private final StringBuilder out = new StringBuilder();

    private ReportJunit() {}

    public static String of(List<Report> reports) {
        ReportJunit xml = new ReportJunit();
        long tests = 0;
        long failures = 0;
        double seconds = 0;
        for (Report report : reports) {
            tests += 1 + report.tasks().size();
            failures += failures(report);
            seconds += report.seconds();
        }
        xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"weir validate\"");
        xml.counts(tests, failures, seconds);
        xml.out.append(">\n");
        reports.forEach(xml::suite);
        return xml.out.append("</testsuites>\n").toString();
    }

    private static long failures(Report report) {
        long tasks = report.tasks().stream().filter(task -> !task.valid()).count();
        return tasks + (report.errors().isEmpty() ? 0 : 1);
    }

    private void counts(long tests, long failures, double seconds) {
        out.append(" tests=\"").append(tests).append("\" failures=\"").append(failures);
        out.append("\" errors=\"0\" time=\"")
                .append(String.format(Locale.ROOT, "%.3f", seconds))
                .append('"');
    }

    private void suite(Report report) {
        out.append("  <testsuite name=\"").append(Markup.xml(report.place())).append('"');
        counts(1 + report.tasks().size(), failures(report), report.seconds());
        out.append(">\n");
        test(report, null, DESCRIPTOR, report.errors(), report.errors().size());
        for (Task task : report.tasks()) {
            test(report, task, task.name(), task.errors(), task.errorCount());
        }
        out.append("  </testsuite>\n");
    }

    private void test(Report report, @Nullable Task task, String name, List<RowError> errors, long count) {
        out.append("    <testcase classname=\"").append(Markup.xml(report.place()));
        out.append("\" name=\"").append(Markup.xml(name)).append('"');
        if (count == 0) {
            out.append("/>\n");
            return;
        }
        String type = errors.isEmpty() ? "" : errors.get(0).code().code();
        out.append(">\n      <failure type=\"").append(type);
        out.append("\" message=\"").append(Words.count(count, "error")).append("\">");
        for (RowError error : errors) {
            ErrorPlace place = ErrorPlace.of(report, task, error);
            String line = place.line() > 0 ? ":" + place.line() : "";
            out.append(Markup.xml(place.file() + line + ": " + error.code().code() + ": " + error.message()))
                    .append('\n');
        }
        if (count > errors.size()) {
            out.append("… and ").append(count - errors.size()).append(" more\n");
        }
        out.append("</failure>\n    </testcase>\n");
    }
}
