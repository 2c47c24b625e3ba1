package dev.weir.validate;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.type.CellType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches made from cell texts. */
final class Batches {
    private Batches() {}

    /** A schema from JSON, with single quotes for double ones. */
    static Schema schema(String json) {
        return new Schema(
                (JsonObject) JsonReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "schema"));
    }

    /** Casts rows of texts; the first row has the label {@code base}, the next one more. */
    static Batch of(Schema schema, List<String[]> rows, long base) {
        return of(schema, rows, base, null);
    }

    static Batch of(Schema schema, List<String[]> rows, long base, long[] labels) {
        List<Column> columns = new ArrayList<>();
        for (int field = 0; field < schema.fields().size(); field++) {
            TextBuffer buffer = new TextBuffer(256);
            buffer.put(new byte[Slices.PAD_FRONT]);
            int[] pairs = new int[2 * rows.size()];
            for (int row = 0; row < rows.size(); row++) {
                pairs[2 * row] = buffer.length;
                buffer.put(rows.get(row)[field]);
                pairs[2 * row + 1] = buffer.length;
            }
            buffer.put(new byte[Slices.PAD_BEHIND]);
            CellType type = CellType.of(schema.field(field), schema.missingValues(schema.field(field)));
            Column column = type.allocate(Math.max(1, rows.size()));
            type.cast(Slices.ofPairs(buffer.bytes, pairs), rows.size(), column);
            columns.add(column);
        }
        return new Batch(schema, rows.size(), columns, base, labels);
    }
}
