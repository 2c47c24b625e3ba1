package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Row;
import dev.weir.store.KeyText;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys against a naive oracle: any cut into blocks and any budget gives the same errors. */
class KeyLawsTest {
    private static final String FIELDS = "'fields':[{'name':'id','type':'integer'},{'name':'code','type':'string'},"
            + "{'name':'amount','type':'number'},{'name':'day','type':'date','constraints':{'unique':true}},"
            + "{'name':'at','type':'datetime'},{'name':'span','type':'duration'},{'name':'big','type':'integer'}]";
    private static final String PARENT = "{" + FIELDS + ",'primaryKey':['id'],'uniqueKeys':[['code'],['id','code'],"
            + "['amount'],['at','span'],['big']],'foreignKeys':[{'fields':['big'],'reference':{'fields':['id']}}]}";
    private static final String CHILD = "{" + FIELDS + ",'primaryKey':'code','foreignKeys':["
            + "{'fields':'id','reference':{'resource':'parent','fields':'id'}},"
            + "{'fields':'amount','reference':{'resource':'parent','fields':'id'}},"
            + "{'fields':['id','code'],'reference':{'resource':'parent','fields':['id','code']}},"
            + "{'fields':['span'],'reference':{'resource':'parent','fields':['span']}},"
            + "{'fields':['big'],'reference':{'resource':'parent','fields':['big']}},"
            + "{'fields':['code'],'reference':{'resource':'','fields':['code']}},"
            + "{'fields':['day'],'reference':{'resource':'late','fields':['day']}}]}";
    private static final String LATE =
            "{" + FIELDS + ",'foreignKeys':[" + "{'fields':['id'],'reference':{'resource':'child','fields':['id']}}]}";

    @TempDir
    Path folder;

    @Test
    void anyCutAndAnyBudgetGivesTheErrorsOfTheOracle() {
        List<String> names = List.of("parent", "child", "late");
        List<Schema> schemas = List.of(Batches.schema(PARENT), Batches.schema(CHILD), Batches.schema(LATE));
        int errors = 0;
        for (int seed = 0; seed < 24; seed++) {
            Random random = new Random(seed);
            List<List<String[]>> tables = new ArrayList<>();
            for (int table = 0; table < 3; table++) {
                tables.add(rows(random, random.nextInt(600)));
            }
            Set<String> expected = oracle(names, schemas, tables);
            errors += expected.size();
            for (long budget : new long[] {1L << 30, 1 << 18, 0}) {
                Random cuts = new Random(seed);
                assertEquals(
                        expected, found(names, schemas, tables, budget, cuts), "seed " + seed + ", budget " + budget);
            }
        }
        assertTrue(errors > 5_000, "only " + errors + " errors");
    }

    /** Values with many texts, nulls, bad cells, repeats, and stretches that increase. */
    private static List<String[]> rows(Random random, int count) {
        List<String[]> rows = new ArrayList<>();
        int distinct = 1 + random.nextInt(2 * count + 1);
        boolean increasing = random.nextBoolean();
        int breaks = 1 + random.nextInt(2 * count + 2);
        long id = random.nextInt(5) - 2;
        for (int i = 0; i < count; i++) {
            id += random.nextInt(6) == 0 ? 1 + random.nextInt(300) : 1;
            int value = random.nextInt(distinct);
            rows.add(new String[] {
                increasing && i % breaks != breaks - 1 ? "" + id : integer(random, value),
                random.nextInt(9) == 0 ? "" : "code-" + random.nextInt(distinct) + (value % 3 == 0 ? "-and-more" : ""),
                random.nextInt(9) == 0 ? "NaN" : random.nextInt(distinct) + (random.nextBoolean() ? ".50" : ".5000"),
                random.nextInt(9) == 0
                        ? ""
                        : java.time.LocalDate.ofEpochDay(random.nextInt(distinct))
                                .toString(),
                "2024-01-01T0" + random.nextInt(9) + ":00:00" + (random.nextBoolean() ? "Z" : "+01:00"),
                random.nextInt(9) == 0 ? "bad" : "PT" + (random.nextBoolean() ? value + "M" : 60 * value + "S"),
                random.nextInt(3) == 0 ? "9999999999999999999" + random.nextInt(distinct) : integer(random, value)
            });
        }
        return rows;
    }

