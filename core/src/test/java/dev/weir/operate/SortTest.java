package dev.weir.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Expression;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.RandomRows;
import dev.weir.row.SameRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortTest {
    private final Schema schema = RandomRows.everyType();

    @TempDir
    Path folder;

    @Test
    void anyGroupingSortsAsAnOrderedListDoes() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Batch table = new RandomRows(seed).table(schema, random.nextInt(4) == 0 ? random.nextInt(3) : 400);
            int[] fields =
                    random.ints(random.nextInt(4), 0, schema.fields().size()).toArray();
            boolean[] descending = new boolean[fields.length];
            List<Bound> keys = new ArrayList<>();
            for (int i = 0; i < fields.length; i++) {
                descending[i] = random.nextBoolean();
                keys.add(Expression.parse("\"" + schema.field(fields[i]).name() + "\"")
                        .bind(schema));
            }
            List<String> expected = oracle(table, fields, descending);
            for (Grouping grouping : Grouping.some(seed)) {
                List<String> sorted = grouping.run(table, folder, space -> new Sort(schema, keys, descending, space));
                assertEquals(String.join("\n", expected), String.join("\n", sorted), grouping + " " + keys);
            }
        }
    }

    private static List<String> oracle(Batch table, int[] fields, boolean[] descending) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            rows.add(i);
        }
        rows.sort((a, b) -> {
            for (int i = 0; i < fields.length; i++) {
                Column key = table.column(fields[i]);
                int order = key.isNull(a) || key.isNull(b)
                        ? Boolean.compare(key.isNull(a), key.isNull(b))
                        : key.compare(a, key, b) * (descending[i] ? -1 : 1);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        return rows.stream().map(row -> SameRows.row(table, row)).toList();
    }
}
