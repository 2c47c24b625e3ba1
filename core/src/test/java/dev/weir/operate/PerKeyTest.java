package dev.weir.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.process.Group;
import dev.weir.process.Scan;
import dev.weir.row.Batch;
import dev.weir.row.RandomRows;
import dev.weir.row.Row;
import dev.weir.row.SameRows;
import dev.weir.row.ValueRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerKeyTest {
    private final Schema schema = RandomRows.everyType();

    @TempDir
    Path folder;

    private record PerKeyGroup(
            List<Expression> keys, Schema result, boolean inPlace, BiConsumer<Iterable<Row>, Consumer<Row>> function)
            implements Group {
        @Override
        public Schema describe(Schema input) {
            return result;
        }

        @Override
        public Body body(Schema input) {
            return new PerKey() {
                @Override
                public boolean inPlace() {
                    return inPlace;
                }

                @Override
                public void apply(Iterable<Row> rows, Consumer<Row> out) {
                    function.accept(rows, out);
                }
            };
        }
    }

    private List<String> keys(Random random) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.add(schema.field(random.nextInt(schema.fields().size())).name());
        }
        return keys;
    }

    private static List<Expression> parsed(List<String> keys) {
        return keys.stream().map(key -> Expression.parse('"' + key + '"')).toList();
    }

    @Test
    void theFirstRowOfEachKeyKeepsItsPlace() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Batch table = new RandomRows(seed).table(schema, random.nextInt(6) == 0 ? 0 : 250);
            List<String> keys = keys(random);
            Group group = new PerKeyGroup(
                    parsed(keys),
                    schema,
                    true,
                    (rows, out) -> out.accept(rows.iterator().next()));
            List<Integer> firsts = groups(table, keys).stream()
                    .map(rows -> rows.get(0))
                    .sorted()
                    .toList();
            List<String> expected =
                    firsts.stream().map(row -> SameRows.row(table, row)).toList();
            for (Grouping grouping : Grouping.some(seed)) {
                assertEquals(
                        String.join("\n", expected),
                        String.join(
                                "\n",
                                grouping.run(table, folder, space -> Operators.group(group, schema, schema, space))),
                        grouping + " " + keys);
            }
        }
    }

    @Test
    void changedCellsInPlaceKeepTheRawTextOfOthers() {
        for (int seed = 0; seed < 30; seed++) {
            Batch table = new RandomRows(seed).table(schema, 200);
            List<String> keys = List.of("boolean");
            Group group = new PerKeyGroup(parsed(keys), schema, true, (rows, out) -> {
                long count = 0;
                for (Row row : rows) {
                    count += row.isNull("year") ? 0 : 1;
                }
                for (Row row : rows) {
                    out.accept(row.with("year", count));
                }
            });
            Map<Integer, Long> counts = new HashMap<>();
            for (List<Integer> rows : groups(table, keys)) {
                long count = rows.stream()
                        .filter(row -> !table.column("year").isNull(row))
                        .count();
                rows.forEach(row -> counts.put(row, count));
            }
            List<String> expected = new ArrayList<>();
            for (int row = 0; row < table.rows(); row++) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < table.columns().size(); i++) {
                    boolean year = schema.field(i).name().equals("year");
                    cells.add(year ? counts.get(row).toString() : SameRows.cell(table.column(i), row));
                }
                expected.add(cells.toString());
            }
            for (Grouping grouping : Grouping.some(seed)) {
                assertEquals(
                        String.join("\n", expected),
                        String.join(
                                "\n",
                                grouping.run(table, folder, space -> Operators.group(group, schema, schema, space))),
                        grouping.toString());
            }
        }
    }

    @Test
    void newRowsComeInKeyOrder() {
        Schema result = Schema.of(List.of(Field.of("rows", FieldType.STRING)));
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Batch table = new RandomRows(seed).table(schema, 250);
            List<String> keys = keys(random);
            Group group = new PerKeyGroup(parsed(keys), result, false, (rows, out) -> {
                StringBuilder text = new StringBuilder();
                for (Row row : rows) {
                    text.append(row.value("string")).append('|').append(row.value("date"));
                }
                out.accept(ValueRow.of(result, text.toString()));
                out.accept(ValueRow.of(result, "" + text.length()));
            });
            List<String> expected = new ArrayList<>();
            for (List<Integer> rows : sorted(table, keys)) {
                StringBuilder text = new StringBuilder();
                rows.forEach(row -> text.append(table.column("string").value(row))
                        .append('|')
                        .append(table.column("date").value(row)));
                expected.add("[" + text + "]");
                expected.add("[" + text.length() + "]");
            }
            for (Grouping grouping : Grouping.some(seed)) {
                assertEquals(
                        String.join("\n", expected),
                        String.join(
                                "\n",
                                grouping.run(table, folder, space -> Operators.group(group, schema, result, space))),
                        grouping + " " + keys);
            }
        }
    }

    /** How many rows of its key stand before a row, and the text of the last one. */
    public record Seen(long rows, String text) {}

    private record Counting(List<String> keys) implements Scan<Seen> {
        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Seen initial() {
            return new Seen(0, "");
        }

        @Override
        public Next<Seen> next(Seen state, Row row, Schema output) {
            Object text = row.value("string");
            Row out = row.with("year", state.rows()).with("any", state.text());
            return new Next<>(new Seen(state.rows() + 1, String.valueOf(text)), out);
        }
    }

    @Test
    void aScanCarriesAStatePerKeyInTheOrderOfRows() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Batch table = new RandomRows(seed).table(schema, random.nextInt(6) == 0 ? 0 : 250);
            List<String> keys = keys(random);
            Map<Integer, Integer> before = new HashMap<>();
            Map<Integer, Integer> ordinal = new HashMap<>();
            for (List<Integer> rows : groups(table, keys)) {
                for (int i = 0; i < rows.size(); i++) {
                    ordinal.put(rows.get(i), i);
                    before.put(rows.get(i), i == 0 ? -1 : rows.get(i - 1));
                }
            }
            List<String> expected = new ArrayList<>();
            for (int row = 0; row < table.rows(); row++) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < table.columns().size(); i++) {
                    String name = schema.field(i).name();
                    int last = before.get(row);
                    cells.add(
                            name.equals("year")
                                    ? "" + ordinal.get(row)
                                    : name.equals("any")
                                            ? last < 0
                                                    ? ""
                                                    : String.valueOf(table.column("string")
                                                            .value(last))
                                            : SameRows.cell(table.column(i), row));
                }
                expected.add(cells.toString());
            }
            for (Grouping grouping : Grouping.some(seed)) {
                assertEquals(
                        String.join("\n", expected),
                        String.join(
                                "\n",
                                grouping.run(
                                        table,
                                        folder,
                                        space -> Operators.scan(new Counting(keys), schema, schema, space))),
                        grouping + " " + keys);
            }
        }
    }

    private List<List<Integer>> sorted(Batch table, List<String> keys) {
        return KeyGroups.sorted(table, indexes(keys));
    }

    private List<List<Integer>> groups(Batch table, List<String> keys) {
        return KeyGroups.of(table, indexes(keys));
    }

    private int[] indexes(List<String> keys) {
        return keys.stream().mapToInt(schema::indexOf).toArray();
    }
}
