package dev.weir.run;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.RawText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a cell for a message: as it stood in the source, without quotes; of a computed cell, its value. */
final class CellText {
    private CellText() {}

    static @Nullable String of(Column column, int row) {
        RawText raw = column.raw;
        if (raw != null && raw.has(row)) {
            return unquote(raw.slices().text(row), raw.physical().dialect().quoteChar());
        }
        Object value = column.value(row);
        return value == null ? null : value.toString();
    }

    private static String unquote(String text, @Nullable String quote) {
        if (quote == null || !text.startsWith(quote)) {
            return text;
        }
        String inner = text.substring(1, text.endsWith(quote) && text.length() > 1 ? text.length() - 1 : text.length());
        return inner.replace(quote + quote, quote);
    }

    static List<String> ofRow(Batch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (Column column : batch.columns()) {
            String text = of(column, row);
            cells.add(text == null ? "" : text);
        }
        return cells;
    }
}
