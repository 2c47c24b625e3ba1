package dev.weir.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** What is to be seen of rows: values, states and raw text, as text that can be compared. */
public final class SameRows {
    private SameRows() {}

    public static String cell(Column column, int row) {
        String raw = "";
        if (column.raw != null && column.raw.has(row)) {
            raw = " «" + column.raw.slices().text(row) + "»";
        }
        return column.value(row) + (column.isBad(row) ? " bad" : "") + raw;
    }

    public static String row(Batch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (Column column : batch.columns()) {
            cells.add(cell(column, row));
        }
        return cells.toString();
    }

    public static List<String> rows(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(row(batch, i));
        }
        return rows;
    }

    public static List<String> labelled(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(batch.label(i) + " " + row(batch, i));
        }
        return rows;
    }

    public static void assertSame(Batch expected, Batch actual, String about) {
        assertEquals(String.join("\n", labelled(expected)), String.join("\n", labelled(actual)), about);
    }
}
