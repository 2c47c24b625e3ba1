package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Schema;
import dev.weir.parse.CsvFormat;
import dev.weir.parse.RecordEnds;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a writer says that records end they are found again, whatever part of the file is at hand. */
class RecordsTest {
    private static final String[] PIECES = {"a", "b", " ", ",", ";", "\"", "'", "\n", "\r", "\r\n", "#", "é", "x y z"};
    private static final List<String> DIALECTS = List.of(
            "{}",
            "{\"delimiter\": \";\", \"quoteChar\": \"'\"}",
            "{\"commentChar\": \"#\"}",
            "{\"skipInitialSpace\": true}",
            "{\"lineTerminator\": \"\\r\\n\"}",
            "{\"lineTerminator\": \"\\r\"}",
            "{\"header\": false}");

    private static int[] write(Random random, Schema schema, Dialect dialect, TextBuffer out) {
        BatchBuilder builder = new BatchBuilder(schema);
        int rows = 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            for (int field = 0; field < schema.fields().size(); field++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(5); i > 0; i--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
                builder.column(field).append((Object) (text.isEmpty() ? null : text.toString()));
            }
            builder.endRow(row);
        }
        int[] ends = new int[rows];
        List<Tables.CellError> errors = new ArrayList<>();
        CsvLayout.of(schema, dialect).writer(Tables.into(errors)).write(builder.build(), out, ends);
        assertEquals(List.of(), errors);
        return ends;
    }

    @Test
    void endsAreFoundInAnyPart() {
        int found = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            String json = DIALECTS.get(seed % DIALECTS.size());
            Dialect dialect = Tables.dialect(json);
            Schema schema = random.nextBoolean() ? Tables.fields("a:string") : Tables.fields("a:string", "b:string");
            TextBuffer out = new TextBuffer(64);
            int[] ends = write(random, schema, dialect, out);
            assertEquals(out.length, ends[ends.length - 1]);
            CsvFormat format = CsvFormat.of(dialect);
            assertTrue(format != null, json);
            RecordEnds records = new RecordEnds(format);
            int row = 0;
            while (row < ends.length) {
                int begin = row == 0 ? 0 : ends[row - 1];
                int size = 1 + random.nextInt(out.length - begin);
                boolean isLast = begin + size == out.length;
                byte[] part = new byte[size + Slices.PAD_BEHIND];
                random.nextBytes(part);
                System.arraycopy(out.bytes, begin, part, 0, size);
                int count = records.find(part, 0, size, isLast);
                int[] those = new int[count];
                for (int i = 0; i < count; i++) {
                    those[i] = begin + records.end(i);
                }
                String where =
                        "seed " + seed + " in " + json + " from " + begin + ", " + size + " bytes of " + out.text();
                int rows = count;
                if (isLast) {
                    assertEquals(ends.length, row + count, where);
                } else {
                    long whole = Arrays.stream(ends)
                            .filter(end -> end > begin && end <= begin + size)
                            .count();
                    boolean cut = part[size - 1] == '\r' && whole == count + 1;
                    assertTrue(count == whole || cut, where);
                }
                assertArrayEquals(Arrays.copyOfRange(ends, row, row + rows), those, where);
                found += count;
                row += count;
            }
        }
        assertTrue(found > 20_000, found + " records");
    }
}
