package dev.weir.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Expression;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.RandomRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AggregateTest {
    private static final List<String> OUTPUTS = List.of(
            "COUNT(*)",
            "SUM(integer)",
            "COUNT(DISTINCT string)",
            "MIN(date)",
            "MAX(number)",
            "SUM(number) / COUNT(*)",
            "LISTAGG(string, ';')",
            "FIRST(time)",
            "AVG(year)",
            "COUNT(duration)");

    private final Schema schema = RandomRows.everyType();

    @TempDir
    Path folder;

    private Group group(List<String> keys, boolean orderFirst) {
        List<Expression> parsed = keys.stream().map(Expression::parse).toList();
        return new Group() {
            @Override
            public List<Expression> keys() {
                return parsed;
            }

            @Override
            public Schema describe(Schema input) {
                List<Field> fields = new ArrayList<>();
                for (Expression key : parsed) {
                    fields.add(key.bind(input).result("k" + fields.size()));
                }
                for (String output : OUTPUTS) {
                    fields.add(Expression.parse(output).bindAggregate(input).result("a" + fields.size()));
                }
                return Schema.of(fields);
            }

            @Override
            public Body body(Schema input) {
                List<BoundAggregate> outputs = new ArrayList<>();
                OUTPUTS.forEach(output -> outputs.add(Expression.parse(output).bindAggregate(input)));
                return new Aggregation(outputs, orderFirst);
            }
        };
    }

    @Test
    void anyGroupingGivesTheSameGroupsAsOneBatchAndTheOracle() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Batch table = new RandomRows(seed).table(schema, random.nextInt(5) == 0 ? 0 : 300);
            List<String> keys = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                keys.add("\""
                        + schema.field(random.nextInt(schema.fields().size())).name() + "\"");
            }
            boolean orderFirst = random.nextBoolean();
            Group group = group(keys, orderFirst);
            Schema result = group.describe(schema);
            List<String> first = null;
            for (Grouping grouping : Grouping.some(seed)) {
                List<String> rows = grouping.run(table, folder, space -> Operators.group(group, schema, result, space));
                if (first == null) {
                    first = rows;
                    check(
                            grouping.batches(table, folder, space -> Operators.group(group, schema, result, space)),
                            table,
                            keys,
                            orderFirst,
                            "seed " + seed + keys);
                }
                assertEquals(String.join("\n", first), String.join("\n", rows), grouping + " " + keys);
            }
        }
    }

    private void check(List<Batch> out, Batch table, List<String> keys, boolean orderFirst, String about) {
        int[] fields = keys.stream()
                .mapToInt(key -> schema.indexOf(key.replace("\"", "")))
                .toArray();
        List<List<Integer>> groups = orderFirst ? KeyGroups.of(table, fields) : KeyGroups.sorted(table, fields);
        if (groups.isEmpty() && fields.length == 0) {
            groups.add(List.of());
        }
        List<String> expected = new ArrayList<>();
        for (List<Integer> group : groups) {
            BigInteger sum = null;
            for (int row : group) {
                Object value = table.column("integer").value(row);
                if (value != null) {
                    BigInteger whole = value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
                    sum = sum == null ? whole : sum.add(whole);
                }
            }
            StringBuilder key = new StringBuilder();
            for (int field : fields) {
                key.append(plain(table.column(field).value(group.get(0)))).append(' ');
            }
            expected.add(key + "" + group.size() + " " + sum);
        }
        List<String> actual = new ArrayList<>();
        for (Batch batch : out) {
            for (int row = 0; row < batch.rows(); row++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < fields.length; i++) {
                    text.append(plain(batch.column(i).value(row))).append(' ');
                }
                actual.add(text + "" + batch.column(fields.length).value(row) + " "
                        + batch.column(fields.length + 1).value(row));
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual), about);
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
