package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.compare.same.CommonFiles;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.SourceException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences of tables, held against what a naive comparison finds, and of the ways to read them. */
class ComparisonTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 150);
    private static final String[] NUMBERS = {"1", "1.0", "2", "2.50", "2.5", ""};

    @TempDir
    Path folder;

    /** A row of the model: key, number, text. */
    private record Model(int id, String number, String text) {
        String line(boolean turned) {
            return turned ? text + "," + number + "," + id : id + "," + number + "," + text;
        }

        boolean sameValues(Model other) {
            boolean same = number.isEmpty() || other.number.isEmpty()
                    ? number.equals(other.number)
                    : new BigDecimal(number).compareTo(new BigDecimal(other.number)) == 0;
            return same && text.equals(other.text);
        }
    }

    @Test
    void keyedTablesDifferAsANaiveComparisonSays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            List<Model> before = models(random, random.nextInt(30));
            List<Model> after = edited(before, random, random.nextInt(12));
            boolean turned = random.nextBoolean();
            assertAsNaive(before, after, turned, random.nextInt(3) == 0, "round " + round);
        }
    }

    @Test
    @Tag("long")
    void tablesOfManyBlocksDifferAsANaiveComparisonSays() throws Exception {
        for (boolean turned : new boolean[] {false, true}) {
            Random random = new Random(77);
            List<Model> before = models(random, 60_000);
            List<Model> after = edited(before, random, 300);
            after.addAll(100, after.subList(40_000, 40_200));
            after.subList(40_200, 40_400).clear();
            assertAsNaive(before, after, turned, false, "turned " + turned);
        }
    }

    private void assertAsNaive(
            List<Model> before, List<Model> after, boolean turned, boolean otherMissing, String message)
            throws Exception {
        write("a", before, false, false);
        write("b", after, turned, otherMissing);
        ResourceDifference found = compare("a", "b").resources().get(0);
        Map<Integer, Model> olds = before.stream().collect(Collectors.toMap(Model::id, model -> model));
        Map<Integer, Integer> places = new HashMap<>();
        IntStream.range(0, before.size()).forEach(i -> places.put(before.get(i).id(), i));
        long changed = 0;
        long textOnly = 0;
        List<Integer> stays = new ArrayList<>();
        for (Model now : after) {
            Model old = olds.get(now.id());
            if (old != null) {
                stays.add(places.get(now.id()));
                changed += old.sameValues(now) ? 0 : 1;
                textOnly += old.sameValues(now) && !old.equals(now) ? 1 : 0;
            }
        }
        long added = after.size() - stays.size();
        long removed = before.size() - stays.size();
        if (before.equals(after) && !turned && !otherMissing) {
            assertEquals(-1, found.rowsAfter(), message);
        } else {
            assertEquals(before.size(), found.rowsBefore(), message);
            assertEquals(after.size(), found.rowsAfter(), message);
        }
        assertEquals(List.of("id"), found.key(), message);
        assertEquals(
                List.of(added, removed, changed, textOnly, (long) stays.size() - longestRise(stays)),
                List.of(found.added(), found.removed(), found.changed(), found.textOnly(), found.moved()),
                message);
        long listed = added + removed + changed + textOnly;
        long onlyMoved = found.rows().list().stream()
                .filter(change -> change.kind() == RowChange.Kind.MOVED)
                .count();
        assertEquals(listed + onlyMoved, found.rows().list().size(), message);
        assertTrue(isInOrder(found.rows().list()), message);
    }

    private static boolean isInOrder(List<RowChange> list) {
        return IntStream.range(1, list.size())
                .allMatch(i -> list.get(i - 1).place() <= list.get(i).place());
    }

    private static long longestRise(List<Integer> places) {
        int[] ends = new int[places.size()];
        int length = 0;
        for (int place : places) {
            int at = Arrays.binarySearch(ends, 0, length, place);
            int slot = at < 0 ? -at - 1 : at;
            ends[slot] = place;
            length = Math.max(length, slot + 1);
        }
        return length;
    }

    private static List<Model> models(Random random, int count) {
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            models.add(new Model(i, NUMBERS[random.nextInt(NUMBERS.length)], "t" + random.nextInt(3)));
        }
        return models;
    }

    private static List<Model> edited(List<Model> before, Random random, int edits) {
        List<Model> after = new ArrayList<>(before);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(after.size() + 1);
            if (random.nextInt(4) == 0 || after.size() < 2) {
                after.add(at, new Model(1_000_000 + i, NUMBERS[random.nextInt(NUMBERS.length)], "new"));
                continue;
            }
            at = Math.min(at, after.size() - 1);
            Model row = after.get(at);
            switch (random.nextInt(4)) {
                case 0 -> after.remove(at);
                case 1 -> after.set(at, new Model(row.id(), NUMBERS[random.nextInt(NUMBERS.length)], row.text()));
                case 2 -> after.set(at, new Model(row.id(), row.number(), "t" + random.nextInt(3)));
                default -> after.add(random.nextInt(after.size()), after.remove(at));
            }
        }
        return after;
    }

    private void write(String name, List<Model> models, boolean turned, boolean otherMissing) throws Exception {
        StringBuilder text = new StringBuilder(turned ? "text,number,id\n" : "id,number,text\n");
        models.forEach(model -> text.append(model.line(turned)).append('\n'));
        String fields = "{name: id, type: integer}, {name: number, type: number}, {name: text, type: string}";
        if (turned) {
            fields = "{name: text, type: string}, {name: number, type: number}, {name: id, type: integer}";
        }
        String missing = otherMissing ? ", missingValues: ['', '-']" : "";
        write(name, text.toString(), "fields: [" + fields + "], primaryKey: id" + missing);
    }

    private void write(String name, String csv, String schema) throws Exception {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("t.csv"), csv);
        Files.writeString(
                place.resolve("datapackage.yaml"),
                "name: p\nresources: [{name: t, path: t.csv" + (schema.isEmpty() ? "" : ", schema: {" + schema + "}")
                        + "}]\n");
    }

    private PackageDifference compare(String before, String after) {
        RunOptions options = RunOptions.DEFAULT;
        OpenPackage first = Weir.openLeniently(folder.resolve(before), options);
        OpenPackage second = Weir.openLeniently(folder.resolve(after), options);
        PackageDifference listed = Comparison.of(first, second, options);
        PackageDifference counted = Comparison.ofCounts(first, second, options, Map.of(), CommonFiles.NOTHING);
        assertEquals(
                listed.resources().stream().map(ComparisonTest::unlisted).toList(),
                counted.resources().stream().map(ComparisonTest::unlisted).toList());
        return listed;
    }

    private static ResourceDifference unlisted(ResourceDifference table) {
        return new ResourceDifference(
                table.name(),
                table.key(),
                table.keyIsInferred(),
                table.added(),
                table.removed(),
                table.changed(),
                table.textOnly(),
                table.moved(),
                table.rowsBefore(),
                table.rowsAfter(),
                table.labelsBefore(),
                table.labelsAfter(),
                table.changedFields(),
                table.since(),
                RowChanges.NONE);
    }

    private List<String> edits(String before, String after) {
        List<String> lines = new ArrayList<>();
        EditLines.of(compare(before, after).resources().get(0), lines::add);
        return lines;
    }

    private static List<Long> counts(ResourceDifference table) {
        return List.of(table.added(), table.removed(), table.changed(), table.textOnly(), table.moved());
    }

    @Test
    void rowsOfRepeatedAndMissingKeysAreComparedAsASequence() throws Exception {
        String schema = "fields: [{name: id, type: integer}, {name: n, type: number}], primaryKey: id";
        write("a", "id,n\n1,1\n1,2\n,3\n,4\n5,5\n", schema);
        write("b", "id,n\n1,1\n1,7\n1,8\n,3.0\n,9\n5,6\n", schema);
        ResourceDifference table = compare("a", "b").resources().get(0);
        assertEquals(List.of("id"), table.key());
        assertEquals(List.of(3L, 2L, 1L, 1L, 0L), counts(table));
    }

    @Test
    void aMissingValueThatReadsAsOneNowIsAChange() throws Exception {
        String fields = "fields: [{name: id, type: integer}, {name: n, type: string}], primaryKey: id";
        write("a", "id,n\n1,NA\n2,x\n", fields);
        write("b", "id,n\n1,NA\n2,x\n", fields + ", missingValues: ['', NA]");
        assertEquals(
                List.of(0L, 0L, 1L, 0L, 0L),
                counts(compare("a", "b").resources().get(0)));
    }

    @Test
    void aFieldOfAnotherTypeIsComparedByItsTextWhereThatIsTheSame() throws Exception {
        write("a", "id,n\n1,5\n2,6\n3,7\n", "fields: [{name: id}, {name: n, type: string}], primaryKey: id");
        write("b", "id,n\n1,5\n2,6.5\n3,7\n", "fields: [{name: id}, {name: n, type: number}], primaryKey: id");
        PackageDifference difference = compare("a", "b");
        assertEquals(SchemaChange.Kind.FIELD_RETYPED, difference.schema().get(0).kind());
        assertEquals(List.of(0L, 0L, 1L, 0L, 0L), counts(difference.resources().get(0)));
    }

    @Test
    void aKeyIsInferredWhereAFieldNamesEveryRow() throws Exception {
        write("a", "kind,code,n\nx,A,1\nx,B,2\ny,C,3\n", "");
        write("b", "kind,code,n\nx,A,1\nx,B,5\ny,D,3\n", "");
        ResourceDifference table = compare("a", "b").resources().get(0);
        assertEquals(List.of("code"), table.key());
        assertTrue(table.keyIsInferred());
        assertEquals(List.of(1L, 1L, 1L, 0L, 0L), counts(table));
        assertEquals(Map.of("n", 1L), table.changedFields());
    }

    @Test
    void twoFieldsTogetherMayBeAKey() throws Exception {
        write("a", "year,country,n\n2020,DE,1\n2020,FR,1\n2021,DE,1\n2021,FR,2\n", "");
        write("b", "year,country,n\n2020,DE,1\n2020,FR,9\n2021,DE,1\n2021,FR,2\n", "");
        assertEquals(
                List.of("year", "country"), compare("a", "b").resources().get(0).key());
    }

    @Test
    void numbersAreNoKey() throws Exception {
        String schema = "fields: [{name: a, type: number}, {name: b, type: string}]";
        write("a", "a,b\n1,x\n2,x\n", schema);
        write("b", "a,b\n1,x\n3,x\n", schema);
        ResourceDifference table = compare("a", "b").resources().get(0);
        assertEquals(List.of(), table.key());
        assertEquals(List.of(1L, 1L, 0L, 0L, 0L), counts(table));
        assertEquals(
                List.of(
                        "{\"_change_type\":\"delete\",\"_after\":1,\"a\":2,\"b\":\"x\"}",
                        "{\"_change_type\":\"insert\",\"_after\":1,\"a\":3,\"b\":\"x\"}"),
                edits("a", "b"));
    }

    @Test
    void aFieldThatGotAnotherNameIsFoundByWhatItHolds() throws Exception {
        write("a", "id,mail,x\n1,a@b.c,1\n2,d@e.f,2\n3,g@h.i,3\n", "");
        write("b", "id,email,y\n1,a@b.c,7\n2,d@e.f,8\n3,g@h.i,9\n", "");
        List<SchemaChange> schema = compare("a", "b").schema();
        assertEquals(SchemaChange.Kind.FIELD_RENAMED, schema.get(0).kind());
        assertEquals("email", schema.get(0).field());
        assertTrue(schema.get(0).confidence() > 0.8, schema.toString());
        assertEquals(
                List.of(SchemaChange.Kind.FIELD_ADDED, SchemaChange.Kind.FIELD_REMOVED),
                schema.subList(1, 3).stream().map(SchemaChange::kind).toList());
    }

    @Test
    void whatDiffersBeyondTheMemoryIsALimitError() throws Exception {
        write("a", models(new Random(1), 5000), false, false);
        write("b", models(new Random(2), 5000), false, false);
        RunOptions options = RunOptions.DEFAULT.withMemoryBytes(100_000);
        SourceException limit = assertThrows(
                SourceException.class,
                () -> Comparison.of(
                        Weir.openLeniently(folder.resolve("a"), options),
                        Weir.openLeniently(folder.resolve("b"), options),
                        options));
        assertTrue(limit.getMessage().contains("--memory"), limit.getMessage());
    }

    @Test
    void aTableThatCannotBeReadToItsEndIsNotCompared() throws Exception {
        write("a", "id,n\n1,x\n2,y\n", "");
        write("b", "id,n\n1,x\n2,\"y\n", "");
        assertThrows(SourceException.class, () -> compare("a", "b"));
    }

    @Test
    @Tag("long")
    void aShuffledTableHasOnlyMoved() throws Exception {
        List<Model> models = models(new Random(5), 20_000);
        List<Model> shuffled = new ArrayList<>(models);
        java.util.Collections.shuffle(shuffled, new Random(6));
        assertAsNaive(models, shuffled, false, false, "shuffled");
    }
}
