package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.source.FileBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers, comments, ends of files, limits: each in blocks of several sizes. */
class CsvTableTest {
    private static final int[] BLOCK_BYTES = {1, 2, 3, 7, 64, 256 << 10};

    @TempDir
    Path folder;

    @Test
    void headerIsTheFirstRow() throws IOException {
        reads("{}", "id,name\n1,a\n", "[id, name]", "[1, a]");
        reads("{}", "id,\"na\"\"me\"\r\n1,a\r\n", "[id, na\"me]", "[1, a]");
    }

    @Test
    void headerRowsAreJoinedAndABlankUpperCellRepeatsItsLeftNeighbour() throws IOException {
        reads("{\"headerRows\": [1, 2]}", "fruit\nid,name\n1,a\n", "[fruit id, fruit name]", "[1, a]");
        reads("{\"headerRows\": [1, 2]}", "a,,b\nx,y,z\n1,2,3\n", "[a x, a y, b z]", "[1, 2, 3]");
        reads("{\"headerRows\": [2, 3], \"headerJoin\": \"-\"}", "no\na,b\nx,\n1,2\n", "[a-x, b]", "[1, 2]");
        reads("{\"headerRows\": [1, 3]}", "a,b\nno,no\nx,y\n1,2\n", "[a x, b y]", "[1, 2]");
    }

    @Test
    void noHeader() throws IOException {
        reads("{\"header\": false}", "1,a\n2,b", null, "[1, a]", "[2, b]");
        reads("{\"header\": false, \"headerRows\": [1]}", "1,a\n", null, "[1, a]");
    }

    @Test
    void commentsAreDroppedAndCountedAsRecords() throws IOException {
        reads("{\"commentChar\": \"#\"}", "# c,\"\nid,n\n#\n1,a\n# \"x\n2,b\n#end", "[id, n]", "[1, a]", "[2, b]");
        reads("{\"commentChar\": \"//\"}", "//c\nid,n\n/,/\n//\n1,\"//\"\n", "[id, n]", "[/, /]", "[1, //]");
        reads("{\"commentChar\": \"#\"}", "id,n\n\"#1\",a\n #,b\n", "[id, n]", "[#1, a]", "[ #, b]");
        reads("{\"commentRows\": [2]}", "id,n\nno\n1,a\n", "[id, n]", "[1, a]");
        reads("{\"commentRows\": [1]}", "no\nid,n\n1,a\n", "[id, n]", "[1, a]");
        reads(
                "{\"commentRows\": [3, 5, 7]}",
                "id,n\n1,a\nno\n2,b\nno\n3,c\nno",
                "[id, n]",
                "[1, a]",
                "[2, b]",
                "[3, c]");
        reads(
                "{\"commentRows\": [3], \"commentChar\": \"#\"}",
                "id,n\n1,a\nno\n#no\n2,b\n#no\n",
                "[id, n]",
                "[1, a]",
                "[2, b]");
    }

    @Test
    void recordNumbersCountComments() throws IOException {
        Path file = write("id\n1\n#c\n2\n\n#c\n3\n");
        for (int blockBytes : BLOCK_BYTES) {
            TableReading reading = TableReading.read(file, "{\"commentChar\": \"#\"}", limits(blockBytes));
            assertEquals(List.of(0L, 2L, 3L, 5L), reading.numbers());
            assertEquals(6, reading.records());
            assertEquals(7, reading.breaks());
        }
    }

    @Test
    void blanksBehindDelimitersAreDroppedWhereTheDialectSaysSo() throws IOException {
        reads("{\"skipInitialSpace\": true}", "id, name\n 1,  \"a, b\"\n2, \n", "[id, name]", "[1, a, b]", "[2, ]");
        reads("{}", "id, name\n1, \"a\"\n", "[id,  name]", "[1,  \"a\"]");
    }

