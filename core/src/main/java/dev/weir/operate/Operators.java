package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Evaluator;
import dev.weir.expression.Expression;
import dev.weir.process.Group;
import dev.weir.process.Scan;
import dev.weir.process.SortKey;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.BatchRow;
import dev.weir.row.ChangedRow;
import dev.weir.row.Column;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The operators that must see all their rows before the first one comes out. */
public final class Operators {
    private Operators() {}

    /** Keeps rows for later, in their order, with their labels. */
    public static Collector spool(Schema schema, Workspace space) {
        return new SpoolRows(schema, space);
    }

    /** Sorts rows by keys, missing values last in either direction; rows of equal keys keep their order. */
    public static Collector sort(Schema schema, List<SortKey> keys, Workspace space) {
        List<Bound> bound =
                keys.stream().map(key -> key.expression().bind(schema)).toList();
        boolean[] descending = new boolean[keys.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = keys.get(i).descending();
        }
        return new Sort(schema, bound, descending, space);
    }

    private static Column[] evaluate(List<Bound> keys, Batch rows) {
        return keys.stream().map(key -> key.evaluator().evaluate(rows)).toArray(Column[]::new);
    }

    /** Rows of one key together. */
    public static Collector group(Group group, Schema input, Schema result, Workspace space) {
        List<Bound> keys = group.keys().stream().map(key -> key.bind(input)).toList();
        Group.Body body = group.body(input);
        if (body instanceof Group.Aggregation aggregation) {
            return new HashAggregate(keys, aggregation, result, space);
        }
        return new HeldCollector(input, rows -> perKey((Group.PerKey) body, keys, rows, result));
    }

    private static Batches perKey(Group.PerKey body, List<Bound> keys, Batch rows, Schema result) {
        Column[] columns = evaluate(keys, rows);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            fields.add(keys.get(i).result("k" + i));
        }
        GroupTable table = new GroupTable(fields);
        int[] groupOfRow = new int[rows.rows()];
        table.assign(columns, rows.rows(), groupOfRow);
        int[][] members = members(groupOfRow, table.groups());
        Column[] groupKeys = table.keys();
        int[] groups = RowOrder.sort(table.groups(), (a, b) -> RowOrder.compare(groupKeys, a, b));
        BatchBuilder out = new BatchBuilder(result);
        for (int group : groups) {
            body.apply(
                    () -> cursor(rows, members[group]),
                    row -> out.append(row, body.inPlace() ? label(row, rows) : out.rows()));
        }
        Batch made = out.build();
        if (!body.inPlace()) {
            return HeldRows.parts(made, true);
        }
        int[] order = RowOrder.sort(made.rows(), (a, b) -> Long.compare(made.label(a), made.label(b)));
        return HeldRows.parts(made.gather(order, order.length), false);
    }

    private static int[][] members(int[] groupOfRow, int groups) {
        int[] counts = new int[groups];
        for (int group : groupOfRow) {
            counts[group]++;
        }
        int[][] members = new int[groups][];
        for (int i = 0; i < groups; i++) {
            members[i] = new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int row = 0; row < groupOfRow.length; row++) {
            members[groupOfRow[row]][counts[groupOfRow[row]]++] = row;
        }
        return members;
    }

    private static Iterator<Row> cursor(Batch rows, int[] members) {
        BatchRow cursor = rows.cursor();
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < members.length;
            }

            @Override
            public Row next() {
                return cursor.at(members[at++]);
            }
        };
    }

    private static long label(Row row, Batch rows) {
        if (row instanceof BatchRow cursor) {
            return cursor.batch().label(cursor.position());
        }
        if (row instanceof ChangedRow changed) {
            return changed.batch().label(changed.position());
        }
        throw new IllegalArgumentException("a step in place gives the rows that it got");
    }

    /** Runs through the rows in order, with a state per key. */
    public static <S extends Record> Collector scan(Scan<S> scan, Schema input, Schema result, Workspace space) {
        return new HeldCollector(input, rows -> {
            Map<List<Object>, S> states = new HashMap<>();
            BatchBuilder out = new BatchBuilder(result);
            BatchRow cursor = rows.cursor();
            for (int i = 0; i < rows.rows(); i++) {
                Row row = cursor.at(i);
                List<Object> key = new ArrayList<>();
                scan.keys().forEach(name -> key.add(row.value(name)));
                S state = states.getOrDefault(key, scan.initial());
                Scan.Next<S> next = scan.next(state, row, result);
                states.put(key, next.state());
                out.append(next.row(), rows.label(i));
            }
            return HeldRows.parts(out.build(), false);
        });
    }

    /** The evaluators of field references, by name. */
    static Evaluator[] fields(List<String> names, Schema schema) {
        return names.stream()
                .map(name -> Expression.parse('"' + name.replace("\"", "\"\"") + '"')
                        .bind(schema)
                        .evaluator())
                .toArray(Evaluator[]::new);
    }
}
