package dev.weir.cli.diff;

import dev.weir.compare.ComparedRow;
import dev.weir.compare.EditLines;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.RowChange;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's difference in the highlighter format of daff (Coopy), as CSV: {@code @@} heads the fields, {@code +++} a row
 * that is added, {@code ---} one that is removed, {@code ->} one with cells that differ, written {@code old->new} with an
 * arrow that no cell of the row has, {@code :} one that stands elsewhere, {@code ...} rows that are left out. A cell
 * without a value is {@code NULL}; a text that reads so has an underscore in front.
 *
 * <p>Spec: http://paulfitz.github.io/daff-doc/spec.html
 */
public final class DiffDaff {
    private final ResourceDifference table;
    private final StringBuilder out = new StringBuilder();

    private DiffDaff(ResourceDifference table) {
        this.table = table;
    }

    public static String of(ResourceDifference table) {
        return new DiffDaff(table).text();
    }

    private String text() {
        Schema after = table.rows().after();
        List<String> head = new ArrayList<>(List.of("@@"));
        head.addAll(after.names());
        line(head);
        long shown = 0; // rows of the second table up to here are shown or left out
        for (RowChange change : table.rows().list()) {
            if (change.place() > shown) {
                skip();
            }
            row(change);
            shown = change.place() + (change.after() == null ? 0 : 1);
        }
        if (table.rowsAfter() > shown) {
            skip();
        }
        return out.toString();
    }

    private void skip() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i <= table.rows().after().fields().size(); i++) {
            cells.add("...");
        }
        line(cells);
    }

    private void row(RowChange change) {
        ComparedRow old = change.before();
        ComparedRow now = change.after();
        if (now == null && old != null) {
            line(cells("---", old, table.rows().before()));
        } else if (now != null && old == null) {
            line(cells("+++", now, table.rows().after()));
        } else if (now != null && change.kind() == RowChange.Kind.MOVED) {
            line(cells(":", now, table.rows().after()));
        } else if (now != null && old != null) {
            changed(old, now);
        }
    }

    private void changed(ComparedRow old, ComparedRow now) {
        List<String> from = cells("", old, table.rows().before());
        List<String> to = cells("", now, table.rows().after());
        String arrow = "->";
        while (contain(from, arrow) || contain(to, arrow)) {
            arrow = "-" + arrow;
        }
        List<String> cells = new ArrayList<>(List.of(arrow));
        for (int i = 1; i < to.size(); i++) {
            boolean isSame = old.hasSameText(i - 1, now);
            cells.add(isSame ? to.get(i) : from.get(i) + arrow + to.get(i));
        }
        line(cells);
    }

    private static boolean contain(List<String> cells, String arrow) {
        return cells.stream().anyMatch(cell -> cell.contains(arrow));
    }

    private static List<String> cells(String tag, ComparedRow row, Schema schema) {
        List<String> cells = new ArrayList<>(List.of(tag));
        for (int i = 0; i < schema.fields().size(); i++) {
            String text = EditLines.text(row, i, schema);
            boolean isNull = row.value(i) == null && !row.batch().column(i).isBad(row.row());
            boolean isEscaped = text.matches("_*NULL");
            cells.add(isNull && text.isEmpty() ? "NULL" : isEscaped ? "_" + text : text);
        }
        return cells;
    }

    private void line(List<String> cells) {
        String next = "";
        for (String cell : cells) {
            boolean quoted =
                    cell.isEmpty() || cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            out.append(next).append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
            next = ",";
        }
        out.append('\n');
    }
}
