package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void scalarsFollowTheCoreSchema() {
        assertEquals(
                "{\"a\":1,\"b\":1.50,\"c\":\"no\",\"d\":true,\"e\":null,\"f\":null,\"g\":\"2020-01-01\",\"h\":255,"
                        + "\"i\":8,\"j\":\"1\",\"k\":12345678901234567890123,\"l\":\"1.0.0\",\"m\":7,\"n\":\"x\"}",
                JsonWriter.compact(read("a: 1\nb: 1.50\nc: no\nd: True\ne: ~\nf:\ng: 2020-01-01\nh: 0xFF\ni: 0o10\n"
                        + "j: '1'\nk: 12345678901234567890123\nl: 1.0.0\nm: +7\nn: !!str x\n")));
    }

    @Test
    void jsonIsReadAsTheSameTreeAsByTheJsonReader() {
        String text = "{\"a\": [1, 2.0, \"x\\n\", null, true], \"b\": {\"c\": {}, \"d\": []}}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(JsonReader.read(bytes, "x.json"), YamlReader.read(bytes, "x.yaml"));
    }

    @Test
    void everyNodeKnowsItsLineAndColumn() {
        JsonObject root = (JsonObject) read("name: x\nflow:\n  - load: {path: a.csv}\n  - dump: out\n");
        JsonArray flow = (JsonArray) root.properties().get("flow");
        assertEquals(new Place(3, 5), flow.items().get(0).place());
        assertEquals(new Place(1, 7), root.properties().get("name").place());
        assertEquals(
                new Place(3, 11),
                ((JsonObject) flow.items().get(0)).properties().get("load").place());
    }

    @Test
    void anAliasIsTheAnchorsValue() {
        assertEquals("{\"a\":[1],\"b\":[1]}", JsonWriter.compact(read("a: &x [1]\nb: *x\n")));
    }

    @Test
    void aMergeKeyAddsWhatIsNotThere() {
        assertEquals(
                "{\"b\":2,\"d\":3}",
                JsonWriter.compact(((JsonObject) read("a: &x {b: 1, d: 3}\nc:\n  b: 2\n  <<: *x\n"))
                        .properties()
                        .get("c")));
    }

    @Test
    void aliasesThatExplodeAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(8) + "*a" + (i - 1) + "]\n");
        }
        assertTrue(findings(bomb.toString()).get(0).message().contains("Aliases repeat more than"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                   | 1 | 1 | The file is empty",
                "`a: 1\nb: 2\na: 3`   | 3 | 1 | twice in one mapping",
                "`a: .nan`            | 1 | 4 | JSON has no number .nan",
                "`a: !x 1`            | 1 | 4 | The tag !x is not read",
                "`a: !!set {x}`       | 1 | 4 | The tag",
                "`[a, b]: 1`          | 1 | 1 | A key is a list or a mapping",
                "`a: &x [*x]`         | 1 | 4 | stands within itself",
                "`a: *x`              | 1 | 4 | undefined alias x",
                "`a: 1\n---\nb: 1`    | 2 | 1 | second document",
                "`a: [1`              | 1 | 6 | This is not YAML",
                "`a: {b: 1\nc: d: e`  | 2 | 2 | This is not YAML",
                "`a: 1e99999`         | 1 | 4 | exponent beyond 6144",
            })
    void aTextThatCannotBeSaidInJsonIsRefusedWithItsPlace(String text, int line, int column, String message) {
        Finding finding = findings(text == null ? "" : text).get(0);
        assertTrue(finding.message().contains(message), finding::toString);
        assertEquals(new Place(line, column), finding.place(), finding::toString);
    }

    @Test
    void depthHasALimit() {
        assertTrue(findings("[".repeat(100_000)).get(0).message().contains("deeper than 200"));
    }

    private static Json read(String text) {
        return YamlReader.read(text.getBytes(StandardCharsets.UTF_8), "test.yaml");
    }

    private static List<Finding> findings(String text) {
        return assertThrows(DescriptorException.class, () -> read(text)).findings();
    }
}
