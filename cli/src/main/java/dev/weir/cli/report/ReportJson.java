package dev.weir.cli.report;

import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.StandardLink;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report as JSON, in the shape of frictionless-py 5, with line, byte, pointer and a link to the standard added. */
public final class ReportJson {
    private final StringBuilder out = new StringBuilder();
    private final boolean spaced;
    private int depth;
    private boolean first = true;

    private ReportJson(boolean spaced) {
        this.spaced = spaced;
    }

    /** Reports in one text: the report itself where there is one, else an array. */
    public static String pretty(List<Report> reports) {
        ReportJson json = new ReportJson(true);
        if (reports.size() == 1) {
            json.report(reports.get(0), false);
        } else {
            json.open('[');
            for (Report report : reports) {
                json.item();
                json.report(report, true);
            }
            json.close(']');
        }
        return json.out.append('\n').toString();
    }

    /** A report in one line, with its place. */
    public static String line(Report report) {
        ReportJson json = new ReportJson(false);
        json.report(report, true);
        return json.out.append('\n').toString();
    }

    private void report(Report report, boolean withPlace) {
        open('{');
        if (withPlace) {
            text("place", report.place());
        }
        value("valid", report.valid());
        name("stats");
        open('{');
        value("tasks", report.tasks().size());
        value("errors", report.errorCount());
        value("warnings", warnings(report));
        value("seconds", Math.round(report.seconds() * 1000) / 1000.0);
        close('}');
        texts("warnings", report.warnings());
        errors(report.errors());
        name("tasks");
        open('[');
        for (Task task : report.tasks()) {
            item();
            task(task);
        }
        close(']');
        close('}');
    }

    private static int warnings(Report report) {
        int count = report.warnings().size();
        for (Task task : report.tasks()) {
            count += task.warnings().size();
        }
        return count;
    }

    private void task(Task task) {
        open('{');
        text("name", task.name());
        text("type", task.type());
        value("valid", task.valid());
        text("place", task.place());
        texts("labels", task.labels());
        name("stats");
        open('{');
        if (task.bytes() >= 0) {
            value("bytes", task.bytes());
        }
        if (task.hash() != null) {
            text("hash", task.hash());
        }
        value("fields", task.fields());
        value("rows", task.rows());
        value("errors", task.errorCount());
        close('}');
        texts("warnings", task.warnings());
        errors(task.errors());
        close('}');
    }

    private void errors(List<RowError> errors) {
        name("errors");
        open('[');
        for (RowError error : errors) {
            item();
            error(error);
        }
        close(']');
    }

    private void error(RowError error) {
        Position position = error.position();
        open('{');
        text("type", error.code().code());
        text("title", error.code().title());
        text("message", error.message());
        text("note", error.note());
        if (position.rowNumber() > 0) {
            value("rowNumber", position.rowNumber());
        }
        if (error.fieldNumber() > 0) {
            value("fieldNumber", error.fieldNumber());
        }
        if (error.fieldName() != null) {
            text("fieldName", error.fieldName());
        }
        if (error.cell() != null) {
            text("cell", error.cell());
        }
        if (!error.cells().isEmpty()) {
            texts("cells", error.cells());
        }
        if (position.file() != null) {
            text("file", position.file());
        }
        if (position.line() > 0) {
            value("line", position.line());
        }
        if (position.offset() >= 0) {
            value("byte", position.offset());
        }
        if (error.pointer() != null) {
            if (error.column() > 0) {
                value("column", error.column());
            }
            text("pointer", error.pointer());
            text("link", StandardLink.of(error.pointerInPackage()));
        }
        close('}');
    }

    private void text(String name, @Nullable String value) {
        name(name);
        JsonWriter.quote(value == null ? "" : value, out);
    }

    private void value(String name, Object value) {
        name(name);
        out.append(value);
    }

    private void texts(String name, List<String> values) {
        name(name);
        open('[');
        for (String value : values) {
            item();
            JsonWriter.quote(value, out);
        }
        close(']');
    }

    private void name(String name) {
        item();
        JsonWriter.quote(name, out);
        out.append(spaced ? ": " : ":");
    }

    private void open(char bracket) {
        out.append(bracket);
        depth++;
        first = true;
    }

    private void item() {
        if (!first) {
            out.append(',');
        }
        first = false;
        line();
    }

    private void close(char bracket) {
        depth--;
        if (!first) {
            line();
        }
        out.append(bracket);
        first = false;
    }

    private void line() {
        if (spaced) {
            out.append('\n').append("  ".repeat(depth));
        }
    }
}
