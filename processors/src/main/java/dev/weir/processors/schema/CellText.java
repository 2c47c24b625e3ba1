package dev.weir.processors.schema;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import dev.weir.type.CellType;

/** The text of the cells of one field: as it was read, without quotes, else canonical. */
public final class CellText {
    private final CellType type;

    public CellText(Schema schema, Field field) {
        this.type = CellType.of(field, schema.missingValues(field));
    }

    /**
     * Appends the text of a cell.
     *
     * @return false where it has none: a missing cell that was not read from a text
     */
    public boolean append(Column column, int row, TextBuffer out) {
        boolean value = !column.isNull(row);
        if (value && column instanceof TextColumn text) {
            out.put(text.slices.bytes, text.slices.start(row), text.slices.end(row));
            return true;
        }
        RawText raw = column.raw;
        if (raw != null && raw.has(row)) {
            unquoted(raw, row, out);
            return true;
        }
        if (value) {
            type.format(column, row, out);
        }
        return value;
    }

    private static void unquoted(RawText raw, int row, TextBuffer out) {
        Dialect dialect = raw.physical().dialect();
        byte[] bytes = raw.slices().bytes;
        int start = raw.slices().start(row);
        int end = raw.slices().end(row);
        while (dialect.skipInitialSpace() && start < end && bytes[start] == ' ') {
            start++;
        }
        String quoteText = dialect.quoteChar();
        String escapeText = dialect.escapeChar();
        byte quote = quoteText == null ? 0 : (byte) quoteText.charAt(0);
        byte escape = escapeText == null ? 0 : (byte) escapeText.charAt(0);
        boolean quoted = quote != 0 && end - start >= 2 && bytes[start] == quote && bytes[end - 1] == quote;
        if (quoted) {
            start++;
            end--;
        }
        for (int i = start; i < end; i++) {
            boolean doubled = quoted && bytes[i] == quote && i + 1 < end && bytes[i + 1] == quote;
            boolean escaped = escape != 0 && bytes[i] == escape && i + 1 < end;
            if (doubled || escaped) {
                i++;
            }
            out.put(bytes[i]);
        }
    }
}
