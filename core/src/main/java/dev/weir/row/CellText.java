package dev.weir.row;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a cell for a message: as it stood in the source, without quotes; of a computed cell, its value. */
public final class CellText {
    private CellText() {}

    public static @Nullable String of(Column column, int row) {
        RawText raw = column.raw;
        if (raw != null && raw.has(row)) {
            if (raw.slices().length(row) == 0) {
                return "";
            }
            return unquote(raw.slices().text(row), raw.physical().dialect().quoteChar());
        }
        Object value = column.value(row);
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString();
    }

    private static String unquote(String text, @Nullable String quote) {
        if (quote == null || !text.startsWith(quote)) {
            return text;
        }
        String inner = text.substring(1, text.endsWith(quote) && text.length() > 1 ? text.length() - 1 : text.length());
        return inner.replace(quote + quote, quote);
    }

    /** The texts of a row; what a row without any holds does not grow with its cells. */
    public static List<String> ofRow(Batch batch, int row) {
        String[] cells = new String[batch.columns().size()];
        boolean isEmpty = true;
        for (int i = 0; i < cells.length; i++) {
            String text = of(batch.column(i), row);
            cells[i] = text == null ? "" : text;
            isEmpty &= cells[i].isEmpty();
        }
        return isEmpty ? Collections.nCopies(cells.length, "") : Arrays.asList(cells);
    }
}
