package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
    private static SemanticVersion version(String text) {
        SemanticVersion version = SemanticVersion.parse(text);
        assertNotNull(version, text);
        return version;
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.3",
        "v1.2.3, v1.2.3",
        "V2, V2.0.0",
        "1.0, 1.0.0",
        "3, 3.0.0",
        "0.0.0, 0.0.0",
        "1.0.0-alpha.1, 1.0.0-alpha.1",
        "1.0.0-0.3.7, 1.0.0-0.3.7",
        "1.0.0-x-y-z.--, 1.0.0-x-y-z.--",
        "1.0.0-0a, 1.0.0-0a",
        "1.0.0+20130313144700, 1.0.0+20130313144700",
        "1.0.0-beta+exp.sha.5114f85, 1.0.0-beta+exp.sha.5114f85",
        "1.0.0+001, 1.0.0+001",
        "2.0-rc.1, 2.0.0-rc.1",
        "999999999999999999.0.0, 999999999999999999.0.0"
    })
    void versionsAreReadAsPeopleWriteThem(String text, String read) {
        assertEquals(read, version(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "latest",
                "1.",
                ".1",
                "1.2.3.4",
                "01.2.3",
                "1.02.3",
                "1.2.03",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3+",
                "1.2.3+a+b",
                "1.2.3-é",
                " 1.2.3",
                "1.2.3 ",
                "-1.0.0",
                "1.2.3-a_b",
                "w1.2.3",
                "1000000000000000000.0.0",
                "1,2"
            })
    void whatIsNoVersionIsNone(String text) {
        assertNull(SemanticVersion.parse(text), text);
    }

    @Test
    void versionsAreInTheOrderOfTheSpecification() {
        List<String> ordered = List.of(
                "0.0.1",
                "0.1.0",
                "1.0.0-0.invalid.1",
                "1.0.0-2",
                "1.0.0-10",
                "1.0.0-1-",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-invalid.1",
                "1.0.0-invalid.2",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.1.0",
                "1.10.0",
                "2.0.0",
                "2.1.0",
                "2.1.1",
                "10.0.0");
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                int order = version(ordered.get(i)).compareTo(version(ordered.get(j)));
                assertEquals(
                        Integer.signum(Integer.compare(i, j)),
                        Integer.signum(order),
                        ordered.get(i) + ' ' + ordered.get(j));
            }
        }
    }

    @Test
    void prefixAndBuildDoNotCountForTheOrder() {
        assertEquals(0, version("v1.0.0+a").compareTo(version("1.0.0+b")));
        assertTrue(version("v1.0.0-a").compareTo(version("1.0.0")) < 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, MAJOR, 2.0.0",
        "1.2.3, MINOR, 1.3.0",
        "1.2.3, PATCH, 1.2.4",
        "1.2.3, NONE, 1.2.4",
        "v1.2, MINOR, v1.3.0",
        "0.2.3, MAJOR, 0.3.0",
        "0.2.3, MINOR, 0.3.0",
        "0.2.3, PATCH, 0.2.4",
        "0.2.3, NONE, 0.2.4",
        "2.0.0-rc.1, MAJOR, 2.0.0",
        "2.0.0-rc.1, MINOR, 2.0.0",
        "2.0.0-rc.1, NONE, 2.0.0",
        "2.1.0-rc.1, MAJOR, 3.0.0",
        "2.0.1-rc.1, MAJOR, 3.0.0",
        "2.1.0-rc.1, MINOR, 2.1.0",
        "2.1.1-rc.1, MINOR, 2.2.0",
        "2.1.1-rc.1, PATCH, 2.1.1",
        "1.2.3+build, PATCH, 1.2.4"
    })
    void aBumpRaisesItsPart(String version, Bump bump, String next) {
        assertEquals(next, version(version).next(bump).toString());
    }
}