    private static String integer(Random random, int value) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "x";
            case 2 -> "00" + value;
            case 3 -> "+" + value;
            default -> "" + value;
        };
    }

    private Set<String> found(
            List<String> names, List<Schema> schemas, List<List<String[]>> tables, long budget, Random cuts) {
        Set<String> found = new TreeSet<>();
        MemoryBudget memory = MemoryBudget.ofBytes(budget);
        try (SpillFolder spills = new SpillFolder(folder);
                PackageKeys keys = PackageKeys.of(names, schemas, memory, spills)) {
            for (int table : keys.order()) {
                TableKeys own = keys.table(table);
                List<String[]> rows = tables.get(table);
                Schema schema = schemas.get(table);
                KeyBlock[] blocks = {own.newBlock(), own.newBlock()};
                List<Integer> starts = new ArrayList<>();
                List<KeyBlock> waiting = new ArrayList<>();
                for (int from = 0; from < rows.size(); ) {
                    int to = Math.min(rows.size(), from + 1 + cuts.nextInt(200));
                    KeyBlock block = blocks[waiting.size()];
                    Batch batch = Batches.of(schema, rows.subList(from, to), from);
                    block.read(
                            batch,
                            (code, row, field, note) -> found.add(table + " " + batch.label(row) + " " + code + " "
                                    + note.substring(0, note.indexOf(": values"))));
                    waiting.add(block);
                    starts.add(from);
                    from = to;
                    if (waiting.size() == 2 || from == rows.size()) {
                        waiting.forEach(own::add);
                        waiting.clear();
                    }
                }
                List<Long> order = new ArrayList<>();
                own.finish(lookup(schema, rows), (key, label, first) -> {
                    found.add(table + " " + label + " " + key.code() + " " + key.field() + key.fields() + " " + first);
                    order.add(key.hashCode() * 1_000_000L + label);
                });
            }
            keys.finish((table, key, label) ->
                    found.add(table + " " + label + " foreign-key for \"" + String.join(", ", key.fields()) + "\""));
        }
        assertEquals(0, memory.used(), "all memory is given back");
        return found;
    }

    private static RowLookup lookup(Schema schema, List<String[]> rows) {
        return (labels, count, sink) -> {
            for (int i = 0; i < count; i++) {
                Batch batch = Batches.of(schema, List.<String[]>of(rows.get((int) labels[i])), labels[i]);
                sink.row(i, batch.cursor().at(0));
            }
        };
    }

    private static Set<String> oracle(List<String> names, List<Schema> schemas, List<List<String[]>> tables) {
        Set<String> errors = new TreeSet<>();
        List<List<Map<String, Object>>> values = new ArrayList<>();
        for (int table = 0; table < 3; table++) {
            Schema schema = schemas.get(table);
            Batch batch = Batches.of(schema, tables.get(table), 0);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int row = 0; row < batch.rows(); row++) {
                Map<String, Object> cells = new HashMap<>();
                for (int field = 0; field < schema.fields().size(); field++) {
                    Object value = batch.column(field).value(row);
                    cells.put(schema.field(field).name(), value);
                }
                rows.add(cells);
            }
            values.add(rows);
            for (TableKey key : TableKey.listOf(schema)) {
                Map<String, Integer> first = new HashMap<>();
                for (int row = 0; row < rows.size(); row++) {
                    String text = key(rows.get(row), key.fields());
                    Integer earlier = text == null ? null : first.putIfAbsent(text, row);
                    if (earlier != null) {
                        errors.add(table + " " + row + " " + key.code() + " " + key.field() + key.fields() + " "
                                + earlier);
                    }
                }
            }
        }
        for (int table = 0; table < 3; table++) {
            for (ForeignKey key : schemas.get(table).foreignKeys()) {
                int target = key.isSelf() ? table : names.indexOf(key.resource());
                Set<String> known = new HashSet<>();
                values.get(target).forEach(row -> known.add(String.valueOf(key(row, key.referenceFields()))));
                for (int row = 0; row < values.get(table).size(); row++) {
                    String text = key(values.get(table).get(row), key.fields());
                    if (text != null && !known.contains(text)) {
                        errors.add(table + " " + row + " foreign-key for \"" + String.join(", ", key.fields()) + "\"");
                    }
                }
            }
        }
        return errors;
    }

    private static String key(Map<String, Object> row, List<String> fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            Object value = row.get(field);
            if (value == null) {
                return null;
            }
            parts.add(KeyText.of(value));
        }
        return parts.toString();
    }

    @Test
    void everyRowTheSameKeyStaysLinear() {
        Schema schema = Batches.schema("{'fields':[{'name':'a','type':'string'}],'primaryKey':['a']}");
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            rows.add(new String[] {"same"});
        }
        MemoryBudget memory = MemoryBudget.ofBytes(1 << 20);
        long[] count = {0, -1};
        try (SpillFolder spills = new SpillFolder(folder)) {
            TableKeys keys = TableKeys.of(schema, memory, spills);
            KeyBlock block = keys.newBlock();
            for (int i = 0; i < 1000; i++) {
                block.read(Batches.of(schema, rows, 1000L * i), (code, row, field, note) -> {});
                keys.add(block);
            }
            Row same = dev.weir.row.ValueRow.of(schema, "same");
            keys.finish(
                    (labels, n, sink) -> {
                        for (int i = 0; i < n; i++) {
                            sink.row(i, same);
                        }
                    },
                    (key, label, first) -> {
                        assertEquals(0, first);
                        assertTrue(label > count[1], "label order");
                        count[0]++;
                        count[1] = label;
                    });
        }
        assertEquals(999_999, count[0]);
    }

    @Test
    void labelsWithGapsAreKept() {
        Schema schema = Batches.schema("{'fields':[{'name':'a','type':'integer'}],'primaryKey':['a']}");
        long[] labels = {5, 9, 10, 1L << 32, (1L << 32) + 7};
        List<String[]> rows = new ArrayList<>();
        for (String cell : "1,2,3,4,2".split(",")) {
            rows.add(new String[] {cell});
        }
        List<String> found = new ArrayList<>();
        try (SpillFolder spills = new SpillFolder(folder)) {
            TableKeys keys = TableKeys.of(schema, MemoryBudget.ofBytes(1 << 20), spills);
            KeyBlock block = keys.newBlock();
            block.read(Batches.of(schema, rows, 0, labels), (code, row, field, note) -> {});
            keys.add(block);
            keys.finish((l, n, sink) -> {}, (key, label, first) -> found.add(label + " " + first));
        }
        assertEquals(List.of(labels[4] + " 9"), found);
    }
}
