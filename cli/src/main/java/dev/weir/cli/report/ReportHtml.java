package dev.weir.cli.report;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports as a page by itself: no script, nothing to load, readable without colours. For each table its counts by code and
 * field and its first failing rows, the cells that fail marked.
 */
public final class ReportHtml {
    private static final int SHOWN_ROWS = 100;
    private static final int SHOWN_CELL = 200;
    private static final String STYLE = """
            :root { color-scheme: light dark; font-family: system-ui, sans-serif }
            body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
            .wide { overflow-x: auto }
            table { border-collapse: collapse; font-size: 0.9rem; margin: 0.5rem 0 }
            th, td { border: 1px solid #8886; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top }
            td { white-space: pre-wrap }
            th { background: Canvas }
            .number { text-align: right }
            .valid { color: #2a7a2a; color: light-dark(#1a6a1a, #7c7) }
            .invalid { color: light-dark(#a11, #f88) }
            .bad { background: #d332 } .bad mark { background: #d336; color: inherit; font-weight: bold }
            .bad small { display: block; white-space: normal }
            """;

    private final StringBuilder out = new StringBuilder();

    private ReportHtml() {}

    public static String of(List<Report> reports) {
        return new ReportHtml().page(reports);
    }

    private String page(List<Report> reports) {
        long invalid = reports.stream().filter(report -> !report.valid()).count();
        String title = reports.size() == 1
                ? reports.get(0).place()
                : Words.count(reports.size(), "package") + ", " + invalid + " invalid";
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n");
        out.append("<title>")
                .append(Markup.xml(title))
                .append("</title>\n<style>\n")
                .append(STYLE);
        out.append("</style>\n</head>\n<body>\n");
        reports.forEach(this::report);
        return out.append("</body>\n</html>\n").toString();
    }

    private void report(Report report) {
        out.append("<h1>").append(Markup.xml(report.place())).append("</h1>\n<p class=\"");
        out.append(report.valid() ? "valid" : "invalid").append("\">").append(Markup.xml(Words.verdict(report)));
        out.append("</p>\n");
        if (!report.warnings().isEmpty()) {
            out.append("<ul>\n");
            report.warnings()
                    .forEach(warning -> out.append("<li>warning: ")
                            .append(Markup.xml(warning))
                            .append("</li>\n"));
            out.append("</ul>\n");
        }
        if (!report.errors().isEmpty()) {
            out.append("<h2>Descriptor</h2>\n");
            table("line", "place", "error");
            for (RowError error : report.errors()) {
                long line = error.position().line();
                row(
                        line > 0 ? String.valueOf(line) : "",
                        error.pointer() == null ? "" : error.pointer(),
                        error.message());
            }
            out.append("</table></div>\n");
        }
        if (!report.tasks().isEmpty()) {
            table("resource", "rows", "errors", "");
            for (Task task : report.tasks()) {
                row(
                        task.name(),
                        Words.digits(task.rows()),
                        Words.digits(task.errorCount()),
                        task.valid() ? "valid" : "invalid");
            }
            out.append("</table></div>\n");
        }
        report.tasks().stream().filter(task -> !task.valid()).forEach(this::task);
    }

    private void task(Task task) {
        out.append("<h2>").append(Markup.xml(task.name())).append("</h2>\n");
        table("count", "code", "field");
        for (Words.CodeCount count : Words.counts(task)) {
            row(Words.digits(count.count()), count.code().code(), count.field());
        }
        out.append("</table></div>\n");
        List<FailingRow> rows = FailingRow.of(task, SHOWN_ROWS);
        rows(task, rows);
        long shown = rows.stream().mapToLong(row -> row.errors().size()).sum();
        if (shown < task.errorCount()) {
            out.append("<p>… and ")
                    .append(Words.count(task.errorCount() - shown, "error"))
                    .append(" more</p>\n");
        }
    }

    private void rows(Task task, List<FailingRow> rows) {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        List<String> head = new ArrayList<>(List.of("row", "line"));
        for (int i = 0; i < width; i++) {
            head.add(i < task.labels().size() ? task.labels().get(i) : "");
        }
        head.add("of the row");
        table(head.toArray(String[]::new));
        for (FailingRow row : rows) {
            out.append("<tr><td class=\"number\">").append(row.rowNumber() > 0 ? row.rowNumber() : "");
            out.append("</td><td class=\"number\">")
                    .append(row.line() > 0 ? row.line() : "")
                    .append("</td>");
            for (int i = 0; i < width; i++) {
                cell(row, i);
            }
            List<RowError> ofRow = row.ofRow();
            out.append(ofRow.isEmpty() ? "<td>" : "<td class=\"bad\">");
            for (RowError error : ofRow) {
                out.append("<small>");
                String text = row.rowNumber() > 0 ? error.note() : error.message();
                out.append(Markup.xml(error.code().code() + ": " + text)).append("</small>");
            }
            out.append("</td></tr>\n");
        }
        out.append("</table></div>\n");
    }

    private void cell(FailingRow row, int index) {
        if (index >= row.cells().size()) {
            out.append("<td></td>");
            return;
        }
        String text = Markup.xml(Markup.shortened(row.cells().get(index), SHOWN_CELL));
        List<RowError> errors = row.of(index + 1);
        if (errors.isEmpty()) {
            out.append("<td>").append(text).append("</td>");
            return;
        }
        out.append("<td class=\"bad\"><mark>").append(text).append("</mark>");
        for (RowError error : errors) {
            out.append("<small>")
                    .append(Markup.xml(error.code().code() + ": " + error.note()))
                    .append("</small>");
        }
        out.append("</td>");
    }

    private void table(String... head) {
        out.append("<div class=\"wide\"><table>\n<tr>");
        for (String label : head) {
            out.append("<th>").append(Markup.xml(label)).append("</th>");
        }
        out.append("</tr>\n");
    }

    private void row(String... cells) {
        out.append("<tr>");
        for (String cell : cells) {
            out.append("<td>").append(Markup.xml(cell)).append("</td>");
        }
        out.append("</tr>\n");
    }
}
