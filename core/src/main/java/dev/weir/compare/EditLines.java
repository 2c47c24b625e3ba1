package dev.weir.compare;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Schema;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A table's difference as edits, one JSON object a line: applied in turn to the first table they give the second, on the
 * fields that both have: the same values in the same order. A row that is only written otherwise is no edit.
 *
 * <p>Rows that moved are taken away first, by where they stood, and put back where they stand; then the others come in the
 * order of the second table. Where no key is declared every line says which row number it follows ({@code _after}), as do
 * rows without a value in their key, and rows that are put between others.
 */
public final class EditLines {
    private final ResourceDifference table;
    private final Schema schema;
    private final int[] key;
    private final List<RowChange> changes;
    private final Consumer<String> to;

    private EditLines(ResourceDifference table, Consumer<String> to) {
        this.table = table;
        this.schema = table.rows().after();
        this.changes = table.rows().list();
        this.key = table.key().stream().mapToInt(schema::indexOf).toArray();
        this.to = to;
    }

    /** Gives the lines, without line ends. */
    public static void of(ResourceDifference table, Consumer<String> to) {
        EditLines lines = new EditLines(table, to);
        lines.takeMoved();
        lines.write();
    }

    private void takeMoved() {
        List<ComparedRow> moved = changes.stream()
                .filter(RowChange::moved)
                .map(RowChange::before)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(ComparedRow::number))
                .toList();
        long taken = 0;
        for (ComparedRow row : moved) {
            line("delete", row, table.rows().before(), row.number() - 1 - taken++, false);
        }
    }

    private void write() {
        long inserts = changes.stream()
                .filter(change -> change.moved() || change.kind() == RowChange.Kind.ADDED)
                .count();
        for (RowChange change : changes) {
            ComparedRow old = change.before();
            ComparedRow now = change.after();
            if (now == null && old != null) {
                line("delete", old, table.rows().before(), change.place(), false);
            } else if (now != null && (old == null || change.moved())) {
                boolean isLast = table.rowsAfter() - now.number() + 1 == inserts--;
                line("insert", now, schema, now.number() - 1, !isLast);
            } else if (now != null && old != null && change.kind() == RowChange.Kind.CHANGED) {
                line("update_preimage", old, table.rows().before(), now.number() - 1, false);
                line("update_postimage", now, schema, now.number() - 1, false);
            }
        }
    }

    private void line(String type, ComparedRow row, Schema read, long after, boolean isBetween) {
        StringBuilder line =
                new StringBuilder("{\"_change_type\":\"").append(type).append('"');
        if (isBetween || table.keyIsInferred() || !hasKey(row)) {
            line.append(",\"_after\":").append(after);
        }
        for (int i = 0; i < schema.fields().size(); i++) {
            line.append(',');
            JsonWriter.quote(schema.field(i).name(), line);
            line.append(':');
            value(row, i, read, line);
        }
        to.accept(line.append('}').toString());
    }

    private boolean hasKey(ComparedRow row) {
        for (int field : key) {
            if (row.value(field) == null) {
                return false;
            }
        }
        return key.length > 0;
    }

    private static void value(ComparedRow row, int field, Schema schema, StringBuilder line) {
        Object value = row.value(field);
        Column column = row.batch().column(field);
        BigDecimal number = column.type == FieldType.YEAR ? null : SameValue.number(value);
        if (number != null) {
            line.append(number.toPlainString());
        } else if (value instanceof Boolean) {
            line.append(value);
        } else if (value == null && !column.isBad(row.row())) {
            line.append("null");
        } else {
            JsonWriter.quote(text(row, field, schema), line);
        }
    }

    /** The text of a cell: as it stood, or as its value is written where it had none. */
    public static String text(ComparedRow row, int field, Schema schema) {
        RawText raw = row.batch().column(field).raw;
        Object value = row.value(field);
        if (raw != null && raw.has(row.row()) || value == null) {
            return CellBytes.text(row.batch().column(field), row.row());
        }
        return CellType.of(schema.field(field), schema.missingValues(schema.field(field)))
                .formatValue(value);
    }
}
