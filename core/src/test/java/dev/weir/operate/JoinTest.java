package dev.weir.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.RandomRows;
import dev.weir.row.SameRows;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SpillFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTest {
    private final Schema left = RandomRows.everyType();
    private final Schema right = renamed(left);

    @TempDir
    Path folder;

    private static Schema renamed(Schema schema) {
        List<Field> fields = new ArrayList<>();
        schema.fields().forEach(field -> fields.add(field.withName("r " + field.name())));
        return Schema.of(fields);
    }

    /** Sets left and right cells side by side. */
    private record SideBySide(Keep keep, List<String> leftKeys, List<String> rightKeys) implements Join {
        @Override
        public Schema describe(Schema left, Schema right) {
            List<Field> fields = new ArrayList<>(left.fields());
            if (keep != Keep.SEMI && keep != Keep.ANTI) {
                fields.addAll(right.fields());
            }
            return Schema.of(fields);
        }

        @Override
        public Kernel kernel(Schema left, Schema right) {
            Schema result = describe(left, right);
            return (lefts, rights, output) -> {
                List<Column> columns = new ArrayList<>(lefts.columns());
                if (keep != Keep.SEMI && keep != Keep.ANTI) {
                    columns.addAll(rights.columns());
                }
                output.emit(lefts.with(result, columns));
            };
        }
    }

    @Test
    void anyGroupingJoinsAsNestedLoopsDo() {
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L); // what is drawn first is to differ, too
            Batch lefts = new RandomRows(seed).table(left, random.nextInt(8) == 0 ? 0 : 120);
            Batch rights = new RandomRows(seed / 2 * 2 + 1000L).table(right, random.nextInt(8) == 0 ? 0 : 90);
            rights = sharing(lefts, rights, random);
            Join.Keep keep = Join.Keep.values()[random.nextInt(6)];
            List<String> leftKeys = new ArrayList<>();
            List<String> rightKeys = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                String name = left.field(random.nextInt(left.fields().size())).name();
                boolean mixed = name.equals("integer") && random.nextBoolean();
                leftKeys.add(name);
                rightKeys.add("r " + (mixed ? "number" : name));
            }
            Join join = new SideBySide(keep, leftKeys, rightKeys);
            List<String> expected = oracle(lefts, rights, join);
            for (Grouping grouping : Grouping.some(seed)) {
                assertEquals(
                        String.join("\n", expected),
                        String.join("\n", run(grouping, lefts, rights, join)),
                        grouping + " " + join);
            }
        }
    }

    /** Half of the right rows get the cells of left rows, so that there are matches of every type. */
    private Batch sharing(Batch lefts, Batch rights, Random random) {
        if (lefts.rows() == 0 || rights.rows() == 0) {
            return rights;
        }
        int[] some = random.ints(rights.rows(), 0, lefts.rows()).toArray();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < lefts.columns().size(); i++) {
            boolean own = random.nextInt(4) == 0;
            columns.add(own ? rights.column(i) : lefts.column(i).gather(some, some.length));
        }
        return new Batch(right, rights.rows(), columns, 0, null);
    }

    private List<String> run(Grouping grouping, Batch lefts, Batch rights, Join join) {
        MemoryBudget budget = MemoryBudget.ofBytes(grouping.budget());
        List<Batch> out = new ArrayList<>();
        Output output = new Output() {
            @Override
            public void emit(Batch batch) {
                out.add(batch);
            }

            @Override
            public void error(Batch batch, int row, ErrorCode code, String field, String note) {
                throw new AssertionError(note);
            }
        };
        try (SpillFolder spills = new SpillFolder(folder)) {
            Workspace space = new Workspace(budget, spills, 2, (batch, row, code, field, note) -> true);
            try (HashJoin hash = new HashJoin(join, left, right, space)) {
                List<Collector.Worker> builders = new ArrayList<>();
                for (int i = 0; i < grouping.workers(); i++) {
                    builders.add(hash.build());
                }
                Random random = new Random(grouping.seed());
                grouping.cut(rights)
                        .forEach(batch ->
                                builders.get(random.nextInt(grouping.workers())).push(batch));
                builders.forEach(Collector.Worker::end);
                hash.index();
                List<HashJoin.Probe> probes = new ArrayList<>();
                for (int i = 0; i < grouping.workers(); i++) {
                    probes.add(hash.probe());
                }
                grouping.cut(lefts)
                        .forEach(batch ->
                                probes.get(random.nextInt(grouping.workers())).push(batch, output));
                out.sort(Comparator.comparingLong(batch -> batch.label(0)));
                int before = out.size();
                hash.unmatched(output);
                for (int i = before; i < out.size(); i++) {
                    if (before > 0
                            && out.get(i).label(0)
                                    <= out.get(before - 1)
                                            .label(out.get(before - 1).rows() - 1)) {
                        throw new AssertionError("unmatched rows do not stand behind the others");
                    }
                }
            }
        }
        assertEquals(0, budget.used());
        List<String> rows = new ArrayList<>();
        out.forEach(batch -> rows.addAll(SameRows.rows(batch)));
        return rows;
    }

    private static List<String> oracle(Batch lefts, Batch rights, Join join) {
        List<String> rows = new ArrayList<>();
        boolean[] met = new boolean[rights.rows()];
        for (int row = 0; row < lefts.rows(); row++) {
            List<Integer> matches = new ArrayList<>();
            for (int other = 0; other < rights.rows(); other++) {
                if (matches(lefts, row, rights, other, join)) {
                    matches.add(other);
                    met[other] = true;
                }
            }
            String alone = SameRows.row(lefts, row);
            switch (join.keep()) {
                case SEMI -> rows.addAll(matches.isEmpty() ? List.of() : List.of(alone));
                case ANTI -> rows.addAll(matches.isEmpty() ? List.of(alone) : List.of());
                default -> {
                    if (matches.isEmpty() && (join.keep() == Join.Keep.LEFT || join.keep() == Join.Keep.FULL)) {
                        rows.add(both(alone, missing(rights)));
                    }
                    matches.forEach(other -> rows.add(both(alone, SameRows.row(rights, other))));
                }
            }
        }
        if (join.keep() == Join.Keep.RIGHT || join.keep() == Join.Keep.FULL) {
            for (int other = 0; other < rights.rows(); other++) {
                if (!met[other]) {
                    rows.add(both(missing(lefts), SameRows.row(rights, other)));
                }
            }
        }
        return rows;
    }

    private static String missing(Batch batch) {
        return Collections.nCopies(batch.columns().size(), "null").toString();
    }

    private static String both(String left, String right) {
        return left.substring(0, left.length() - 1) + ", " + right.substring(1);
    }

    private static boolean matches(Batch lefts, int row, Batch rights, int other, Join join) {
        for (int i = 0; i < join.leftKeys().size(); i++) {
            Column key = lefts.column(join.leftKeys().get(i));
            Column otherKey = rights.column(join.rightKeys().get(i));
            if (key.isNull(row) || otherKey.isNull(other)) {
                return false;
            }
            boolean equal = key.getClass() == otherKey.getClass()
                    ? key.compare(row, otherKey, other) == 0
                    : sameNumber(key.value(row), otherKey.value(other));
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(Object integer, Object number) {
        return !(number instanceof Double) && new BigDecimal(integer.toString()).compareTo((BigDecimal) number) == 0;
    }

    @Test
    void anIntegerMeetsTheNumberThatItIs() {
        Schema one = Schema.of(List.of(Field.of("a", FieldType.INTEGER)));
        Schema other = Schema.of(List.of(Field.of("b", FieldType.NUMBER)));
        var lefts = new dev.weir.row.BatchBuilder(one);
        lefts.column(0).append((Object) 1L);
        lefts.endRow(0);
        var rights = new dev.weir.row.BatchBuilder(other);
        rights.column(0).append(new BigDecimal("1.00"));
        rights.endRow(0);
        Join join = new SideBySide(Join.Keep.INNER, List.of("a"), List.of("b"));
        List<Batch> out = new ArrayList<>();
        try (SpillFolder spills = new SpillFolder(folder);
                HashJoin hash = new HashJoin(
                        join,
                        one,
                        other,
                        new Workspace(MemoryBudget.ofBytes(1 << 20), spills, 1, (b, r, c, f, n) -> true))) {
            hash.build().push(rights.build());
            hash.index();
            hash.probe().push(lefts.build(), new Output() {
                @Override
                public void emit(Batch batch) {
                    out.add(batch);
                }

                @Override
                public void error(Batch batch, int row, ErrorCode code, String field, String note) {
                    throw new AssertionError(note);
                }
            });
        }
        assertEquals("[1, 1.00]", SameRows.row(out.get(0), 0));
    }
}
