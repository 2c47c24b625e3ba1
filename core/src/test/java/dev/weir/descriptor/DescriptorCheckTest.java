package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DescriptorCheckTest {
    /** One rule of the standard a row: the descriptor, the pointers of its errors, a part of the first message. */
    @ParameterizedTest
    @CsvFileSource(resources = "/descriptor-rules.txt", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void ruleOfTheStandard(String kind, String descriptor, String pointers, String message) {
        Checked checked = DescriptorCasesTest.check(kind, read(descriptor));
        String found =
                String.join(" ", checked.errors().stream().map(Finding::pointer).toList());
        assertEquals(pointers == null ? "" : pointers, found, checked::toString);
        if (message != null) {
            List<Finding> all =
                    checked.and(new Checked(checked.warnings(), List.of())).errors();
            assertTrue(all.get(0).message().contains(message), checked::toString);
        }
    }

    @Test
    void findingsHaveTheirPlace() {
        Checked checked = new DescriptorCheck()
                .dataPackage(read("{\"name\": 1,\n \"resources\": [\n  {\"path\": \"a.csv\",\n   \"bytes\": -1}]}"));
        assertEquals(
                List.of(
                        "1:10 /name: \"name\" must be a string but is 1: put it in quotes",
                        "3:3 /resources/0/name: A resource must have a \"name\", unique in its package: add it",
                        "4:13 /resources/0/bytes: \"bytes\" must be the size of the file, an integer of 0 or more, but"
                                + " is -1"),
                checked.errors().stream().map(Finding::toString).toList());
    }

    @Test
    void aTrustedDescriptorMayNameAnyPath() {
        Json json = read("{\"resources\": [{\"name\": \"a\", \"path\": \"/data/../.a.csv\"}]}");
        assertEquals(1, new DescriptorCheck().dataPackage(json).errors().size());
        assertTrue(new DescriptorCheck(true, FieldRule.NONE).dataPackage(json).isValid());
    }

    @Test
    void valuesAreJudgedByTheFieldsType() {
        FieldRule rule = (field, property, value) -> property + " of " + field.name();
        Checked checked = new DescriptorCheck(false, rule)
                .field(read("{\"name\": \"a\", \"type\": \"date\", \"format\": \"%d\","
                        + " \"constraints\": {\"minimum\": \"x\", \"enum\": [\"y\"], \"required\": true}}"));
        assertEquals(
                List.of(
                        new Finding("/format", new Place(1, 41), "format of a"),
                        new Finding("/constraints/minimum", new Place(1, 74), "minimum of a"),
                        new Finding("/constraints/enum/0", new Place(1, 88), "enum of a")),
                checked.errors());
    }

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "test.json");
    }
}
