package dev.weir.cli.diff;

import dev.weir.cli.report.Words;
import dev.weir.compare.ComparedRow;
import dev.weir.compare.EditLines;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.RowChange;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.List;

/** A difference for people: descriptors first, then for each table the counts and the first rows, old → new. */
public final class DiffText {
    private static final int SHOWN_CELL = 40;
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;
    private final long mostRows;

    private DiffText(boolean colour, long mostRows) {
        this.colour = colour;
        this.mostRows = mostRows;
    }

    /** @param mostRows how many rows are shown a table, 0 for all */
    public static String of(PackageDifference difference, boolean colour, long mostRows) {
        DiffText text = new DiffText(colour, mostRows == 0 ? Long.MAX_VALUE : mostRows);
        text.schema(difference.schema());
        difference.resources().forEach(text::table);
        if (difference.isEmpty()) {
            text.out.append("no difference\n");
        }
        return text.out.toString();
    }

    private void schema(List<SchemaChange> changes) {
        for (SchemaChange change : changes) {
            String place = SchemaWords.place(change);
            String what = SchemaWords.what(change);
            out.append(place.isEmpty() ? "" : place + ": ");
            out.append(
                            switch (change.kind()) {
                                case FIELD_ADDED, RESOURCE_ADDED -> paint(GREEN, what);
                                case FIELD_REMOVED, RESOURCE_REMOVED -> paint(RED, what);
                                default -> what;
                            })
                    .append('\n');
        }
    }

    private void table(ResourceDifference table) {
        if (!table.differs()) {
            return;
        }
        out.append(table.name())
                .append(": ")
                .append(counts(table))
                .append("; ")
                .append(key(table))
                .append('\n');
        long shown = 0;
        for (RowChange change : table.rows().list()) {
            if (shown++ == mostRows) {
                break;
            }
            row(table, change);
        }
        long more = table.rows().list().size()
                - Math.min(mostRows, table.rows().list().size());
        if (more > 0) {
            out.append("  … and ").append(Words.count(more, "more row")).append('\n');
        }
    }

    /** {@code 2 rows added, 1 row changed}. */
    static String counts(ResourceDifference table) {
        List<String> counts = new ArrayList<>();
        count(counts, table.added(), " added");
        count(counts, table.removed(), " removed");
        count(counts, table.changed(), " changed");
        count(counts, table.textOnly(), " written otherwise");
        count(counts, table.moved(), " moved");
        return String.join(", ", counts);
    }

    private static void count(List<String> counts, long rows, String what) {
        if (rows > 0) {
            counts.add(Words.count(rows, "row") + what);
        }
    }

    static String key(ResourceDifference table) {
        return table.key().isEmpty()
                ? "no key: rows are compared as a sequence"
                : "key " + String.join(", ", table.key()) + (table.keyIsInferred() ? " (inferred)" : "");
    }

    private void row(ResourceDifference table, RowChange change) {
        ComparedRow old = change.before();
        ComparedRow now = change.after();
        Schema before = table.rows().before();
        Schema after = table.rows().after();
        if (now == null && old != null) {
            out.append("  ").append(paint(RED, "- " + name(table, old, before) + cells(table, old, before)));
        } else if (old == null && now != null) {
            out.append("  ").append(paint(GREEN, "+ " + name(table, now, after) + cells(table, now, after)));
        } else if (old != null && now != null) {
            boolean onlyMoved = change.kind() == RowChange.Kind.MOVED;
            out.append("  ")
                    .append(paint(YELLOW, onlyMoved ? ":" : "~"))
                    .append(' ')
                    .append(name(table, now, after));
            String next = "  ";
            for (int i = 0; i < after.fields().size(); i++) {
                String from = EditLines.text(old, i, before);
                String to = EditLines.text(now, i, after);
                if (!old.hasSameText(i, now)) {
                    out.append(next).append(after.field(i).name()).append(' ');
                    out.append(paint(RED, shown(from))).append(" → ").append(paint(GREEN, shown(to)));
                    out.append(from.equals(to) ? " (quotes)" : "");
                    next = ", ";
                }
            }
            if (change.moved()) {
                out.append(next)
                        .append("row ")
                        .append(old.number())
                        .append(" → ")
                        .append(now.number());
            }
        }
        out.append('\n');
    }

    /** How a row is called: by its key, without one by its number. */
    private static String name(ResourceDifference table, ComparedRow row, Schema schema) {
        if (table.key().isEmpty()) {
            return "row " + row.number();
        }
        List<String> parts = new ArrayList<>();
        for (String field : table.key()) {
            parts.add(field + "=" + shown(EditLines.text(row, schema.indexOf(field), schema)));
        }
        return String.join(" ", parts);
    }

    private static String cells(ResourceDifference table, ComparedRow row, Schema schema) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            String name = schema.field(i).name();
            String text = EditLines.text(row, i, schema);
            if (!table.key().contains(name) && !text.isEmpty()) {
                cells.add(name + " " + shown(text));
            }
        }
        return cells.isEmpty() ? "" : "  " + String.join(", ", cells);
    }

    private static String shown(String cell) {
        String line = cell.replace("\n", "\\n").replace("\r", "\\r");
        String cut = line.length() <= SHOWN_CELL ? line : line.substring(0, SHOWN_CELL) + "…";
        return cut.isEmpty() ? "\"\"" : cut;
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
