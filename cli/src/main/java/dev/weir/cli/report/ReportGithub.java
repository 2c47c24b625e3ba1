package dev.weir.cli.report;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import org.jspecify.annotations.Nullable;

/**
 * A report as workflow commands of GitHub Actions: an annotation of its file and line for each listed error, and a notice
 * with the counts. Source: GitHub's "Workflow commands for GitHub Actions".
 */
public final class ReportGithub {
    private final StringBuilder out = new StringBuilder();

    private ReportGithub() {}

    public static String of(Report report) {
        ReportGithub text = new ReportGithub();
        report.warnings()
                .forEach(warning -> text.command("warning", ErrorPlace.descriptor(report.place()), 0, "", warning));
        for (RowError error : report.errors()) {
            text.error(report, null, error);
        }
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                text.error(report, task, error);
            }
        }
        String verdict = report.place() + ": " + Words.verdict(report);
        if (report.valid()) {
            text.out.append(message(verdict)).append('\n');
        } else {
            text.command("notice", "", 0, "", verdict);
        }
        return text.out.toString();
    }

    private void error(Report report, @Nullable Task task, RowError error) {
        ErrorPlace place = ErrorPlace.of(report, task, error);
        String resource = task == null ? "" : task.name() + ": ";
        command("error", place.file(), place.line(), error.code().title(), resource + error.message());
    }

    private void command(String kind, String file, long line, String title, String message) {
        out.append("::").append(kind);
        String separator = " ";
        if (!file.isEmpty()) {
            out.append(separator).append("file=").append(property(file));
            separator = ",";
        }
        if (line > 0) {
            out.append(separator).append("line=").append(line);
        }
        if (!title.isEmpty()) {
            out.append(separator).append("title=").append(property(title));
        }
        out.append("::").append(message(message)).append('\n');
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
