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
