package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.parse.GeneratedCsv.Family;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated files of every family read in blocks and parts of every size, by several workspaces, as a file and as a stream: rows,
 * places, problems and counts are those of the plain rules, and rows those of Commons CSV and FastCSV where these two
 * follow the same rules ({@link PeerReading} lists where not).
 */
class CsvFamiliesTest {
    private static final int FILES = 320;
    private static final int[] BLOCK_BYTES = {1, 2, 3, 5, 7, 16, 64, 100, 4096, 256 << 10};
    private static final Dialect PLAIN = TableReading.dialect("{\"header\": false}");
    private static final Dialect WITH_HEADER = Dialect.DEFAULT;
    /** A comment that no file holds: every block is read by the strict byte loop. */
    private static final Dialect STRICT = TableReading.dialect("{\"header\": false, \"commentChar\": \"#no;such#\"}");
    /** A row to drop that no file has: block after block, as a stream. */
    private static final Dialect STREAM = TableReading.dialect("{\"header\": false, \"commentRows\": [1000000]}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Family.class)
    void blocksOfEverySizeGiveWhatThePlainRulesGive(Family family) throws IOException {
        int reads = 0;
        int rows = 0;
        int problems = 0;
        int commons = 0;
        int fast = 0;
        for (int file = 0; file < FILES; file++) {
            long seed = 7919L * family.ordinal() + file;
            Random random = new Random(seed);
            byte[] bytes = GeneratedCsv.of(family, random);
            Path path = Files.write(folder.resolve("table.csv"), bytes);
            PlainReading expected = PlainReading.of(bytes);
            String what = family + " seed " + seed + ": " + escaped(bytes);
            int fields = chooseFields(expected, random);
            ParseLimits whole = new ParseLimits(Math.max(1, bytes.length), 1 << 10, 1 << 20, 100, 1 << 17);
            check(expected, TableReading.read(path, STRICT, whole, fields, 1, random), fields, what + " strict");
            for (int blockBytes : BLOCK_BYTES) {
                ParseLimits limits =
                        new ParseLimits(blockBytes, 1 + random.nextInt(8), 1 << 20, 100, partCells(random));
                for (Dialect dialect : List.of(PLAIN, random.nextBoolean() ? STRICT : STREAM)) {
                    int workspaces = 1 + random.nextInt(3);
                    String how = what + " in blocks of " + blockBytes + ", "
                            + dialect.json().properties().keySet() + ", " + fields + " fields, " + workspaces
                            + " workspaces";
                    TableReading reading = read(path, dialect, limits, fields, workspaces, random, how);
                    check(expected, reading, fields, how);
                    reads++;
                }
            }
            checkBehindHeader(path, expected, fields, random, what);
            rows += expected.lines.size();
            problems += expected.problems.size();
            commons += PeerReading.commons(bytes, expected, what);
            fast += PeerReading.fastCsv(bytes, expected, what);
        }
        System.out.println(family + ": " + FILES + " files, " + rows + " records, " + problems + " problems, " + reads
                + " readings; compared with " + commons + " records of Commons CSV, " + fast + " of FastCSV");
        assertEquals(rows, commons, "records of Commons CSV");
        assertTrue(rows > 5 * FILES && fast > rows / 10, family + " compares too little");
    }

    private static int partCells(Random random) {
        return random.nextInt(3) == 0 ? 1 << 17 : 1 + random.nextInt(30);
    }

    private static TableReading read(
            Path path, Dialect dialect, ParseLimits limits, int fields, int workspaces, Random random, String how) {
        try {
            return TableReading.read(path, dialect, limits, fields, workspaces, random);
        } catch (RuntimeException e) {
            throw new AssertionError(how, e);
        }
    }

    /** Behind a header the same rows come, the first one as labels; a header with a problem is the end. */
    private static void checkBehindHeader(Path path, PlainReading expected, int fields, Random random, String what) {
        ParseLimits limits =
                new ParseLimits(1 + random.nextInt(70), 1 + random.nextInt(8), 1 << 20, 100, partCells(random));
        TableReading reading = read(path, WITH_HEADER, limits, fields, 2, random, what + " with header");
        if (expected.lines.isEmpty()) {
            assertEquals(List.of(), reading.labels(), what);
            return;
        }
        PlainReading.Line header = expected.lines.get(0);
        int end = expected.lines.size() > 1 ? expected.lines.get(1).offset() : Integer.MAX_VALUE;
        if (expected.problems.stream().anyMatch(problem -> offset(problem) < end)) {
            assertEquals(1, reading.problems().size(), what);
            return;
        }
        assertEquals(
                header.cells(),
                reading.labels().stream().map(CsvFamiliesTest::latin).toList(),
                what + " labels");
        assertSame(
                strings(expected.lines.subList(1, expected.lines.size()), fields),
                strings(reading.rows(), fields),
                what + " behind the header, in blocks of " + limits.blockBytes());
        assertEquals(expected.breaks, reading.breaks(), what + " line breaks behind the header");
    }

    private static void check(PlainReading expected, TableReading reading, int fields, String how) {
        assertSame(strings(expected.lines, fields), strings(reading.rows(), fields), how);
        assertEquals(expected.problems, reading.problems(), how);
        assertEquals(expected.lines.size(), reading.records(), how);
        assertEquals(expected.breaks, reading.breaks(), how);
        for (int i = 0; i < reading.numbers().size(); i++) {
            assertEquals(i, reading.numbers().get(i), how);
        }
    }

    private static void assertSame(List<String> expected, List<String> found, String how) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "row " + i + " of " + how);
        }
        assertEquals(expected.size(), found.size(), "rows of " + how);
    }

    private static List<String> strings(List<PlainReading.Line> lines, int fields) {
        List<String> strings = new ArrayList<>();
        for (PlainReading.Line line : lines) {
            List<String> cells = new ArrayList<>(line.cells());
            for (int extra = fields; extra < cells.size(); extra++) {
                byte[] bytes = cells.get(extra).getBytes(StandardCharsets.ISO_8859_1);
                cells.set(extra, latin(new String(bytes, StandardCharsets.UTF_8)));
            }
            strings.add(new PlainReading.Line(cells, line.offset(), line.line()).toString());
        }
        return strings;
    }

    private static int chooseFields(PlainReading expected, Random random) {
        if (random.nextInt(3) == 0 || expected.lines.isEmpty()) {
            return 1 + random.nextInt(5);
        }
        PlainReading.Line any = expected.lines.get(random.nextInt(expected.lines.size()));
        return Math.max(1, any.cells().size());
    }

    private static int offset(String problem) {
        return Integer.parseInt(problem.split(" ")[1]);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte value : bytes) {
            switch (value) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case 0 -> text.append("\\0");
                default -> text.append(value > 0 ? "" + (char) value : "\\x" + Integer.toHexString(value & 0xff));
            }
        }
        return text.toString();
    }
}
