package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.processors.schema.CellText;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import dev.weir.type.CellType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the cells of one field again, under another field. One thread: it reuses its buffers. */
final class Recast {
    private final int field;
    private final CellText text;
    private final CellType type;
    private final Physical physical;
    private Slices content = Slices.ofPairs(new byte[0], new int[0]);

    /** @param field the field's index in both schemas */
    Recast(Schema before, Schema after, int field) {
        Field changed = after.field(field);
        this.field = field;
        this.text = new CellText(before, before.field(field));
        this.type = CellType.of(changed, after.missingValues(changed));
        this.physical = new Physical(dev.weir.descriptor.Dialect.DEFAULT, changed, after.missingValues(changed));
    }

    int field() {
        return field;
    }

    /** The same cells under the new field; a text that it does not read makes a bad cell. Keeps raw text. */
    Column apply(Column column, int rows) {
        boolean[] absent = new boolean[rows];
        content =
                column instanceof TextColumn texts && texts.states == null ? texts.slices : texts(column, rows, absent);
        Column result = type.allocate(rows);
        type.cast(content, rows, result);
        for (int row = 0; row < rows; row++) {
            if (absent[row]) {
                byte[] states = result.states == null ? new byte[rows] : result.states;
                states[row] = column.isBad(row) ? Column.BAD : Column.NULL;
                result.states = states;
            }
        }
        RawText raw = column.raw;
        if (raw != null) {
            Physical read = new Physical(raw.physical().dialect(), physical.field(), physical.missingValues());
            result.raw = new RawText(raw.slices(), read);
        }
        return result;
    }

    private Slices texts(Column column, int rows, boolean[] absent) {
        TextBuffer buffer = new TextBuffer(Slices.PAD_FRONT + 16 * rows + Slices.PAD_BEHIND);
        buffer.length = Slices.PAD_FRONT;
        int[] pairs = new int[2 * rows];
        for (int row = 0; row < rows; row++) {
            pairs[2 * row] = buffer.length;
            absent[row] = !text.append(column, row, buffer);
            pairs[2 * row + 1] = buffer.length;
        }
        byte[] bytes = Arrays.copyOf(buffer.bytes, buffer.length + Slices.PAD_BEHIND);
        return Slices.ofPairs(bytes, pairs);
    }

    /** What is wrong with a bad cell of the last call. */
    String note(int row) {
        int start = content.start(row);
        return type.note(new String(content.bytes, start, content.end(row) - start, StandardCharsets.UTF_8));
    }
}
