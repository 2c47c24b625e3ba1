package dev.weir.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which differences of two descriptors are found, and what they are called. */
class SchemaComparisonTest {
    @TempDir
    Path folder;

    private String schema(String before, String after) throws Exception {
        TwoPackages packages = new TwoPackages(folder).descriptor("a", before).descriptor("b", after);
        return TwoPackages.schema(Comparison.ofDescriptors(packages.open("a"), packages.open("b")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {name: x}                       | {name: x, title: T}              | metadata t.x title: none -> "T"
        {name: x, title: T}             | {name: x}                        | metadata t.x title: "T" -> none
        {name: x, title: T}             | {name: x, title: T}              | ``
        {name: x, type: integer}        | {name: x, type: number}          | field-retyped t.x type: "integer" -> "number"
        {name: x}                       | {name: x, type: string}          | field-retyped t.x type: "any" -> "string"
        {name: x, type: string}         | {name: x, type: string, format: default} | ``
        {name: x, type: date}           | {name: x, type: date, format: '%d'} | field-retyped t.x format: "default" -> "%d"
        {name: x, type: number}         | {name: x, type: number, decimalChar: ','} | field-retyped t.x decimalChar: none -> ","
        {name: x, type: boolean, trueValues: [y]} | {name: x, type: boolean} | field-retyped t.x trueValues: ["y"] -> none
        {name: x, type: string}         | {name: x, type: string, categories: [a]} | field-retyped t.x categories: none -> ["a"]
        {name: x}                       | {name: x, missingValues: [NA]}   | missing-values t.x missingValues: none -> ["NA"]
        {name: x}                       | {name: x, constraints: {required: true}} | constraint t.x required: none -> true
        {name: x, constraints: {minimum: 1}} | {name: x, constraints: {minimum: 2}} | constraint t.x minimum: 1 -> 2
        {name: x, constraints: {unique: true}} | {name: x, constraints: {}} | constraint t.x unique: true -> none
        {name: x}                       | {name: x}, {name: y}             | field-added t.y name: none -> "y"
        {name: x}, {name: y}            | {name: x}                        | field-removed t.y name: "y" -> none
        {name: x}, {name: y}            | {name: y}, {name: x}             | field-moved t.y position: 2 -> 1
        {name: x}, {name: y}, {name: z} | {name: z}, {name: x}, {name: y}  | field-moved t.z position: 3 -> 1
        """)
    void aFieldThatDiffers(String before, String after, String expected) throws Exception {
        assertEquals(
                expected,
                schema(
                        "{resources: [{name: t, path: t.csv, schema: {fields: [" + before + "]}}]}",
                        "{resources: [{name: t, path: t.csv, schema: {fields: [" + after + "]}}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        primaryKey: x        | primaryKey: [x]          | ``
        primaryKey: x        | ``                       | key t primaryKey: "x" -> none
        ``                   | primaryKey: [x, y]       | key t primaryKey: none -> ["x","y"]
        uniqueKeys: [[x]]    | uniqueKeys: [[y]]        | key t uniqueKeys: [["x"]] -> [["y"]]
        missingValues: ['']  | ``                       | ``
        ``                   | missingValues: ['', NA]  | missing-values t missingValues: none -> ["","NA"]
        missingValues: [NA]  | ``                       | missing-values t missingValues: ["NA"] -> none
        fieldsMatch: [equal] | fieldsMatch: [subset]    | constraint t fieldsMatch: ["equal"] -> ["subset"]
        ``                   | note: n                  | metadata t note: none -> "n"
        ``                   | $schema: 'https://datapackage.org/profiles/2.0/tableschema.json' | ``
        """)
    void aSchemaThatDiffers(String before, String after, String expected) throws Exception {
        String fields = "fields: [{name: x}, {name: y}]";
        assertEquals(
                expected,
                schema(
                        "{resources: [{name: t, path: t.csv, schema: {" + joined(fields, before) + "}}]}",
                        "{resources: [{name: t, path: t.csv, schema: {" + joined(fields, after) + "}}]}"));
    }

    private static String joined(String first, String more) {
        return more.isEmpty() ? first : first + ", " + more;
    }

    @Test
    void aForeignKeyThatDiffersIsAKey() throws Exception {
        String key = "foreignKeys: [{fields: x, reference: {resource: '', fields: y}}]";
        String table = "{resources: [{name: t, path: t.csv, schema: {fields: [{name: x}, {name: y}]";
        String without = table + "}}]}";
        String with = table + ", " + key + "}}]}";
        String text = "[{\"fields\":\"x\",\"reference\":{\"resource\":\"\",\"fields\":\"y\"}}]";
        assertEquals("key t foreignKeys: none -> " + text, schema(without, with));
        assertEquals("key t foreignKeys: " + text + " -> none", schema(with, without));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        path: t.csv                         | path: u.csv                      | metadata t path: "t.csv" -> "u.csv"
        path: data/1/t.csv                  | path: data/23/t.csv              | ``
        path: data/1/t.csv                  | path: data/2/u.csv               | metadata t path: "data/1/t.csv" -> "data/2/u.csv"
        path: t.csv                         | `path: t.csv, encoding: UTF8`    | ``
        path: t.csv                         | `path: t.csv, encoding: latin1`  | encoding t encoding: none -> "latin1"
        `path: t.csv, encoding: cp1252`     | path: t.csv                      | encoding t encoding: "cp1252" -> none
        path: t.csv                         | `path: t.csv, bytes: 7, hash: a` | ``
        path: t.csv                         | `path: t.csv, title: T`          | metadata t title: none -> "T"
        path: t.csv                         | `path: t.csv, dialect: {delimiter: ;}` | dialect t delimiter: none -> ";"
        `path: t.csv, dialect: {header: false}` | path: t.csv                  | dialect t header: false -> none
        path: t.csv                         | `path: t.csv, type: table`       | ``
        """)
    void aResourceThatDiffers(String before, String after, String expected) throws Exception {
        String schema = ", schema: {fields: [{name: x}]}";
        assertEquals(
                expected,
                schema(
                        "{resources: [{name: t, " + before + schema + "}]}",
                        "{resources: [{name: t, " + after + schema + "}]}"));
    }

    @Test
    void propertiesOfThePackageAreMetadata() throws Exception {
        String resources = "resources: [{name: t, path: t.csv}]";
        assertEquals(
                "metadata title: \"A\" -> \"B\"\nmetadata keywords: [\"k\"] -> none",
                schema("{title: A, keywords: [k], " + resources + "}", "{title: B, " + resources + "}"));
    }

    @Test
    void resourcesAreOneByNameThenByPathThenByTheirFields() throws Exception {
        String ab = ", schema: {fields: [{name: a}, {name: b}]}";
        String cd = ", schema: {fields: [{name: c}, {name: d}]}";
        assertEquals(
                "", schema("{resources: [" + named("t", "x", ab) + "]}", "{resources: [" + named("t", "x", ab) + "]}"));
        assertEquals(
                "resource-renamed u name: \"t\" -> \"u\"",
                schema("{resources: [" + named("t", "x", ab) + "]}", "{resources: [" + named("u", "x", cd) + "]}")
                        .lines()
                        .findFirst()
                        .orElseThrow());
        String abc = ", schema: {fields: [{name: a}, {name: b}, {name: c}]}";
        assertEquals(
                """
                resource-renamed v name: "t" -> "v" sure %s
                metadata v path: "x.csv" -> "z.csv"
                field-added v.c name: none -> "c"
                resource-added w name: none -> "w"
                resource-removed u name: "u" -> none\
                """.formatted(2.0 / 3),
                schema(
                        "{resources: [" + named("t", "x", ab) + ", " + named("u", "y", cd) + "]}",
                        "{resources: [" + named("v", "z", abc) + ", "
                                + named("w", "q", ", schema: {fields: [{name: e}]}") + "]}"));
    }

    @Test
    void halfOfTheFieldsAreEnoughToBeOneResource() throws Exception {
        String before = "{resources: [" + named("t", "x", ", schema: {fields: [{name: a}]}") + "]}";
        String half = "{resources: [" + named("u", "y", ", schema: {fields: [{name: a}, {name: b}]}") + "]}";
        String less = "{resources: [" + named("u", "y", ", schema: {fields: [{name: a}, {name: b}, {name: c}]}") + "]}";
        assertTrue(schema(before, half).startsWith("resource-renamed u name: \"t\" -> \"u\" sure 0.5\n"));
        assertEquals(
                "resource-added u name: none -> \"u\"\nresource-removed t name: \"t\" -> none", schema(before, less));
    }

    @Test
    void theMostAlikeOfSeveralResourcesIsTheSame() throws Exception {
        String three = ", schema: {fields: [{name: a}, {name: b}, {name: c}]}";
        String four = ", schema: {fields: [{name: a}, {name: b}, {name: c}, {name: d}]}";
        String found = schema(
                "{resources: [" + named("x3", "1", three) + ", " + named("x4", "2", four) + "]}",
                "{resources: [" + named("y4", "3", four) + ", " + named("y3", "4", three) + "]}");
        assertTrue(found.contains("resource-renamed y4 name: \"x4\" -> \"y4\"\n"), found);
        assertTrue(found.contains("resource-renamed y3 name: \"x3\" -> \"y3\"\n"), found);
        assertFalse(found.contains("field-"), found);
    }

    @Test
    void aResourceWithoutASchemaIsOneByNameOrPathAlone() throws Exception {
        String before = "{resources: [" + named("t", "x", "") + "]}";
        assertEquals(
                "resource-added u name: none -> \"u\"\nresource-removed t name: \"t\" -> none",
                schema(before, "{resources: [" + named("u", "y", "") + "]}"));
        assertEquals(
                "resource-renamed u name: \"t\" -> \"u\"",
                schema(before, "{resources: [" + named("u", "x", "") + "]}"));
    }

    private static String named(String name, String path, String more) {
        return "{name: " + name + ", path: " + path + ".csv" + more + "}";
    }
}
