package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json.Place;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
    @Test
    void whatIsWrittenIsReadAgainAsTheSameTree() {
        for (long seed = 1; seed <= 3000; seed++) {
            Json tree = new JsonTrees(seed).next(5);
            byte[] written = JsonWriter.write(tree);
            Json read = JsonReader.read(written, "seed");
            assertEquals(tree, read, "seed " + seed);
            assertArrayEquals(written, JsonWriter.write(read), "seed " + seed);
            assertEquals(tree, read(JsonWriter.compact(tree)), "seed " + seed);
        }
    }

    @Test
    void everyNodeKnowsItsLineAndColumn() {
        JsonObject root = (JsonObject) read("{\"a\": 1,\n  \"é\": [\"x\",\n true, {\"b\": null}]}");
        assertEquals(new Place(1, 1), root.place());
        assertEquals(new Place(1, 7), root.properties().get("a").place());
        List<Json> items = ((JsonArray) root.properties().get("é")).items();
        assertEquals(new Place(2, 9), items.get(0).place());
        assertEquals(new Place(3, 2), items.get(1).place());
        assertEquals(
                new Place(3, 14),
                ((JsonObject) items.get(2)).properties().get("b").place());
    }

    @Test
    void numbersAreExact() {
        String digits = "123456789012345678901234567890.123456789012345678901234567890";
        assertEquals(new BigDecimal(digits), ((JsonNumber) read(digits)).value());
        assertEquals("[1.0,1.10,1E+2]\n".strip(), JsonWriter.compact(read("[1.0, 1.10, 1e2]")));
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertEquals(Json.of(1), read("\uFEFF1"));
    }

    @Test
    void allRepeatedPropertiesAreFound() {
        List<Finding> findings = findings("{\"a\": 1, \"a\": 2,\n\"b\": [{\"c/d\": 1, \"c/d\": 1}]}");
        assertEquals(
                List.of("/a", "/b/0/c~1d"),
                findings.stream().map(Finding::pointer).toList());
        assertEquals(new Place(1, 10), findings.get(0).place());
        assertEquals(new Place(2, 18), findings.get(1).place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                  | 1 | 1 | The file is empty",
                "`  `                | 1 | 1 | The file is empty",
                "<!DOCTYPE html>     | 1 | 1 | HTML or XML page",
                "`id,name\n1,a`      | 1 | 1 | seems to be a table",
                "`name: x\nb: y`     | 1 | 1 | seems to be YAML",
                "`{\"a\": 1,}`       | 1 | 9 | a comma stands after the last item",
                "`[1, 2, ]`          | 1 | 8 | a comma stands after the last item",
                "`{\n  'a': 1}`      | 2 | 3 | double quotes",
                "`{\"a\": 1 // x\n}` | 1 | 9 | no comments",
                "`{\"a\": [1`        | 1 | 9 | ends too early",
                "`{\"a\": \"x\ny\"}` | 1 | 9 | raw line break",
                "`{} {}`             | 1 | 4 | more text after the end",
                "`{\"a\": NaN}`      | 1 | 10 | JSON has no NaN",
                "%PDF-1.7            | 1 | 1 | seems to be a binary file",
                "PKx                 | 1 | 1 | seems to be a binary file",
                "Px                  | 1 | 1 | unrecognized token",
                "a;b                 | 1 | 1 | (its first line is \"a;b\")",
                "`a\tb\nc`         | 1 | 1 | seems to be a table",
                "`,b`                | 1 | 1 | This is not JSON: unexpected character",
                "`---\nb`           | 1 | 1 | seems to be YAML",
                "`# b`               | 1 | 1 | seems to be YAML",
                "`name:\n  x`       | 1 | 1 | seems to be YAML",
                "`name : x`          | 1 | 1 | seems to be YAML",
                "`: x`               | 1 | 1 | This is not JSON: unexpected character (':'",
                "`[1, 2 }`           | 1 | 7 | unexpected close marker '}'",
                "`[1, 2,\n /* x */ 3]` | 2 | 2 | no comments",
                "`{\"a\": 'x'}`    | 1 | 7 | double quotes",
                "`[,]`               | 1 | 2 | unexpected character (','): ",
                "`[tru]`             | 1 | 2 | unrecognized token 'tru'",
                "`{a: 1}`            | 1 | 2 | unexpected character ('a'): was expecting double-quote",
                "`[1}`               | 1 | 3 | unexpected close marker '}'",
                "`{\"a\" 1}`       | 1 | 6 | unexpected character ('1'): was expecting a colon",
                "`{\"a\": 1e99999}`  | 1 | 7 | exponent beyond 6144",
            })
    void aTextThatIsNotJsonIsRefusedWithItsPlace(String text, int line, int column, String message) {
        Finding finding = findings(text == null ? "" : text).get(0);
        assertTrue(finding.message().contains(message), finding::toString);
        assertEquals(new Place(line, column), finding.place(), finding::toString);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirOffset() {
        byte[] bytes = "{\n\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        DescriptorException problem = assertThrows(DescriptorException.class, () -> JsonReader.read(bytes, "x.json"));
        assertTrue(problem.getMessage().startsWith("x.json:2:7 The byte 0xE9 at offset 8 is not UTF-8"));
        byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16);
        DescriptorException marked = assertThrows(DescriptorException.class, () -> JsonReader.read(utf16, "x.json"));
        assertTrue(marked.getMessage().contains("UTF-16"));
    }

    @Test
    void aLongFirstLineIsShortened() {
        String cells = "cell,".repeat(12);
        assertTrue(findings(cells).get(0).message().contains('"' + cells + "\")"));
        assertTrue(findings(cells + "x").get(0).message().contains('"' + cells + "…\")"));
    }

    @Test
    void packedFilesAreNamedAsWhatTheyAre() {
        byte[] zip = {'P', 'K', 3, 4, 0};
        byte[] gzip = {0x1f, (byte) 0x8b, 8};
        assertTrue(refusal(zip).contains("This is a zip archive, not JSON"));
        assertTrue(refusal(gzip).contains("This is a file compressed by gzip, not JSON"));
        assertTrue(refusal(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0}).contains("UTF-16"));
        assertTrue(refusal(new byte[] {(byte) 0xef, (byte) 0xbb}).contains("0xEF at offset 0 is not UTF-8"));
        assertTrue(refusal(new byte[] {'1', '\n', '\n', 'a', (byte) 0x9a})
                .startsWith("x.json:3:2 The byte 0x9A at offset 4"));
        assertTrue(refusal(new byte[] {'P', 'K'}).contains("binary"));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(DescriptorException.class, () -> JsonReader.read(bytes, "x.json"))
                .getMessage();
    }

    @Test
    void numbersHaveALimit() {
        for (String number : List.of("1e6144", "1E-6144", "1e+6144", "1".repeat(JsonReader.MAX_DIGITS))) {
            assertEquals(new BigDecimal(number), ((JsonNumber) read(number)).value());
        }
        for (String number :
                List.of("1e6145", "1e-6145", "1e+6145", "1e9999999999", "1".repeat(JsonReader.MAX_DIGITS + 1))) {
            assertTrue(findings(number).get(0).message().contains("past Weir's limit"), number);
        }
    }

    @Test
    void textsAreWrittenSoThatTheyCanBeRead() {
        String text = "q\"b\\s/n\nr\rt\tb\bf\f\u0001\u001f \u007fé\ud83d\ude00";
        assertEquals(
                "\"q\\\"b\\\\s/n\\nr\\rt\\tb\\bf\\f\\u0001\\u001f \u007fé\ud83d\ude00\"",
                JsonWriter.compact(Json.of(text)));
        assertEquals("\"\\ud83d\"", JsonWriter.compact(Json.of("\ud83d")));
        assertEquals("\"\\ude00\"", JsonWriter.compact(Json.of("\ude00")));
        assertEquals("\"\\ud83dx\\ude00\"", JsonWriter.compact(Json.of("\ud83dx\ude00")));
    }

    @Test
    void depthHasALimit() {
        assertEquals("array", read("[".repeat(200) + "]".repeat(200)).kind());
        Finding finding = findings("[".repeat(100_000)).get(0);
        assertTrue(finding.message().contains("deeper than 200"), finding::toString);
    }

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "test.json");
    }

    private static List<Finding> findings(String text) {
        return assertThrows(DescriptorException.class, () -> read(text)).findings();
    }
}
