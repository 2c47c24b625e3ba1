package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.CellText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in error as they are put aside: the cells as text, then which field, which error, and why. */
public final class PutAside {
    private PutAside() {}

    /** The schema of rows that are put aside. */
    public static Schema schema(Schema schema) {
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(Field.of(field.name(), FieldType.STRING));
        }
        for (String name : List.of("_field", "_code", "_note")) {
            fields.add(Field.of(name, FieldType.STRING));
        }
        return Schema.of(fields);
    }

    /** Adds a row to those that go aside, under the label of the batch. */
    public static void add(
            BatchBuilder rows, Batch batch, int row, ErrorCode code, @Nullable String field, String note) {
        int width = batch.columns().size();
        for (int i = 0; i < width; i++) {
            append(rows, i, CellText.of(batch.column(i), row));
        }
        append(rows, width, field);
        append(rows, width + 1, code.code());
        append(rows, width + 2, note);
        rows.endRow(batch.label(row));
    }

    /** An empty text is a missing cell: it could not be told from one when it is read back. */
    private static void append(BatchBuilder rows, int column, @Nullable String text) {
        rows.column(column).append(text == null || text.isEmpty() ? null : (Object) text);
    }
}
