package dev.weir.compare;

import dev.weir.row.Column;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of cells as they stood in their sources. */
final class CellBytes {
    private CellBytes() {}

    /** Whether two cells have the same bytes; a cell that is not there has none. */
    static boolean same(Column a, int row, Column b, int otherRow) {
        Slices first = slices(a, row);
        Slices second = slices(b, otherRow);
        if (first == null || second == null) {
            return first == second;
        }
        return Arrays.equals(
                first.bytes,
                first.start(row),
                first.end(row),
                second.bytes,
                second.start(otherRow),
                second.end(otherRow));
    }

    /** The text of a cell without quotes; empty where there is none. */
    static String text(Column column, int row) {
        Slices slices = slices(column, row);
        RawText raw = column.raw;
        if (slices == null || raw == null) {
            return "";
        }
        int start = slices.start(row);
        String text = new String(slices.bytes, start, slices.end(row) - start, StandardCharsets.UTF_8);
        String quote = raw.physical().dialect().quoteChar();
        if (quote == null || quote.isEmpty() || text.length() < 2 || !text.startsWith(quote) || !text.endsWith(quote)) {
            return text;
        }
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }

    private static @Nullable Slices slices(Column column, int row) {
        RawText raw = column.raw;
        boolean absent = column.states != null && column.states[row] == Column.ABSENT;
        return raw == null || absent || !raw.has(row) ? null : raw.slices();
    }
}
