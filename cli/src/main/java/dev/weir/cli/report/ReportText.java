package dev.weir.cli.report;

import dev.weir.descriptor.StandardLink;
import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Position;

/**
 * A report for people: a line for each table, the first errors with their place, field, cell and rule, and counts by code
 * and field.
 */
public final class ReportText {
    private static final int SHOWN_ERRORS = 10;
    private static final int SHOWN_CELL = 60;

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;

    private ReportText(boolean colour) {
        this.colour = colour;
    }

    public static String of(Report report, boolean colour) {
        return new ReportText(colour).report(report);
    }

    /** The errors of a run's steps; a task's place is its step. */
    public static String ofRun(Report report, String flow, boolean completed, boolean colour) {
        ReportText text = new ReportText(colour);
        for (Task task : report.tasks()) {
            text.out
                    .append(task.name())
                    .append(": ")
                    .append(text.paint("31", Words.count(task.errorCount(), "error")))
                    .append(" in ")
                    .append(task.place())
                    .append('\n');
            text.errors(task, "");
        }
        text.out.append(flow).append(": ").append(Words.count(report.errorCount(), "error"));
        return text.out
                .append(completed ? "; what was written is invalid\n" : "; nothing was written\n")
                .toString();
    }

    private String report(Report report) {
        for (RowError error : report.errors()) {
            boolean located = error.position().line() > 0
                    || error.pointer() != null && !error.pointer().isEmpty();
            out.append(report.place())
                    .append(located ? " " : ": ")
                    .append(descriptorError(error))
                    .append('\n');
        }
        for (Task task : report.tasks()) {
            task(task);
        }
        out.append(report.place()).append(": ").append(verdict(report));
        return out.append('\n').toString();
    }

    private static String descriptorError(RowError error) {
        String column = error.column() > 0 ? ", column " + error.column() : "";
        String line = error.position().line() > 0 ? "line " + error.position().line() + column + ' ' : "";
        if (error.pointer() == null || error.pointer().isEmpty()) {
            return line + error.note();
        }
        return line + error.pointer() + ": " + error.note() + "\n  see " + StandardLink.of(error.pointerInPackage());
    }

    private String verdict(Report report) {
        String verdict = Words.verdict(report);
        int comma = verdict.indexOf(',');
        return paint(report.valid() ? "32" : "31", verdict.substring(0, comma)) + verdict.substring(comma);
    }

    private void task(Task task) {
        out.append(task.name()).append(": ");
        if (task.valid()) {
            out.append(task.type().equals("table") ? Words.count(task.rows(), "row") : task.type())
                    .append(", valid\n");
            return;
        }
        out.append(Words.count(task.rows(), "row"))
                .append(", ")
                .append(paint("31", Words.count(task.errorCount(), "error")));
        out.append('\n');
        errors(task, task.place());
    }

    private void errors(Task task, String place) {
        int shown = 0;
        for (RowError error : task.errors()) {
            if (shown++ == SHOWN_ERRORS) {
                break;
            }
            error(place, error);
        }
        if (task.errorCount() > SHOWN_ERRORS) {
            out.append("  … and ").append(task.errorCount() - SHOWN_ERRORS).append(" more\n");
            counts(task);
        }
    }

    private void error(String taskPlace, RowError error) {
        Position position = error.position();
        String place = position.file() == null ? taskPlace : position.file();
        out.append(place.isEmpty() ? " " : "  ").append(place);
        if (position.line() > 0) {
            out.append(place.isEmpty() ? " line " : ":").append(position.line());
        }
        if (position.rowNumber() > 0) {
            out.append(" row ").append(position.rowNumber());
        }
        if (position.line() == 0 && position.offset() >= 0) {
            out.append(" byte ").append(position.offset());
        }
        if (error.fieldName() != null && !error.fieldName().isEmpty()) {
            out.append(" field ").append(error.fieldName());
        } else if (error.fieldNumber() > 0) {
            out.append(" column ").append(error.fieldNumber());
        }
        out.append(": ").append(error.code().code());
        if (error.cell() != null) {
            out.append(" \"").append(shortened(error.cell())).append('"');
        } else if (error.code().scope() == ErrorCode.Scope.ROW && !error.cells().isEmpty()) {
            out.append(" \"").append(shortened(String.join(",", error.cells()))).append('"');
        }
        if (!error.note().isEmpty()) {
            out.append(": ").append(error.note());
        }
        out.append('\n');
    }

    private static String shortened(String cell) {
        return Markup.shortened(cell.replace("\n", "\\n").replace("\r", "\\r"), SHOWN_CELL);
    }

    private void counts(Task task) {
        for (Words.CodeCount count : Words.counts(task)) {
            out.append("  ")
                    .append(count.count())
                    .append(" × ")
                    .append(count.code().code());
            out.append(count.field().isEmpty() ? "" : " in " + count.field()).append('\n');
        }
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