    @Test
    void otherQuotesAndNone() throws IOException {
        reads("{\"quoteChar\": \"'\"}", "id,n\n1,'a,''\"'\n", "[id, n]", "[1, a,'\"]");
        reads("{\"quoteChar\": \"\"}", "id,n\n1,\"a\n2,b\"\n", "[id, n]", "[1, \"a]", "[2, b\"]");
        for (String more : List.of("", ", \"skipInitialSpace\": true", ", \"commentChar\": \"#\"")) {
            Path file = Files.write(folder.resolve("ff.csv"), new byte[] {'i', ',', 'n', '\n', -1, ',', -1, 'x', '\n'});
            TableReading reading = TableReading.read(file, "{\"quoteChar\": \"\"" + more + "}", limits(3));
            assertEquals(List.of("\u00ff", "\u00ffx"), reading.rows().get(0).cells());
            assertEquals(List.of("ENCODING 4", "ENCODING 6"), reading.problems());
        }
    }

    @Test
    void otherDelimiters() throws IOException {
        reads("{\"delimiter\": \"|\"}", "id|n\n1|\"a|b\"\n", "[id, n]", "[1, a|b]");
        reads("{\"delimiter\": \"\\t\"}", "id\tn\r\n1\t\"a\tb\"\r\n", "[id, n]", "[1, a\tb]");
        reads("{\"delimiter\": \";\", \"lineTerminator\": \"\\n\"}", "id;n\n1;a,b\n", "[id, n]", "[1, a,b]");
    }

    @Test
    void delimitersOfSeveralCharactersAndOutsideAscii() throws IOException {
        reads("{\"delimiter\": \"||\"}", "id||n\n1||\"a||b\"\n2||a|b,\n", "[id, n]", "[1, a||b]", "[2, a|b,]");
        reads("{\"delimiter\": \"::\"}", "\ufeff\"id\"::n\n1::\"a\nb\"\n", "[id, n]", "[1, a\nb]");
        reads("{\"delimiter\": \"§\", \"skipInitialSpace\": true}", "id§ n\n1§ \" a\"\n", "[id, n]", "[1,  a]");
    }

    @Test
    void escapedCharactersAreText() throws IOException {
        reads("{\"escapeChar\": \"|\"}", "id,n\n1,a|,b||\"\n2,a|\nb\n", "[id, n]", "[1, a,b|\"]", "[2, a\nb]");
        String both = "{\"escapeChar\": \"\\\\\", \"quoteChar\": \"\\\"\"}";
        reads(both, "id,n\n1,\"a\\\"b,c\"\n", "[id, n]", "[1, a\"b,c]");
    }

    @Test
    void quotesAreNotDoubledWhereTheDialectSaysSo() throws IOException {
        reads("{\"doubleQuote\": false}", "id,n\n1,\"a,b\"\n2,\"c\"\n", "[id, n]", "[1, a,b]", "[2, c]");
        reads("{\"doubleQuote\": false}", "id,n\n1,\"a\"\"b\"\n", "[id, n]", "[1, a\"b\"]");
    }

    @Test
    void otherLineTerminatorsEndRecordsOutsideQuotes() throws IOException {
        reads("{\"lineTerminator\": \";\"}", "id,n;1,\"a;b\";2,c\nd;", "[id, n]", "[1, a;b]", "[2, c\nd]");
        reads("{\"lineTerminator\": \"<>\"}", "id,n<>1,a<b<>2,c", "[id, n]", "[1, a<b]", "[2, c]");
    }

    @Test
    void commentsOfDialectsThatCommonsCsvReads() throws IOException {
        String dialect = "{\"delimiter\": \"||\", \"commentChar\": \"#\"}";
        reads(dialect, "#a||\"b\nid||n\n\"#1\"||a\n#\n2||#b\n", "[id, n]", "[#1, a]", "[2, #b]");
        reads("{\"delimiter\": \"||\", \"commentRows\": [2]}", "id||n\nno\n1||a\n", "[id, n]", "[1, a]");
    }

    @Test
    void quoteOpenAtTheEndIsAProblemInEveryDialect() throws IOException {
        TableReading reading = TableReading.read(write("id||n\n1||\"a\n2||b\n"), "{\"delimiter\": \"||\"}", limits(4));
        assertEquals(1, reading.problems().size());
        assertTrue(reading.problems().get(0).endsWith(" fatal"));
        assertTrue(reading.notes().get(0).contains("closing quote is missing"));
    }

