package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DescriptorCheck;
import dev.weir.descriptor.DescriptorKind;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Profile;
import dev.weir.descriptor.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The profiles that are shipped agree with the checks, on every conformance case that is a descriptor alone. */
class ProfileTest {
    private static final List<String> FILES =
            List.of("descriptor", "package", "resource", "dialect", "schema", "keys", "types", "times", "constraints");

    /** The requirements that a JSON Schema cannot say whole: names that are unique or must be there, values of a type. */
    private static final Set<String> BEYOND = new TreeSet<>(Set.of(
            "a name is unique",
            "categories",
            "created",
            "date by a pattern",
            "datetime by a pattern",
            "enum",
            "enum within categories",
            "foreignKeys",
            "jsonSchema",
            "minimum",
            "missingValues with labels",
            "number, groupChar",
            "pattern",
            "primaryKey",
            "time by a pattern",
            "two lists of one length",
            "uniqueKeys"));

    @Test
    void theProfileOfVersion2RefusesNothingThatIsRightAndLittleThatIsWrongIsLeft() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> beyond = new TreeSet<>();
        int count = 0;
        int refused = 0;
        for (String file : FILES) {
            try (InputStream in = ProfileTest.class.getResourceAsStream("/conformance/" + file + ".yaml")) {
                for (Json rule : ((JsonArray) YamlReader.read(in.readAllBytes(), file)).items()) {
                    for (String list : List.of("accepts", "refuses")) {
                        for (JsonObject each : ((JsonObject) rule).objects(list)) {
                            Map.Entry<DescriptorKind, Json> descriptor = descriptor(each);
                            if (descriptor == null) {
                                continue;
                            }
                            DescriptorKind kind = descriptor.getKey();
                            boolean right = kind.check(
                                            new DescriptorCheck(false, RowChecks.RULE), descriptor.getValue())
                                    .isValid();
                            boolean accepted =
                                    JsonSchema.of(Profile.of(kind, "2.0")).accepts(descriptor.getValue());
                            if (right && !accepted) {
                                wrong.add(each.toString());
                            }
                            if (!right && accepted) {
                                beyond.add(((JsonObject) rule).text("rule", ""));
                            }
                            count++;
                            refused += accepted ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(BEYOND, beyond);
        assertTrue(count > 350 && refused > 200, count + " cases, " + refused + " refused");
    }

    private static Map.Entry<DescriptorKind, Json> descriptor(JsonObject each) {
        for (String data : List.of("data", "files", "inline", "cells", "values")) {
            if (each.has(data)) {
                return null;
            }
        }
        for (DescriptorKind kind : DescriptorKind.values()) {
            if (each.get(kind.noun()) instanceof JsonObject object) {
                return Map.entry(kind, object);
            }
        }
        return null;
    }

    private static boolean accepts(DescriptorKind kind, String version, String json) {
        return JsonSchema.of(Profile.of(kind, version))
                .accepts(JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "case"));
    }

    @Test
    void theProfileOfVersion1HasWhatOnlyThatRestricts() {
        assertTrue(accepts(
                DescriptorKind.PACKAGE,
                "1.0",
                "{\"name\": \"a-b\", \"resources\": [{\"name\": \"r\", \"path\": \"r.csv\", \"schema\": {\"fields\":"
                        + " [{\"name\": \"A\", \"type\": \"integer\"}], \"primaryKey\": \"A\"}}]}"));
        assertFalse(accepts(DescriptorKind.RESOURCE, "1.0", "{\"name\": \"A b\", \"path\": \"r.csv\"}"));
        assertTrue(accepts(DescriptorKind.RESOURCE, "2.0", "{\"name\": \"A b\", \"path\": \"r.csv\"}"));
        assertFalse(accepts(DescriptorKind.FIELD, "1.0", "{\"name\": \"a\", \"type\": \"list\"}"));
        String contributor =
                "{\"contributors\": [{\"email\": \"a@b.org\"}], \"resources\": [{\"name\": \"r\", \"path\":"
                        + " \"r.csv\"}]}";
        assertFalse(accepts(DescriptorKind.PACKAGE, "1.0", contributor));
        assertTrue(accepts(DescriptorKind.PACKAGE, "2.0", contributor));
    }

    /** What the published profiles of version 2 have against the text, and the other way round. */
    @Test
    void whatThePublishedProfilesGetWrongIsRight() {
        assertTrue(accepts(DescriptorKind.FIELD, "2.0", "{\"name\": \"a\", \"type\": \"list\"}"));
        assertTrue(accepts(DescriptorKind.SCHEMA, "2.0", "{\"fields\": [], \"fieldsMatch\": \"subset\"}"));
        assertFalse(accepts(DescriptorKind.SCHEMA, "2.0", "{\"fields\": [], \"fieldsMatch\": [\"subset\"]}"));
        assertTrue(accepts(
                DescriptorKind.RESOURCE, "2.0", "{\"name\": \"a\", \"path\": \"a.csv\", \"dialect\": \"d.json\"}"));
        for (String path : List.of("\"d/.h/a.csv\"", "\"a/..\"", "[\"http://x/a.csv\", \"b.csv\"]")) {
            assertFalse(accepts(DescriptorKind.RESOURCE, "2.0", "{\"name\": \"a\", \"path\": " + path + "}"), path);
        }
        for (String dialect : List.of(
                "{\"quoteChar\": \"''\"}",
                "{\"quoteChar\": \"'\", \"escapeChar\": \"|\"}",
                "{\"delimiter\": \"\"}",
                "{\"headerRows\": []}")) {
            assertFalse(accepts(DescriptorKind.DIALECT, "2.0", dialect), dialect);
        }
        assertFalse(accepts(DescriptorKind.RESOURCE, "2.0", "{\"name\": \"a\", \"data\": 5}"));
    }

    @Test
    void aProfileRefersToNoOtherFile() {
        for (String version : Profile.VERSIONS) {
            for (DescriptorKind kind : DescriptorKind.values()) {
                String text = JsonWriter.pretty(Profile.of(kind, version));
                for (String line : text.split("\n")) {
                    assertTrue(!line.contains("$ref") || line.contains("\"#/definitions/"), line);
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Profile.of(DescriptorKind.PACKAGE, "3.0"));
    }
}
