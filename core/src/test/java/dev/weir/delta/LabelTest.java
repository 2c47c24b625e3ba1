package dev.weir.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The laws of order labels. */
class LabelTest {

    @Test
    void aLabelBetweenTwoLiesStrictlyBetweenThem() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            List<byte[]> labels = loaded(random.nextInt(50));
            for (int i = 0; i < 500; i++) {
                if (random.nextInt(4) == 0 && !labels.isEmpty()) {
                    labels.remove(random.nextInt(labels.size()));
                } else {
                    insert(labels, random.nextInt(labels.size() + 1), "seed " + seed);
                }
            }
            requireOrder(labels, "seed " + seed);
        }
    }

    @Test
    void tenThousandInsertsAtOnePlaceStayWithinTheLimit() {
        longest("at the head", size -> 0);
        longest("at the end", size -> size);
        longest("before the last row", size -> size - 1);
        int[] place = {50};
        longest("behind the row inserted last", size -> ++place[0]);
    }

    private static void longest(String what, IntUnaryOperator place) {
        List<byte[]> labels = loaded(100);
        for (int i = 0; i < 10_000; i++) {
            insert(labels, place.applyAsInt(labels.size()), what);
        }
        int longest = labels.stream().mapToInt(label -> label.length).max().orElse(0);
        assertTrue(longest <= Label.LIMIT, what + ": " + longest + " bytes");
        requireOrder(labels, what);
    }

    @Test
    void integersOfAnySizeKeepTheirOrderAndComeBack() {
        List<Long> values = new ArrayList<>(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
        for (int bits = 0; bits < 63; bits++) {
            for (long near = -2; near <= 2; near++) {
                values.add((1L << bits) + near);
                values.add(-(1L << bits) + near);
            }
        }
        values.sort(null);
        byte[] last = null;
        Long lastValue = null;
        for (long value : values) {
            byte[] bytes = new byte[Label.size(value)];
            assertEquals(bytes.length, Label.put(value, bytes, 0));
            assertEquals(bytes.length, Label.sizeAt(bytes, 0), "size of " + value);
            assertEquals(value, Label.get(bytes, 0));
            if (last != null && lastValue != null) {
                assertEquals(
                        Integer.signum(Long.compare(lastValue, value)),
                        Integer.signum(Arrays.compareUnsigned(last, bytes)),
                        lastValue + " and " + value);
            }
            last = bytes;
            lastValue = value;
        }
    }

    @Test
    void labelsOneBehindTheOtherAreOrderedByTheFirstThenTheSecond() {
        Random random = new Random(7);
        List<byte[]> labels = loaded(20);
        for (int i = 0; i < 60; i++) {
            insert(labels, random.nextInt(labels.size() + 1), "seed 7");
        }
        for (int i = 0; i < 5_000; i++) {
            int a = random.nextInt(labels.size());
            int b = random.nextInt(labels.size());
            int c = random.nextInt(labels.size() + 1);
            int d = random.nextInt(labels.size() + 1);
            byte[] first = Label.join(labels.get(a), second(labels, c));
            byte[] other = Label.join(labels.get(b), second(labels, d));
            int order = a != b ? Integer.compare(a, b) : Integer.compare(c, d);
            assertEquals(order, Integer.signum(Arrays.compareUnsigned(first, other)));
            byte[] child = Label.child(labels.get(a), c);
            byte[] otherChild = Label.child(labels.get(b), d);
            assertEquals(order, Integer.signum(Arrays.compareUnsigned(child, otherChild)));
        }
    }

    /** A label of the other side, or that of a side that is missing, which is last. */
    private static byte[] second(List<byte[]> labels, int i) {
        return i == labels.size() ? Label.MISSING : labels.get(i);
    }

    @Test
    void labelsThatAreNotInOrderHaveNothingBetweenThem() {
        byte[] label = Label.of(4);
        assertThrows(IllegalArgumentException.class, () -> Label.between(Label.of(5), label));
        assertArrayEquals(Label.of(5), Label.between(label, null));
    }

    private static List<byte[]> loaded(int rows) {
        List<byte[]> labels = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            labels.add(Label.of(i));
        }
        return labels;
    }

    private static void insert(List<byte[]> labels, int place, String context) {
        byte[] before = place == 0 ? null : labels.get(place - 1);
        byte[] after = place == labels.size() ? null : labels.get(place);
        byte[] label = Label.between(before, after);
        assertTrue(before == null || Arrays.compareUnsigned(before, label) < 0, context);
        assertTrue(after == null || Arrays.compareUnsigned(label, after) < 0, context);
        labels.add(place, label);
    }

    /** Ascending, and none is the beginning of another: neighbours show it. */
    private static void requireOrder(List<byte[]> labels, String context) {
        for (int i = 1; i < labels.size(); i++) {
            byte[] a = labels.get(i - 1);
            byte[] b = labels.get(i);
            assertTrue(Arrays.compareUnsigned(a, b) < 0, context);
            boolean begins = b.length >= a.length && Arrays.equals(a, 0, a.length, b, 0, a.length);
            assertFalse(begins, context);
        }
    }
}
