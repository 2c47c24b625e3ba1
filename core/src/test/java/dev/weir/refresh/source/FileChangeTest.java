package dev.weir.refresh.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import dev.weir.refresh.source.SourceModel.Item;
import dev.weir.store.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangeTest {
    @TempDir
    Path folder;

    private Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "t");
    }

    @Test
    void changeLeadsFromOldRowsToNewFile() throws IOException {
        for (long seed = 1; seed <= 400; seed++) {
            check(seed);
        }
    }

    @Test
    void moreThanAQuarterOfAThousandRowsIsRefused() throws IOException {
        assertEquals(250, changed(1000, 250).removed());
        RefusedException refused = assertThrows(RefusedException.class, () -> changed(1000, 251));
        assertEquals("more than a quarter of the rows of t changed", refused.getMessage());
        assertEquals(999, changed(999, 999).removed());
    }

    private FileChange.Found changed(int rows, int removed) throws IOException {
        try (SourceModel model = new SourceModel(scratch(), true)) {
            List<Item> items = numbered(0, rows);
            model.load(items);
            return FileChange.find(model.table, SourceModel.file(items.subList(removed, rows), 100));
        }
    }

    private static List<Item> numbered(int from, int to) {
        List<Item> items = new ArrayList<>();
        for (int i = from; i < to; i++) {
            items.add(new Item((long) i, "row " + i));
        }
        return items;
    }

    @Test
    void longBlocksThatComeAndGoAndMoveAreFoundBeyondTheWindow() throws IOException {
        List<Item> old = numbered(0, 20_000);
        List<Item> now = new ArrayList<>(numbered(100_000, 102_000));
        now.addAll(old.subList(0, 5000));
        now.addAll(old.subList(8000, 18_000));
        now.addAll(old.subList(5000, 5700));
        now.addAll(old.subList(18_000, 20_000));
        for (int window : new int[] {1, 50, 4096}) {
            try (SourceModel model = new SourceModel(scratch(), true)) {
                model.load(old);
                FileChange.Found found = FileChange.find(model.table, SourceModel.file(now, 1000), window);
                assertEquals(2000, found.added(), "window " + window);
                assertEquals(2300, found.removed(), "window " + window);
                assertEquals(700, found.moved(), "window " + window);
                assertEquals(now, model.list(Side.AFTER), "window " + window);
            }
        }
    }

    @Test
    void rowsThatAreOthersOneBehindTheOtherAreFoundByTheirKeys() throws IOException {
        List<Item> old = numbered(0, 20_000);
        List<Item> now = new ArrayList<>(old);
        for (int i = 3000; i < 7500; i++) {
            now.set(i, new Item((long) i, "other " + i));
        }
        now.subList(5000, 5003).clear();
        now.addAll(6000, numbered(90_000, 90_002));
        for (int window : new int[] {1, 50, 1024, 4096}) {
            try (SourceModel model = new SourceModel(scratch(), true)) {
                model.load(old);
                FileChange.Found found = FileChange.find(model.table, SourceModel.file(now, 1000), window);
                assertEquals(2, found.added(), "window " + window);
                assertEquals(3, found.removed(), "window " + window);
                assertEquals(4497, found.changed(), "window " + window);
                assertEquals(0, found.moved(), "window " + window);
                assertEquals(now, model.list(Side.AFTER), "window " + window);
            }
        }
    }

    @Test
    void anotherFileIsNotReadToItsEnd() throws IOException {
        List<Item> now = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            now.add(new Item(i, "other " + i));
        }
        AtomicInteger batches = new AtomicInteger();
        try (SourceModel model = new SourceModel(scratch(), true)) {
            model.load(numbered(0, 20_000));
            assertThrows(RefusedException.class, () -> FileChange.find(model.table, () -> new Counted(now, batches)));
        }
        assertTrue(batches.get() < 130, "batches of 100 rows read: " + batches.get());
    }

    /** Counts the batches that are asked for. */
    private static final class Counted implements Batches {
        private final Batches rows;
        private final AtomicInteger batches;

        Counted(List<Item> items, AtomicInteger batches) {
            this.rows = SourceModel.batches(items, 100);
            this.batches = batches;
        }

        @Override
        public Part next() {
            batches.incrementAndGet();
            return rows.next();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Test
    void changeAndItsOppositeLeaveTheRowsAsTheyWere() throws IOException {
        for (long seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            List<Item> old = SourceModel.random(random, 25, 20, true);
            List<Item> now = SourceModel.edited(random, old, 20, true);
            try (SourceModel model = new SourceModel(scratch(), random.nextBoolean())) {
                model.load(old);
                FileChange.find(model.table, SourceModel.file(now, 5));
                FileChange.find(model.table, SourceModel.file(old, 3));
                assertEquals(old, model.list(Side.AFTER), "seed " + seed);
            }
        }
    }

    @Test
    void untouchedFileIsNoChange() throws IOException {
        for (boolean isKeyed : new boolean[] {true, false}) {
            try (SourceModel model = new SourceModel(scratch(), isKeyed)) {
                List<Item> items = numbered(0, 500);
                model.load(items);
                assertEquals(
                        0,
                        FileChange.find(model.table, SourceModel.file(items, 64))
                                .delta()
                                .size());
            }
        }
    }

    private void check(long seed) throws IOException {
        Random random = new Random(seed);
        boolean isKeyed = random.nextInt(3) > 0;
        boolean nulls = random.nextBoolean();
        int ids = random.nextBoolean() ? 1_000_000 : 15;
        String where = "seed " + seed;
        try (SourceModel model = new SourceModel(scratch(), isKeyed)) {
            List<Item> items = SourceModel.random(random, 30, ids, nulls);
            model.load(items);
            assertEquals(items, model.list(Side.BEFORE), where);
            for (int step = 0; step < 4; step++) {
                List<Item> old = items;
                items = random.nextInt(8) == 0
                        ? SourceModel.random(random, 30, ids, nulls)
                        : SourceModel.edited(random, items, ids, nulls);
                step(model, old, items, random, where + " step " + step, isKeyed);
            }
        }
    }

    private void step(SourceModel model, List<Item> old, List<Item> now, Random random, String where, boolean isKeyed)
            throws IOException {
        TreeMap<byte[], Item> before = model.rows(Side.BEFORE);
        int window = 1 + random.nextInt(12);
        if (random.nextBoolean()) {
            model.table.readAhead();
        }
        FileChange.Found found = FileChange.find(model.table, SourceModel.file(now, 1 + random.nextInt(9)), window);
        assertEquals(now, model.list(Side.AFTER), where);
        assertEquals(
                now, new ArrayList<>(model.sum(before, found.delta()).values()), where + ": the change is another one");
        assertEquals(
                found.oldRows() + found.added() - found.removed(), found.newRows(), where + ": counts do not add up");
        Reference reference = new Reference(old, now, isKeyed);
        assertEquals(reference.describe(), describe(model, before, found.delta()), where);
        assertEquals(reference.moved, found.moved(), where);
        if (isKeyed) {
            assertEquals(model.indexOfRows(scratch()), model.index(), where);
        }
        model.commit();
    }

    /** The rows that change: what goes from which place, what comes to which. */
    private static List<String> describe(SourceModel model, TreeMap<byte[], Item> before, Delta delta) {
        TreeMap<byte[], Item> after = model.sum(before, delta);
        List<byte[]> old = new ArrayList<>(before.keySet());
        List<byte[]> now = new ArrayList<>(after.keySet());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < delta.size(); i++) {
            List<byte[]> labels = delta.weight(i) < 0 ? old : now;
            int place = Collections.binarySearch(labels, delta.label(i), Arrays::compareUnsigned);
            lines.add(delta.weight(i) + " " + place + " " + model.item(delta.cells(i)));
        }
        Collections.sort(lines);
        return lines;
    }

    /** The rule, row by row and slowly. */
    private static final class Reference {
        private final List<Item> old;
        private final List<Item> now;
        private final int[] oldOf;
        private final boolean[] isKept;
        int moved;

        Reference(List<Item> old, List<Item> now, boolean isKeyed) {
            this.old = old;
            this.now = now;
            this.oldOf = new int[now.size()];
            this.isKept = new boolean[now.size()];
            Arrays.fill(oldOf, -1);
            Map<Long, Integer> oldCount = counts(old);
            Map<Long, Integer> newCount = counts(now);
            List<Integer> oddOld = new ArrayList<>();
            List<Integer> oddNew = new ArrayList<>();
            for (int i = 0; i < old.size(); i++) {
                if (!isKeyed || isOdd(old.get(i), oldCount, newCount)) {
                    oddOld.add(i);
                }
            }
            for (int k = 0; k < now.size(); k++) {
                Item item = now.get(k);
                if (!isKeyed || isOdd(item, oldCount, newCount)) {
                    oddNew.add(k);
                    continue;
                }
                for (int i = 0; i < old.size(); i++) {
                    if (Objects.equals(item.id(), old.get(i).id())) {
                        oldOf[k] = i;
                    }
                }
            }
            patience(oddOld, oddNew);
            keepLongest(oldOf, isKept);
            for (int k = 0; k < isKept.length; k++) {
                moved += oldOf[k] >= 0 && !isKept[k] ? 1 : 0;
            }
        }

        private static Map<Long, Integer> counts(List<Item> items) {
            Map<Long, Integer> counts = new HashMap<>();
            items.forEach(item -> counts.merge(Objects.requireNonNullElse(item.id(), -1L), 1, Integer::sum));
            return counts;
        }

        private static boolean isOdd(Item item, Map<Long, Integer> oldCount, Map<Long, Integer> newCount) {
            return item.id() == null
                    || oldCount.getOrDefault(item.id(), 0) > 1
                    || newCount.getOrDefault(item.id(), 0) > 1;
        }

        private void patience(List<Integer> olds, List<Integer> news) {
            int from = 0;
            while (from < olds.size() && from < news.size() && isSame(olds.get(from), news.get(from))) {
                oldOf[news.get(from)] = olds.get(from);
                from++;
            }
            int oldTo = olds.size();
            int newTo = news.size();
            while (oldTo > from && newTo > from && isSame(olds.get(oldTo - 1), news.get(newTo - 1))) {
                oldOf[news.get(--newTo)] = olds.get(--oldTo);
            }
            List<Integer> oldRest = olds.subList(from, oldTo);
            List<Integer> newRest = news.subList(from, newTo);
            int[] anchors = new int[newRest.size()];
            for (int k = 0; k < anchors.length; k++) {
                Item item = now.get(newRest.get(k));
                List<Integer> equal = new ArrayList<>();
                for (int i = 0; i < oldRest.size(); i++) {
                    if (old.get(oldRest.get(i)).equals(item)) {
                        equal.add(i);
                    }
                }
                long again =
                        newRest.stream().filter(i -> now.get(i).equals(item)).count();
                anchors[k] = equal.size() == 1 && again == 1 ? equal.get(0) : -1;
            }
            boolean[] kept = new boolean[anchors.length];
            keepLongest(anchors, kept);
            int oldDone = 0;
            int newDone = 0;
            boolean any = false;
            for (int k = 0; k < kept.length; k++) {
                if (kept[k]) {
                    any = true;
                    oldOf[newRest.get(k)] = oldRest.get(anchors[k]);
                    patience(oldRest.subList(oldDone, anchors[k]), newRest.subList(newDone, k));
                    oldDone = anchors[k] + 1;
                    newDone = k + 1;
                }
            }
            if (any) {
                patience(oldRest.subList(oldDone, oldRest.size()), newRest.subList(newDone, newRest.size()));
            }
        }

        private boolean isSame(int i, int k) {
            return old.get(i).equals(now.get(k));
        }

        /** Longest increasing run of those that are not -1, from the last row on always the smallest. */
        private static void keepLongest(int[] values, boolean[] kept) {
            int[] length = new int[values.length];
            int[] before = new int[values.length];
            int last = -1;
            for (int k = 0; k < values.length; k++) {
                if (values[k] < 0) {
                    continue;
                }
                int best = -1;
                for (int i = 0; i < k; i++) {
                    if (values[i] >= 0 && values[i] < values[k]) {
                        best = better(best, i, length, values);
                    }
                }
                before[k] = best;
                length[k] = 1 + (best < 0 ? 0 : length[best]);
                last = better(last, k, length, values);
            }
            for (; last >= 0; last = before[last]) {
                kept[last] = true;
            }
        }

        private static int better(int a, int b, int[] length, int[] values) {
            if (a < 0) {
                return b;
            }
            return length[a] > length[b] || length[a] == length[b] && values[a] < values[b] ? a : b;
        }

        List<String> describe() {
            List<String> lines = new ArrayList<>();
            Set<Integer> stays = new HashSet<>();
            for (int k = 0; k < now.size(); k++) {
                if (isKept[k] && old.get(oldOf[k]).equals(now.get(k))) {
                    stays.add(oldOf[k]);
                } else {
                    lines.add("1 " + k + " " + now.get(k));
                }
            }
            for (int i = 0; i < old.size(); i++) {
                if (!stays.contains(i)) {
                    lines.add("-1 " + i + " " + old.get(i));
                }
            }
            Collections.sort(lines);
            return lines;
        }
    }
}
