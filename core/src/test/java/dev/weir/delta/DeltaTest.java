package dev.weir.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.BatchBuilder;
import dev.weir.store.RowBlock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The laws of differences: sums, opposites, and that the running sum undoes the difference. */
class DeltaTest {
    private static final int SEEDS = 200;
    private final RowCodec codec =
            new RowCodec(Schema.of(List.of(Field.of("n", FieldType.INTEGER), Field.of("t", FieldType.STRING))));

    @Test
    void aDifferenceAndItsOppositeAreNothing() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Delta change = difference(table(random), table(random), random);
            assertEquals(0, change.plus(change.negate()).size(), "seed " + seed);
            assertEquals(0, change.negate().plus(change).size(), "seed " + seed);
            assertEquals(entries(change), entries(change.negate().negate()), "seed " + seed);
        }
    }

    @Test
    void aComputedNumberIsItsValueWhateverItsScale() {
        RowCodec numbers = new RowCodec(Schema.of(List.of(Field.of("n", FieldType.NUMBER))));
        String[][] same = {
            {"3.5", "3.50", "3.5000000000000000000"},
            {"100", "1E+2", "100.000"},
            {"0", "0.00", "0E+30", "0E-30"},
            {"12345678901234567890.5", "12345678901234567890.500"},
            {"1E+40", "1.0E+40"},
            {"-0.00000000000000000005", "-0.000000000000000000050"}
        };
        List<byte[]> all = new ArrayList<>();
        for (String[] texts : same) {
            for (String text : texts) {
                BatchBuilder rows = new BatchBuilder(numbers.schema());
                rows.column(0).append(new BigDecimal(text));
                rows.endRow(0);
                byte[] cells = numbers.encode(rows.build()).cells(0);
                if (text.equals(texts[0])) {
                    all.forEach(other -> assertFalse(Arrays.equals(other, cells), text));
                    all.add(cells);
                }
                assertArrayEquals(all.get(all.size() - 1), cells, text);
                Object value = numbers.batch(RowBlock.of(List.of(cells), numbers.plainShape()))
                        .column(0)
                        .value(0);
                assertEquals(0, new BigDecimal(text).compareTo((BigDecimal) value), text);
            }
        }
    }

    @Test
    void theSumOfDifferencesIsTheDifferenceOfTheEnds() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            TreeMap<byte[], String> a = table(random);
            TreeMap<byte[], String> b = table(random);
            TreeMap<byte[], String> c = table(random);
            TreeMap<byte[], String> d = table(random);
            Delta first = difference(a, b, random);
            Delta second = difference(b, c, random);
            Delta third = difference(c, d, random);
            Delta whole = difference(a, d, random);
            assertEquals(entries(whole), entries(first.plus(second).plus(third)), "seed " + seed);
            assertEquals(entries(whole), entries(first.plus(second.plus(third))), "seed " + seed);
            assertEquals(entries(whole), entries(third.plus(first).plus(second)), "seed " + seed);
        }
    }

    @Test
    void theRunningSumUndoesTheDifference() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            TreeMap<byte[], String> sum = new TreeMap<>(Arrays::compareUnsigned);
            TreeMap<byte[], String> last = new TreeMap<>(Arrays::compareUnsigned);
            for (int step = 0; step < 5; step++) {
                TreeMap<byte[], String> next = table(random);
                apply(difference(last, next, random), sum);
                assertEquals(texts(next), texts(sum), "seed " + seed + ", step " + step);
                last = next;
            }
        }
    }

    @Test
    void entriesComeByLabelRetractionsFirstAndNoneCancelAnother() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            Delta change = difference(table(random), table(random), random);
            for (int i = 1; i < change.size(); i++) {
                int order = Arrays.compareUnsigned(change.label(i - 1), change.label(i));
                assertTrue(order < 0 || order == 0 && change.weight(i - 1) < change.weight(i), "seed " + seed);
                assertTrue(order < 0 || !Arrays.equals(change.cells(i - 1), change.cells(i)), "seed " + seed);
            }
        }
    }

    @Test
    void theRowsOfADifferenceAreLabelledWithTheirPlaces() {
        Random random = new Random(3);
        Delta change = difference(table(random), table(random), random);
        int place = 0;
        for (var batch : change.batches()) {
            for (int row = 0; row < batch.rows(); row++) {
                assertEquals(place, batch.label(row));
                assertArrayEquals(change.cells(place++), codec.encode(batch).cells(row));
            }
        }
        assertEquals(change.size(), place);
    }

    private static TreeMap<byte[], String> table(Random random) {
        TreeMap<byte[], String> table = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = random.nextInt(30); i > 0; i--) {
            table.put(Label.of(random.nextInt(25)), random.nextInt(3) + "|" + random.nextInt(2));
        }
        return table;
    }

    /** All of the first retracted, all of the second asserted, in any order. */
    private Delta difference(Map<byte[], String> from, Map<byte[], String> to, Random random) {
        Delta.Builder builder = new Delta.Builder(codec);
        List<Runnable> adding = new ArrayList<>();
        from.forEach((label, row) -> adding.add(() -> builder.add(label, -1, block(row), 0)));
        to.forEach((label, row) -> adding.add(() -> builder.add(label, 1, block(row), 0)));
        for (int i = adding.size(); i > 0; i--) {
            adding.remove(random.nextInt(i)).run();
        }
        return builder.build();
    }

    private RowBlock block(String row) {
        BatchBuilder batch = new BatchBuilder(codec.schema());
        batch.column(0).append(Long.valueOf(row.substring(0, 1)));
        batch.column(1).append(row.substring(2));
        batch.endRow(0);
        return codec.encode(batch.build());
    }

    private void apply(Delta change, TreeMap<byte[], String> table) {
        List<String> rows = new ArrayList<>();
        change.batches().forEach(batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                rows.add(batch.column(0).value(row) + "|" + batch.column(1).value(row));
            }
        });
        for (int i = 0; i < change.size(); i++) {
            if (change.weight(i) < 0) {
                assertEquals(rows.get(i), table.remove(change.label(i)));
            } else {
                table.put(change.label(i), rows.get(i));
            }
        }
    }

    private static List<String> texts(Map<byte[], String> table) {
        List<String> texts = new ArrayList<>();
        table.forEach((label, row) -> texts.add(Arrays.toString(label) + row));
        return texts;
    }

    private static List<String> entries(Delta delta) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < delta.size(); i++) {
            entries.add(Arrays.toString(delta.label(i)) + delta.weight(i) + Arrays.toString(delta.cells(i)));
        }
        return entries;
    }
}