    @Test
    void extraCellsEndBeforeTheLineBreak() throws IOException {
        reads("{}", "id,n\r\n1,a,x,y\r\n2\r\n", "[id, n]", "[1, a, x, y]", "[2]");
    }

    @Test
    void emptyFilesHaveNoLabels() throws IOException {
        for (String content : List.of("", "\ufeff")) {
            Path file = write(content);
            try (TextTable table = CsvTable.open(FileBytes.open(file), Dialect.DEFAULT, limits(4))) {
                assertTrue(table.isEmpty());
                assertEquals(List.of(), table.labels());
                assertFalse(table.blocks().next(table.blocks().workspace()));
            }
            reads("{\"header\": false}", content, null);
        }
        assertFalse(CsvTable.open(FileBytes.open(write("\n")), Dialect.DEFAULT, limits(4))
                .isEmpty());
    }

    @Test
    void headerAlone() throws IOException {
        for (String content : List.of("id,n", "id,n\n", "id,n\r\n", "id,n\r", "\ufeffid,n", "\ufeff\"id\",n\n")) {
            reads("{}", content, "[id, n]");
        }
    }

    @Test
    void headerOfOneBlankLine() throws IOException {
        reads("{}", "\n1,a\n", "[]", "[1, a]");
        Path file = write("1,a\n\n2\n");
        try (TextTable table =
                CsvTable.open(FileBytes.open(file), TableReading.dialect("{\"header\": false}"), limits(64))) {
            Block block = table.blocks().workspace();
            assertTrue(table.blocks().next(block));
            block.layOut(0);
            assertEquals(3, block.rows());
            assertEquals(2, block.ragged().size());
            assertEquals(4, block.offsetOf(block.recordStart(1)));
        }
    }

    @Test
    void quoteOpenAtTheEndIsAProblemWhereItOpened() throws IOException {
        Path file = write("id,n\n1,\"a\n2,b\n");
        for (int blockBytes : BLOCK_BYTES) {
            TableReading reading = TableReading.read(file, "{}", limits(blockBytes));
            assertEquals(List.of("SOURCE 7 fatal"), reading.problems());
            assertTrue(reading.notes().get(0).contains("closing quote is missing"));
            assertEquals(List.of("1", "a\n2,b"), reading.rows().get(0).cells());
        }
    }

    @Test
    void headerWithAnOpenQuoteIsAProblem() throws IOException {
        try (TextTable table = CsvTable.open(FileBytes.open(write("id,\"n\n1,a\n")), Dialect.DEFAULT, limits(4))) {
            assertNotNull(table.headerProblem());
            assertTrue(table.headerProblem().fatal());
        }
    }

    @Test
    void recordLongerThanTheLimitEndsTheTableBehindTheRecordsBefore() throws IOException {
        String good = "1,a\n".repeat(50);
        Path file = write("id,n\n" + good + "2,\"" + "x\n".repeat(5000) + "\"\n3,c\n");
        for (String dialect : List.of("{}", "{\"commentChar\": \"#\"}", "{\"commentRows\": [100000]}")) {
            for (int blockBytes : new int[] {1, 7, 64, 100, 900}) {
                ParseLimits limits = new ParseLimits(blockBytes, 3, 1000, 10, 7);
                TableReading reading = TableReading.read(file, dialect, limits);
                assertEquals(List.of("SOURCE 205 fatal"), reading.problems(), dialect + " in blocks of " + blockBytes);
                assertEquals(50, reading.rows().size());
                assertEquals(51, reading.breaks());
            }
        }
    }

    @Test
    void limitOfARecordIsTheSameForEveryBlockSize() throws IOException {
        for (int length = 90; length <= 115; length++) {
            Path file = write("id\n1\n" + "x".repeat(length - 1) + "\n2\n");
            for (int blockBytes : new int[] {1, 5, 16, 64, 100}) {
                TableReading reading = TableReading.read(file, "{}", new ParseLimits(blockBytes, 2, 100, 10, 7));
                assertEquals(length > 100 ? 1 : 3, reading.rows().size(), length + " in blocks of " + blockBytes);
                assertEquals(length > 100, !reading.problems().isEmpty());
            }
        }
    }

