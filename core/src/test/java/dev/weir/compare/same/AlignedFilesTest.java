package dev.weir.compare.same;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.process.Copies;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are compared by their bytes have the rows in common that they have by the hashes of the parser's rows. */
class AlignedFilesTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 200);
    private static final String[] CELLS = {
        "a", "bb", "\"q\"", "\"a,b\"", "\"two\nlines\"", "\"say \"\"x\"\"\"", "", "\"\""
    };

    @TempDir
    Path folder;

    @Test
    void bytesAndHashesFindTheSameRows() throws Exception {
        int aligned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
            List<String> before = lines(random, random.nextInt(40));
            List<String> after = edited(before, random);
            TablePair pair = pair(text(before, end, random), text(after, end, random));
            SameRows byHash = SameRows.byHash(pair, new MemoryUse("t", 1 << 28));
            SameRows byBytes = AlignedFiles.match(pair, new MemoryUse("t", 1 << 28));
            assertNotNull(byBytes, "round " + round);
            assertSame(byHash, byBytes, "round " + round);
            aligned++;
        }
        assertTrue(aligned > 100 || aligned == ROUNDS);
    }

    @Test
    void whatIsKnownToBeCopiedNeedNotBeRead() throws Exception {
        int copied = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            List<String> before = lines(random, 20 + random.nextInt(200));
            List<String> after = edited(before, random);
            String old = "id,x\n" + String.join("\n", before) + "\n";
            String now = "id,x\n" + String.join("\n", after) + "\n";
            TablePair pair = pair(old, now);
            SameRows expected = AlignedFiles.match(pair, new MemoryUse("t", 1 << 28));
            assertNotNull(expected, "round " + round);
            Copies copies = copies(expected, before, after, random);
            copied += copies.count();
            TablePair hinted = TablePair.of(pair.before.table(), pair.after.table(), copies);
            blank(pair.before.table().files().get(0), copies, true);
            blank(pair.after.table().files().get(0), copies, false);
            SameRows found = AlignedFiles.match(hinted, new MemoryUse("t", 1 << 28));
            assertNotNull(found, "round " + round);
            assertSame(expected, found, "round " + round);
        }
        assertTrue(copied >= ROUNDS, "stretches: " + copied);
    }

    /** Some of the rows that both have and that follow each other in both. */
    private Copies copies(SameRows rows, List<String> before, List<String> after, Random random) {
        Copies copies = new Copies(folder.resolve("a/t.csv"));
        boolean[] stays = rows.same().staying();
        for (int i = 0; i < stays.length; i++) {
            long from = rows.same().from(i);
            long to = rows.same().to(i);
            long end = from + rows.same().length(i);
            while (stays[i] && from < end) {
                int count = (int) Math.min(end - from, 1 + random.nextInt(20));
                if (random.nextInt(3) > 0) {
                    long at = offset(before, from);
                    copies.add(at, offset(after, to), offset(before, from + count) - at, count);
                }
                from += count;
                to += count;
            }
        }
        return copies;
    }

    private static long offset(List<String> lines, long row) {
        return "id,x\n".length()
                + lines.subList(0, (int) row).stream()
                        .mapToInt(line -> line.length() + 1)
                        .sum();
    }

    /** Makes what is copied unreadable. */
    private static void blank(Path file, Copies copies, boolean isOld) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < copies.count(); i++) {
            int at = (int) (isOld ? copies.from(i) : copies.to(i));
            Arrays.fill(bytes, at, at + (int) copies.bytes(i), (byte) '"');
        }
        Files.write(file, bytes);
    }

    @Test
    @Tag("long")
    void filesOfManyWindowsAreRead() throws Exception {
        Random random = new Random(9);
        List<String> before = lines(random, 150_000);
        List<String> after = new ArrayList<>(before);
        for (int i = 0; i < 100; i++) {
            after = editedOnce(after, random, "long " + i + "x".repeat(random.nextInt(40_000)));
        }
        after.add(70_000, "1,\"" + "giant\n".repeat(500_000) + "\"");
        TablePair pair = pair(text(before, "\n", random), text(after, "\n", random));
        SameRows byBytes = AlignedFiles.match(pair, new MemoryUse("t", 1 << 30));
        assertNotNull(byBytes);
        assertSame(SameRows.byHash(pair, new MemoryUse("t", 1 << 30)), byBytes, "large");
    }

    @Test
    void whatIsKnownToBeTheSameNeedNotBeRead() throws Exception {
        long known = 0;
        for (int round = 0; round < 30; round++) {
            Random random = new Random(round);
            List<List<String>> versions = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                lines.add(i + "," + "long ".repeat(10 + random.nextInt(20)));
            }
            for (int version = 0; version < 4; version++) {
                versions.add(lines);
                lines = editedKeys(lines, random, 1000 * (version + 1));
            }
            CommonRecords all = null;
            for (int i = 1; i < versions.size(); i++) {
                CommonRecords step = common(versions.get(i - 1), versions.get(i));
                all = all == null ? step : all.then(step);
            }
            CommonRecords read = CommonRecords.read(all.write());
            for (boolean isBack : new boolean[] {false, true}) {
                String first = text(versions.get(isBack ? 3 : 0), "\n", new Random(1));
                String last = text(versions.get(isBack ? 0 : 3), "\n", new Random(1));
                TablePair plain = pair(first, last);
                CommonRecords common = isBack ? read.reversed() : read;
                TablePair pair = TablePair.of(
                        plain.before.table(),
                        plain.after.table(),
                        common.copies(plain.before.table().files().get(0)));
                SameRows found = AlignedFiles.match(pair, new MemoryUse("t", 1 << 28));
                assertNotNull(found, "round " + round);
                assertSame(SameRows.byHash(plain, new MemoryUse("t", 1 << 28)), found, "round " + round);
            }
            known += read.copies(folder).count();
        }
        assertTrue(known > 100, "stretches: " + known);
        assertNull(CommonRecords.read(new byte[] {2}));
        assertNull(CommonRecords.read(new byte[] {1, 5}));
    }

    private CommonRecords common(List<String> before, List<String> after) throws Exception {
        TablePair pair = pair(text(before, "\n", new Random(1)), text(after, "\n", new Random(1)));
        return AlignedFiles.match(pair, new MemoryUse("t", 1 << 28)).common();
    }

    /** Some rows gone, added, changed or moved; no row is there twice. */
    private static List<String> editedKeys(List<String> before, Random random, int firstKey) {
        List<String> after = new ArrayList<>(before);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(after.size());
            switch (random.nextInt(4)) {
                case 0 -> after.add(at, firstKey + i + ",new");
                case 1 -> after.remove(at);
                case 2 -> after.set(at, after.get(at) + firstKey + "." + i);
                default -> after.add(random.nextInt(after.size()), after.remove(at));
            }
        }
        return after;
    }

    @Test
    void oddFilesAreLeftToTheParser() throws Exception {
        for (String odd : List.of("1,5\" disk\n", "1,\"a\"b\n", "1,a\r2,b\n", "1,\"open\n")) {
            TablePair pair = pair("id,x\n0,a\n" + odd, "id,x\n0,b\n" + odd + "3,c\n");
            assertNull(AlignedFiles.match(pair, new MemoryUse("t", 1 << 28)), odd);
        }
    }

    private static void assertSame(SameRows expected, SameRows found, String message) {
        assertArrayEquals(expected.before(), found.before(), message);
        assertArrayEquals(expected.after(), found.after(), message);
        assertArrayEquals(expected.recordsBefore(), found.recordsBefore(), message);
        assertArrayEquals(expected.recordsAfter(), found.recordsAfter(), message);
        assertEquals(expected.rowsBefore(), found.rowsBefore(), message);
        assertEquals(expected.rowsAfter(), found.rowsAfter(), message);
        assertEquals(expected.same().count(), found.same().count(), message);
        for (int i = 0; i < expected.same().count(); i++) {
            assertEquals(expected.same().from(i), found.same().from(i), message);
            assertEquals(expected.same().to(i), found.same().to(i), message);
            assertEquals(expected.same().length(i), found.same().length(i), message);
        }
    }

    private static List<String> lines(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(i + "," + CELLS[random.nextInt(CELLS.length)]);
        }
        return lines;
    }

    private static List<String> edited(List<String> before, Random random) {
        List<String> after = before;
        for (int i = random.nextInt(8); i > 0; i--) {
            after = editedOnce(after, random, 1000 + i + "," + CELLS[random.nextInt(CELLS.length)]);
        }
        return after;
    }

    private static List<String> editedOnce(List<String> before, Random random, String line) {
        List<String> after = new ArrayList<>(before);
        int at = random.nextInt(after.size() + 1);
        switch (after.isEmpty() || at == after.size() ? 0 : random.nextInt(5)) {
            case 0 -> after.add(at, line);
            case 1 -> after.remove(at);
            case 2 -> after.set(at, line);
            case 3 -> after.add(at, "");
            default -> after.add(random.nextInt(after.size()), after.remove(at));
        }
        return after;
    }

    private static String text(List<String> lines, String end, Random random) {
        String text = "id,x" + end + String.join(end, lines);
        return lines.isEmpty() || random.nextInt(3) > 0 ? text + end : text;
    }

    private TablePair pair(String before, String after) throws Exception {
        return TablePair.of(table("a", before), table("b", after));
    }

    private OpenPackage.Table table(String name, String csv) throws Exception {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("t.csv"), csv);
        Files.writeString(
                place.resolve("datapackage.yaml"),
                "name: p\nresources: [{name: t, path: t.csv, schema: {fields: [{name: id, type: string},"
                        + " {name: x, type: string}]}}]\n");
        return Weir.openLeniently(place, RunOptions.DEFAULT).resource("t");
    }
}
