package dev.weir.cli.report;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.util.List;

/** A report as Markdown, for a pull request or a wiki: a table of the resources, counts by code and field, the first errors. */
public final class ReportMarkdown {
    private static final int SHOWN_ERRORS = 20;
    private static final int SHOWN_TEXT = 120;

    private final StringBuilder out = new StringBuilder();

    private ReportMarkdown() {}

    public static String of(Report report) {
        return new ReportMarkdown().report(report);
    }

    private String report(Report report) {
        out.append("## ")
                .append(Markup.cell(report.place()))
                .append(": ")
                .append(Words.verdict(report))
                .append("\n\n");
        for (String warning : report.warnings()) {
            out.append("- warning: ").append(Markup.cell(warning)).append('\n');
        }
        if (!report.warnings().isEmpty()) {
            out.append('\n');
        }
        if (!report.errors().isEmpty()) {
            out.append("| line | place | error |\n| ---: | --- | --- |\n");
            for (RowError error : report.errors()) {
                String line = error.position().line() > 0
                        ? String.valueOf(error.position().line())
                        : "";
                String pointer = error.pointer() == null ? "" : error.pointer();
                row(line, Markup.cell(pointer), Markup.cell(error.message()));
            }
            out.append('\n');
        }
        if (!report.tasks().isEmpty()) {
            out.append("| resource | rows | errors |\n| --- | ---: | ---: |\n");
            for (Task task : report.tasks()) {
                row(Markup.cell(task.name()), number(task.rows()), number(task.errorCount()));
            }
            out.append('\n');
        }
        report.tasks().stream().filter(task -> !task.valid()).forEach(this::task);
        return out.toString();
    }

    private void task(Task task) {
        out.append("### ").append(Markup.cell(task.name())).append("\n\n");
        out.append("| count | code | field |\n| ---: | --- | --- |\n");
        for (Words.CodeCount count : Words.counts(task)) {
            row(number(count.count()), count.code().code(), Markup.cell(count.field()));
        }
        out.append("\n| row | line | field | cell | error |\n| ---: | ---: | --- | --- | --- |\n");
        List<RowError> errors = task.errors();
        for (RowError error : errors.subList(0, Math.min(SHOWN_ERRORS, errors.size()))) {
            long number = error.position().rowNumber();
            long line = error.position().line();
            row(
                    number > 0 ? String.valueOf(number) : "",
                    line > 0 ? String.valueOf(line) : "",
                    error.fieldName() == null ? "" : Markup.cell(error.fieldName()),
                    error.cell() == null ? "" : Markup.cell(Markup.shortened(error.cell(), SHOWN_TEXT)),
                    error.code().code() + ": " + Markup.cell(Markup.shortened(error.note(), SHOWN_TEXT)));
        }
        out.append('\n');
        if (task.errorCount() > SHOWN_ERRORS) {
            out.append("… and ")
                    .append(number(task.errorCount() - SHOWN_ERRORS))
                    .append(" more\n\n");
        }
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String number(long number) {
        return Words.digits(number);
    }
}
