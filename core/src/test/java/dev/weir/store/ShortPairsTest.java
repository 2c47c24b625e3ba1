package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Short entries against a stable sort of the same bytes. */
class ShortPairsTest {
    @Test
    void entriesAreSortedByTheirKeysAndStayInOrderOtherwise() {
        int inOrder = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(random.nextBoolean() ? 10 : 3_000);
            int different = 1 + random.nextInt(2_000);
            boolean isAscending = random.nextInt(4) == 0;
            MemoryBudget budget = MemoryBudget.ofBytes(1 << 26);
            List<byte[][]> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            try (ShortPairs pairs = new ShortPairs(budget)) {
                for (int i = 0; i < count; i++) {
                    int number = isAscending ? i : random.nextInt(different) * 0x9e3779b1;
                    byte[] key = Arrays.copyOf(Integer.toHexString(number).getBytes(), random.nextInt(6) == 0 ? 0 : 7);
                    byte[] label = Integer.toString(i, 36).getBytes();
                    byte[] entry = Arrays.copyOf(key, key.length + label.length + random.nextInt(2) * 9);
                    System.arraycopy(label, 0, entry, key.length, label.length);
                    assertTrue(pairs.add(entry, key.length, key.length + label.length));
                    expected.add(new byte[][] {key, label});
                }
                List<byte[][]> before = List.copyOf(expected);
                expected.sort((a, b) -> Arrays.compareUnsigned(a[0], b[0]));
                assertEquals(before.equals(expected), pairs.ascends(), "seed " + seed);
                inOrder += pairs.ascends() ? 1 : 0;
                pairs.sort();
                byte[] bytes = new byte[22];
                for (int i = 0; i < pairs.size(); i++) {
                    found.add(HexFormat.of().formatHex(bytes, 0, pairs.get(i, bytes)));
                }
            }
            HexFormat hex = HexFormat.of();
            assertEquals(
                    expected.stream()
                            .map(entry -> hex.formatHex(entry[0]) + hex.formatHex(entry[1]))
                            .toList(),
                    found,
                    "seed " + seed);
            assertEquals(0, budget.used(), "seed " + seed);
        }
        assertTrue(inOrder > 3 && inOrder < 50, inOrder + " were in order");
    }

    @Test
    void whatIsTooLongOrHasNoRoomIsNotTaken() {
        MemoryBudget budget = MemoryBudget.ofBytes(1 << 20);
        try (ShortPairs pairs = new ShortPairs(budget)) {
            assertFalse(pairs.add(new byte[20], 8, 9));
            assertFalse(pairs.add(new byte[20], 1, 9));
            int taken = 0;
            while (pairs.add(new byte[20], 7, 14)) {
                taken++;
            }
            assertEquals(taken, pairs.size());
            assertTrue(32L * taken <= 1 << 20, taken + " entries");
        }
        assertEquals(0, budget.used());
    }
}
