package dev.weir.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows chosen from columns that share the positions of their separators. */
class SelectionTest {
    private static final String TABLE = ",a,bb,ccc\nd,,e\nff,g,\nh,i,jj\n";

    @Test
    void columnsThatShareTheirSeparatorsStillDoWhenRowsAreChosen() {
        Batch batch = table();
        assertEquals(List.of("a|bb|ccc", "d||e", "ff|g|", "h|i|jj"), texts(batch));
        Batch some = batch.gather(new int[] {3, 1, 2, 3}, 4);
        assertEquals(List.of("h|i|jj", "d||e", "ff|g|", "h|i|jj"), texts(some));
        TextColumn first = (TextColumn) some.column(0);
        TextColumn last = (TextColumn) some.column(2);
        assertSame(first.slices.positions, last.slices.positions);
        Batch fewer = some.gather(new int[] {3, 2}, 2);
        assertEquals(List.of("h|i|jj", "ff|g|"), texts(fewer));
        assertEquals(List.of("h|i|jj"), texts(fewer.gather(new int[] {0}, 1)));
    }

    @Test
    void aRowThatIsNotThereHasNeitherTextNorRawText() {
        Batch some = table().gather(new int[] {-1, 2}, 2);
        assertEquals(List.of("null|null|null", "ff|g|"), texts(some));
        RawText raw = some.column(1).raw;
        assertEquals(false, raw != null && raw.has(0));
        assertEquals(true, raw != null && raw.has(1));
    }

    private static Batch table() {
        byte[] text = TABLE.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[Slices.PAD_FRONT + text.length + Slices.PAD_BEHIND];
        System.arraycopy(text, 0, bytes, Slices.PAD_FRONT, text.length);
        int[] separators = new int[13];
        for (int i = 0, found = 0; i < text.length; i++) {
            if (text[i] == ',' || text[i] == '\n') {
                separators[found++] = Slices.PAD_FRONT + i;
            }
        }
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Field field = Field.of("f" + i, FieldType.STRING);
            Slices slices = new Slices(bytes, separators, i, 3, 1);
            TextColumn column = new TextColumn(FieldType.STRING, slices);
            column.raw = new RawText(slices, new Physical(Dialect.DEFAULT, field, List.of()));
            fields.add(field);
            columns.add(column);
        }
        return new Batch(Schema.of(fields), 4, columns, 0, null);
    }

    private static List<String> texts(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(batch.column(0).value(row) + "|" + batch.column(1).value(row) + "|"
                    + batch.column(2).value(row));
        }
        return rows;
    }
}
