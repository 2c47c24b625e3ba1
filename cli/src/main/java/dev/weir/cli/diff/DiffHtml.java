package dev.weir.cli.diff;

import dev.weir.cli.report.Markup;
import dev.weir.compare.ComparedRow;
import dev.weir.compare.EditLines;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.RowChange;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.Schema;

/** A difference as a page by itself: no script, nothing to load, readable without colours. */
public final class DiffHtml {
    private static final String STYLE = """
            :root { color-scheme: light dark; font-family: system-ui, sans-serif }
            body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem }
            .wide { overflow-x: auto }
            table { border-collapse: collapse; font-size: 0.9rem }
            th, td { border: 1px solid #8886; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; white-space: pre-wrap }
            th { position: sticky; top: 0; background: Canvas }
            .added { background: #2a92; } .removed { background: #d332; } .moved { background: #38c2; }
            ins { background: #2a94; text-decoration: none } del { background: #d334 }
            .none { opacity: 0.6 }
            """;

    private final StringBuilder out = new StringBuilder();
    private final long mostRows;

    private DiffHtml(long mostRows) {
        this.mostRows = mostRows;
    }

    /**
     * @param title what is compared
     * @param mostRows how many rows are shown a table, 0 for all
     */
    public static String of(PackageDifference difference, String title, long mostRows) {
        DiffHtml page = new DiffHtml(mostRows == 0 ? Long.MAX_VALUE : mostRows);
        page.out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.out.append(
                "<meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n");
        page.out
                .append("<title>")
                .append(Markup.xml(title))
                .append("</title>\n<style>\n")
                .append(STYLE);
        page.out
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Markup.xml(title))
                .append("</h1>\n");
        page.body(difference);
        return page.out.append("</body>\n</html>\n").toString();
    }

    private void body(PackageDifference difference) {
        if (difference.isEmpty()) {
            out.append("<p>no difference</p>\n");
        }
        if (!difference.schema().isEmpty()) {
            out.append("<h2>Descriptor</h2>\n<ul>\n");
            for (SchemaChange change : difference.schema()) {
                String place = SchemaWords.place(change);
                out.append("<li>").append(place.isEmpty() ? "" : "<b>" + Markup.xml(place) + "</b>: ");
                out.append(Markup.xml(SchemaWords.what(change))).append("</li>\n");
            }
            out.append("</ul>\n");
        }
        difference.resources().stream().filter(ResourceDifference::differs).forEach(this::table);
    }

    private void table(ResourceDifference table) {
        out.append("<h2>").append(Markup.xml(table.name())).append("</h2>\n<p>");
        out.append(Markup.xml(DiffText.counts(table))).append("; ").append(Markup.xml(DiffText.key(table)));
        out.append("</p>\n<div class=\"wide\">\n<table>\n<tr><th></th><th>row</th>");
        for (String name : table.rows().after().names()) {
            out.append("<th>").append(Markup.xml(name)).append("</th>");
        }
        out.append("</tr>\n");
        long shown = 0;
        for (RowChange change : table.rows().list()) {
            if (shown++ == mostRows) {
                break;
            }
            row(table, change);
        }
        out.append("</table>\n</div>\n");
        long more = table.rows().list().size() - mostRows;
        if (more > 0) {
            out.append("<p>… and ").append(more).append(" more</p>\n");
        }
    }

    private void row(ResourceDifference table, RowChange change) {
        ComparedRow old = change.before();
        ComparedRow now = change.after();
        if (now == null && old != null) {
            head("removed", "−", String.valueOf(old.number()));
            cells(old, table.rows().before());
        } else if (now != null && old == null) {
            head("added", "+", String.valueOf(now.number()));
            cells(now, table.rows().after());
        } else if (now != null && old != null) {
            boolean onlyMoved = change.kind() == RowChange.Kind.MOVED;
            String number = change.moved() ? old.number() + " → " + now.number() : String.valueOf(now.number());
            head(onlyMoved ? "moved" : "changed", onlyMoved ? ":" : "~", number);
            changed(table, old, now);
        }
        out.append("</tr>\n");
    }

    private void head(String kind, String sign, String number) {
        out.append("<tr class=\"").append(kind).append("\"><td>").append(sign).append("</td><td>");
        out.append(number).append("</td>");
    }

    private void cells(ComparedRow row, Schema schema) {
        for (int i = 0; i < schema.fields().size(); i++) {
            out.append("<td>")
                    .append(Markup.xml(EditLines.text(row, i, schema)))
                    .append("</td>");
        }
    }

    private void changed(ResourceDifference table, ComparedRow old, ComparedRow now) {
        Schema before = table.rows().before();
        Schema after = table.rows().after();
        for (int i = 0; i < after.fields().size(); i++) {
            String to = Markup.xml(EditLines.text(now, i, after));
            if (old.hasSameText(i, now)) {
                out.append("<td class=\"none\">").append(to).append("</td>");
            } else {
                out.append("<td><del>").append(Markup.xml(EditLines.text(old, i, before)));
                out.append("</del> → <ins>").append(to).append("</ins></td>");
            }
        }
    }
}
