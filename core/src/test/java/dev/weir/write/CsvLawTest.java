package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written is read back: the same values, and the same bytes when it is written again. */
class CsvLawTest {
    private static final String[] PIECES = {
        "a", "b", " ", ",", ";", "\"", "'", "\n", "\r", "\r\n", "#", "|", "\\", "::", ":", "é", "\ufeff", "NA", "1.50",
        "\t"
    };
    private static final List<String> DIALECTS = List.of(
            "{}",
            "{\"delimiter\": \";\"}",
            "{\"delimiter\": \"\\t\", \"quoteChar\": \"'\"}",
            "{\"commentChar\": \"#\"}",
            "{\"commentChar\": \"NA\", \"header\": false}",
            "{\"skipInitialSpace\": true}",
            "{\"lineTerminator\": \"\\r\\n\"}",
            "{\"header\": false}",
            "{\"quoteChar\": \"\"}",
            "{\"delimiter\": \"::\"}",
            "{\"doubleQuote\": false}",
            "{\"escapeChar\": \"\\\\\"}",
            "{\"escapeChar\": \"\\\\\", \"delimiter\": \"|\"}",
            "{\"lineTerminator\": \";\"}");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(5) + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** A table of values, of which empty text cannot be written and so is missing. */
    private static Batch batch(Schema schema, Random random) {
        BatchBuilder builder = new BatchBuilder(schema);
        int rows = random.nextInt(8);
        for (int row = 0; row < rows; row++) {
            for (int field = 0; field < schema.fields().size(); field++) {
                String text = text(random);
                builder.column(field).append((Object) (text.isEmpty() ? null : text));
            }
            builder.endRow(row);
        }
        return builder.build();
    }

    private static Schema schema(Random random) {
        String[] fields = new String[1 + random.nextInt(4)];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = "f" + i + ":string";
        }
        return Tables.fields(fields);
    }

    private static byte[] write(Batch batch, CsvLayout layout, List<Tables.CellError> errors) {
        TextBuffer out = layout.head();
        layout.writer(Tables.into(errors)).write(batch, out);
        return Arrays.copyOf(out.bytes, out.length);
    }

    @Test
    void writtenTablesAreReadBack() {
        for (String json : DIALECTS) {
            Dialect dialect = Tables.dialect(json);
            int written = 0;
            int refused = 0;
            for (int seed = 0; seed < 500; seed++) {
                Random random = new Random(seed);
                Schema schema = schema(random);
                Batch batch = batch(schema, random);
                List<Tables.CellError> errors = new ArrayList<>();
                byte[] csv = write(batch, CsvLayout.of(schema, dialect), errors);
                Set<Integer> bad = new HashSet<>();
                errors.forEach(error -> bad.add(error.row()));
                refused += bad.size();
                if (!bad.isEmpty()) {
                    int[] rest = java.util.stream.IntStream.range(0, batch.rows())
                            .filter(row -> !bad.contains(row))
                            .toArray();
                    batch = batch.gather(rest, rest.length);
                    csv = write(batch, CsvLayout.of(schema, dialect), new ArrayList<>());
                }
                List<List<Object>> values = new ArrayList<>();
                Tables.addValues(batch, values);
                String where = json + " seed " + seed + ": " + new String(csv, StandardCharsets.UTF_8);
                assertEquals(values, Tables.values(csv, schema, dialect), where);
                written += values.size();
                List<Tables.CellError> again = new ArrayList<>();
                String kept = Tables.rewrite(
                        new String(csv, StandardCharsets.UTF_8),
                        schema,
                        dialect,
                        CsvLayout.of(schema, dialect),
                        read -> read,
                        again);
                assertEquals(new String(csv, StandardCharsets.UTF_8), kept, where);
            }
            System.out.println("rows read back in " + json + ": " + written + ", refused " + refused);
            assertTrue(written > 500 && refused < written, json + ": " + written + ", refused " + refused);
        }
    }

    @Test
    void changingTheDialectKeepsTheValues() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            Dialect from = Tables.dialect(DIALECTS.get(random.nextInt(8)));
            Dialect to = Tables.dialect(DIALECTS.get(random.nextInt(8)));
            Schema schema = schema(random);
            byte[] csv = write(batch(schema, random), CsvLayout.of(schema, from), new ArrayList<>());
            TextBuffer out = CsvLayout.of(schema, to).head();
            List<Tables.CellError> errors = new ArrayList<>();
            CsvRowWriter writer = CsvLayout.of(schema, to).writer(Tables.into(errors));
            Tables.read(csv, schema, from, batch -> writer.write(batch, out));
            assertEquals(List.of(), errors, "seed " + seed);
            assertEquals(
                    Tables.values(csv, schema, from),
                    Tables.values(Arrays.copyOf(out.bytes, out.length), schema, to),
                    "seed " + seed + " " + from.json() + " to " + to.json());
        }
    }

    @Test
    void filteredAndReorderedRowsKeepTheirBytes() {
        Schema schema = Tables.fields("f0:string", "f1:string", "f2:string");
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            byte[] csv = write(batch(schema, random), CsvLayout.of(schema, Dialect.DEFAULT), new ArrayList<>());
            List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
            java.util.Collections.shuffle(order, random);
            Schema out = schema.withFields(order.stream().map(schema::field).toList());
            String text = new String(csv, StandardCharsets.UTF_8);
            String kept = Tables.rewrite(
                    text,
                    schema,
                    Dialect.DEFAULT,
                    CsvLayout.of(out, Dialect.DEFAULT),
                    batch -> take(batch, out, order, false),
                    new ArrayList<>());
            String canonical = Tables.rewrite(
                    text,
                    schema,
                    Dialect.DEFAULT,
                    CsvLayout.of(out, Dialect.DEFAULT),
                    batch -> take(batch, out, order, true),
                    new ArrayList<>());
            assertEquals(canonical, kept, "seed " + seed);
        }
    }

    private static Batch take(Batch batch, Schema schema, List<Integer> order, boolean withoutRaw) {
        List<Column> columns = new ArrayList<>();
        for (int index : order) {
            columns.add(withoutRaw ? batch.column(index).withoutRaw() : batch.column(index));
        }
        int[] odd = new int[batch.rows() / 2];
        for (int i = 0; i < odd.length; i++) {
            odd[i] = 2 * i + 1;
        }
        return batch.with(schema, columns).gather(odd, odd.length);
    }
}