    @Test
    void longFirstRecordIsAProblemOfTheHeader() throws IOException {
        Path file = write("\"" + "x".repeat(10_000));
        ParseLimits limits = new ParseLimits(64, 3, 1000, 10, 7);
        try (TextTable table = CsvTable.open(FileBytes.open(file), Dialect.DEFAULT, limits)) {
            assertTrue(table.headerProblem().note().contains("longer than the limit of 1000 bytes"));
        }
        TableReading reading = TableReading.read(file, "{\"header\": false}", limits);
        assertEquals(List.of("SOURCE 0 fatal"), reading.problems());
        assertEquals(List.of(), reading.rows());
    }

    @Test
    void streamStopsOnlyOnceTheBadBlockIsSettled() throws IOException {
        Path file = write("1,a\n2,b\n3,\"c\n");
        Dialect stream = TableReading.dialect("{\"header\": false, \"commentRows\": [9]}");
        try (TextTable table = CsvTable.open(FileBytes.open(file), stream, new ParseLimits(4, 2, 1000, 10, 7))) {
            Blocks blocks = table.blocks();
            List<Block> taken = List.of(blocks.workspace(), blocks.workspace(), blocks.workspace());
            taken.forEach(block -> assertTrue(blocks.next(block)));
            for (Block block : taken) {
                assertFalse(blocks.isStopped());
                assertTrue(blocks.settle(block));
            }
            assertTrue(blocks.isStopped());
            assertFalse(blocks.next(blocks.workspace()));
        }
    }

    @Test
    void fileThatBecomesShorterIsAnErrorWithItsName() throws IOException {
        Path file = write("id,n\n" + "1,a\n".repeat(100_000));
        try (TextTable table = CsvTable.open(FileBytes.open(file), Dialect.DEFAULT, limits(1 << 16))) {
            Block block = table.blocks().workspace();
            assertTrue(table.blocks().next(block));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(70_000);
            }
            UncheckedIOException problem = assertThrows(
                    UncheckedIOException.class, () -> table.blocks().next(block));
            assertTrue(problem.getMessage().startsWith(file.toString()), problem.getMessage());
        }
    }

    @Test
    void placesAreThoseOfTheFile() throws IOException {
        Path file = write("\ufeffid,n\r\n1,\"a\r\nb\"\r\n\r\n2,c\r3,d\n4");
        for (int blockBytes : BLOCK_BYTES) {
            TableReading reading = TableReading.read(file, "{}", limits(blockBytes));
            assertEquals(
                    "[9/1 [1, a\r\nb], 19/3 [], 21/4 [2, c], 25/5 [3, d], 29/6 [4]]",
                    reading.rows().toString());
            assertEquals(7, reading.breaks());
            assertEquals(5, reading.records());
        }
    }

    private void reads(String dialect, String content, String labels, String... rows) throws IOException {
        Path file = write(content);
        for (int blockBytes : BLOCK_BYTES) {
            for (int workspaces = 1; workspaces < 4; workspaces++) {
                Random random = new Random(workspaces);
                TableReading reading = TableReading.read(
                        file, TableReading.dialect(dialect), limits(blockBytes), 0, workspaces, random);
                String what = dialect + " in blocks of " + blockBytes;
                if (labels == null) {
                    assertNull(reading.labels(), what);
                } else {
                    assertEquals(labels, reading.labels().toString(), what);
                }
                assertEquals(
                        List.of(rows),
                        reading.rows().stream()
                                .map(row -> row.cells().toString())
                                .toList(),
                        what);
                assertEquals(List.of(), reading.problems(), what);
            }
        }
    }

    private static ParseLimits limits(int blockBytes) {
        return new ParseLimits(blockBytes, 3, 1 << 20, 100, 1 << 17);
    }

    private Path write(String content) throws IOException {
        return Files.write(folder.resolve("table.csv"), content.getBytes(StandardCharsets.UTF_8));
    }
}
