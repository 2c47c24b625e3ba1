package dev.weir.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What descriptors say, with the standard's defaults for what they do not. */
class DescriptorViewsTest {
    private static JsonObject json(String text) {
        return (JsonObject) YamlReader.read(text.getBytes(StandardCharsets.UTF_8), "test.yaml");
    }

    @Test
    void aFieldWithoutPropertiesIsOfAnyType() {
        Field field = new Field(json("{name: a}"));
        assertEquals("a", field.name());
        assertEquals(FieldType.ANY, field.type());
        assertEquals("default", field.format());
        assertTrue(field.constraints().isEmpty());
        assertFalse(field.constraints().required());
        assertFalse(field.constraints().unique());
        assertNull(field.missingValues());
        assertEquals("a any", field.toString());
        assertEquals("", new Field(JsonObject.EMPTY).name());
    }

    @Test
    void aFieldSaysWhatItsDescriptorSays() {
        Field field = new Field(
                json("{name: a, type: date, format: 'fmt:%d', missingValues: [NA, {value: '-', label: gone}, 1,"
                        + " {label: x}], constraints: {required: true, unique: true, minimum: '2020'}}"));
        assertEquals(FieldType.DATE, field.type());
        assertEquals("%d", field.format());
        assertTrue(field.constraints().required());
        assertTrue(field.constraints().unique());
        assertFalse(field.constraints().isEmpty());
        assertEquals(Json.of("2020"), field.constraints().get("minimum"));
        assertEquals(List.of(new MissingValue("NA", null), new MissingValue("-", "gone")), field.missingValues());
        assertEquals("b", field.withName("b").name());
        assertEquals(FieldType.TIME, field.with("type", Json.of("time")).type());
        assertEquals(FieldType.ANY, field.with("type", Json.of("tiem")).type());
        assertEquals(
                "{\"name\":\"b\",\"type\":\"year\"}",
                JsonWriter.compact(Field.of("b", FieldType.YEAR).json()));
    }

    @Test
    void viewsAreEqualWhereTheirDescriptorsSayTheSame() {
        JsonObject one = json("{name: a, type: string}");
        JsonObject same = json("{type: string, name: a}");
        JsonObject other = json("{name: a, type: number}");
        assertEquals(new Field(one), new Field(same));
        assertEquals(new Field(one).hashCode(), new Field(same).hashCode());
        assertNotEquals(new Field(one), new Field(other));
        assertNotEquals(new Field(one).hashCode(), new Field(other).hashCode());
        assertEquals(new Resource(one), new Resource(same));
        assertEquals(new Resource(one).hashCode(), new Resource(same).hashCode());
        assertNotEquals(new Resource(one), new Resource(other));
        assertNotEquals(new Resource(one).hashCode(), new Resource(other).hashCode());
        assertEquals(new DataPackage(one), new DataPackage(same));
        assertEquals(new DataPackage(one).hashCode(), new DataPackage(same).hashCode());
        assertNotEquals(new DataPackage(one), new DataPackage(other));
        assertNotEquals(new DataPackage(one).hashCode(), new DataPackage(other).hashCode());
        assertEquals(new Dialect(one), new Dialect(same));
        assertEquals(new Dialect(one).hashCode(), new Dialect(same).hashCode());
        assertNotEquals(new Dialect(one), new Dialect(other));
        assertNotEquals(new Dialect(one).hashCode(), new Dialect(other).hashCode());
        assertEquals(new Schema(one), new Schema(same));
        assertEquals(new Schema(one).hashCode(), new Schema(same).hashCode());
        assertNotEquals(new Schema(one), new Schema(other));
        assertNotEquals(new Schema(one).hashCode(), new Schema(other).hashCode());
        assertNotEquals(new Field(one), one);
        assertNotEquals(new Schema(one), one);
        assertNotEquals(new MissingValue("a", null), new MissingValue("a", "b"));
        assertNotEquals(new MissingValue("a", "b"), new MissingValue("b", "b"));
        assertEquals(new MissingValue("a", "b").hashCode(), new MissingValue("a", "b").hashCode());
        assertNotEquals(new MissingValue("a", "b").hashCode(), new MissingValue("c", "b").hashCode());
        assertNotEquals(new MissingValue("a", "b").hashCode(), new MissingValue("a", "c").hashCode());
    }

    @Test
    void aSchemaFindsItsFieldsByNameTheFirstOfTwo() {
        Schema schema = new Schema(json("{fields: [{name: a, type: year}, {name: b}, {name: a, type: date}]}"));
        assertEquals(List.of("a", "b", "a"), schema.names());
        assertEquals(0, schema.indexOf("a"));
        assertEquals(1, schema.indexOf("b"));
        assertEquals(-1, schema.indexOf("c"));
        assertEquals(FieldType.YEAR, schema.field("a").type());
        assertEquals(FieldType.DATE, schema.field(2).type());
        assertNull(schema.field("c"));
        assertEquals("[a year, b any, a date]", schema.toString());
        assertEquals(
                List.of("x"), Schema.of(List.of(Field.of("x", FieldType.ANY))).names());
        assertEquals(List.of(), Schema.EMPTY.fields());
    }

    @Test
    void aSchemaSaysItsKeysAndMissingValues() {
        Schema schema = new Schema(
                json("{fields: [{name: a, missingValues: ['-']}, {name: b}], primaryKey: a, uniqueKeys: [[a], [a,"
                        + " b], 1], fieldsMatch: subset, missingValues: [NA], foreignKeys: [{fields: a, reference:"
                        + " {fields: b}}]}"));
        assertEquals(List.of("a"), schema.primaryKey());
        assertEquals(List.of(List.of("a"), List.of("a", "b"), List.of()), schema.uniqueKeys());
        assertEquals(FieldsMatch.SUBSET, schema.fieldsMatch());
        assertEquals(List.of(new MissingValue("NA", null)), schema.missingValues());
        assertEquals(List.of(new MissingValue("-", null)), schema.missingValues(schema.field(0)));
        assertEquals(List.of(new MissingValue("NA", null)), schema.missingValues(schema.field(1)));
        assertEquals(List.of(new ForeignKey(List.of("a"), "", List.of("b"), null)), schema.foreignKeys());
        Schema plain = new Schema(json("{fields: []}"));
        assertEquals(List.of(), plain.primaryKey());
        assertEquals(List.of(), plain.uniqueKeys());
        assertEquals(List.of(), plain.foreignKeys());
        assertEquals(FieldsMatch.EXACT, plain.fieldsMatch());
        assertEquals(FieldsMatch.EXACT, new Schema(json("{fieldsMatch: x}")).fieldsMatch());
        assertEquals(MissingValue.DEFAULT, plain.missingValues());
        assertEquals(List.of("z"), plain.with("primaryKey", Json.of("z")).primaryKey());
        assertEquals(List.of(), schema.without("primaryKey").primaryKey());
        assertEquals(List.of("a"), schema.withFields(List.of()).primaryKey());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {resource: r, fields: x}                      | false | false | r
        {resource: '', fields: x}                     | true  | false | ''
        {fields: x}                                   | true  | false | ''
        {package: p, resource: r, fields: x}          | false | false | p>r
        {package: p, fields: x}                       | false | false | p>
        {package: a/b, resource: r, fields: x}        | false | true  | a/b>r
        {package: x.json, resource: r, fields: x}     | false | true  | x.json>r
        {package: x.yaml, resource: r, fields: x}     | false | true  | x.yaml>r
        {package: x.yml, resource: r, fields: x}      | false | true  | x.yml>r
        {package: 'http://x/d.json', resource: r, fields: x} | false | false | http://x/d.json>r
        """)
    void aForeignKeyNamesATableHereOrElsewhere(String reference, boolean isSelf, boolean isInFile, String table) {
        ForeignKey key = ForeignKey.of(json("{fields: [a, b], reference: " + reference + "}"));
        assertEquals(List.of("a", "b"), key.fields());
        assertEquals(List.of("x"), key.referenceFields());
        assertEquals(isSelf, key.isSelf());
        assertEquals(isInFile, key.isInFile());
        assertEquals(table, key.table().replace('\n', '>'));
        assertEquals(new ForeignKey(List.of("a"), "", List.of(), null), ForeignKey.of(json("{fields: a}")));
    }

    @Test
    void aDialectHasDefaults() {
        Dialect dialect = Dialect.DEFAULT;
        assertTrue(dialect.header());
        assertEquals(List.of(1), dialect.headerRows());
        assertEquals(" ", dialect.headerJoin());
        assertEquals(List.of(), dialect.commentRows());
        assertNull(dialect.commentChar());
        assertEquals(",", dialect.delimiter());
        assertNull(dialect.lineTerminator());
        assertEquals("\"", dialect.quoteChar());
        assertTrue(dialect.doubleQuote());
        assertNull(dialect.escapeChar());
        assertNull(dialect.nullSequence());
        assertFalse(dialect.skipInitialSpace());
        assertNull(dialect.property());
        assertNull(dialect.itemType());
        assertEquals(List.of(), dialect.itemKeys());
    }

    @Test
    void aDialectSaysWhatItsDescriptorSays() {
        Dialect dialect = new Dialect(
                json("{headerRows: [2, 3, x], headerJoin: '/', commentRows: [1], commentChar: '#', delimiter: ;,"
                        + " lineTerminator: '!', quoteChar: q, doubleQuote: false, escapeChar: e, nullSequence: n,"
                        + " skipInitialSpace: true, property: p, itemType: array, itemKeys: [k]}"));
        assertEquals(List.of(2, 3), dialect.headerRows());
        assertEquals("/", dialect.headerJoin());
        assertEquals(List.of(1), dialect.commentRows());
        assertEquals("#", dialect.commentChar());
        assertEquals(";", dialect.delimiter());
        assertEquals("!", dialect.lineTerminator());
        assertEquals("q", dialect.quoteChar());
        assertFalse(dialect.doubleQuote());
        assertEquals("e", dialect.escapeChar());
        assertEquals("n", dialect.nullSequence());
        assertTrue(dialect.skipInitialSpace());
        assertEquals("p", dialect.property());
        assertEquals("array", dialect.itemType());
        assertEquals(List.of("k"), dialect.itemKeys());
        assertNull(new Dialect(json("{quoteChar: ''}")).quoteChar());
        assertNull(new Dialect(json("{escapeChar: e}")).quoteChar());
        Dialect bare = new Dialect(json("{header: false, headerRows: [2]}"));
        assertFalse(bare.header());
        assertEquals(List.of(), bare.headerRows());
    }

    @Test
    void aResourceSaysWhatItsDescriptorSays() {
        Resource resource = new Resource(
                json("{name: r, path: [a, b], schema: s.json, dialect: d.json, format: f, mediatype: m/t, encoding: e,"
                        + " compression: gz, hash: h, bytes: 7}"));
        assertEquals("r", resource.name());
        assertEquals("r", resource.toString());
        assertEquals(List.of("a", "b"), resource.paths());
        assertNull(resource.data());
        assertNull(resource.rows());
        assertNull(resource.schema());
        assertEquals("s.json", resource.schemaPath());
        assertEquals(Dialect.DEFAULT, resource.dialect());
        assertEquals("d.json", resource.dialectPath());
        assertEquals("f", resource.format());
        assertEquals("m/t", resource.mediatype());
        assertEquals("e", resource.encoding());
        assertEquals("gz", resource.compression());
        assertEquals("h", resource.hash());
        assertEquals(7, resource.bytes());
        assertEquals("x", resource.withName("x").name());
        assertEquals(-1, resource.without("bytes").bytes());
        assertEquals(-1, resource.with("bytes", Json.of("7")).bytes());
        assertEquals(List.of("u"), new Resource(json("{url: u}")).paths());
        assertEquals("", new Resource(json("{url: u}")).name());
        assertEquals(2, new Resource(json("{data: [[a], [1]]}")).rows().items().size());
        assertNull(new Resource(json("{path: x, data: [[a], [1]]}")).rows());
        assertNull(new Resource(json("{data: {a: 1}}")).rows());
        Resource made = Resource.of("t", Schema.EMPTY);
        assertTrue(made.isTable());
        assertEquals(Schema.EMPTY, made.schema());
        assertEquals(
                ";", new Resource(json("{dialect: {delimiter: ;}}")).dialect().delimiter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: table}",
                "{profile: tabular-data-resource}",
                "{profile: 'https://x/tabular-data-resource.json'}"
            })
    void tablesOfBothVersionsOfTheStandard(String resource) {
        assertTrue(new Resource(json(resource)).isTable());
        assertFalse(new Resource(json("{profile: data-resource}")).isTable());
    }

    @Test
    void aPackageFindsAndChangesItsResources() {
        DataPackage all = new DataPackage(
                json("{name: p, version: 1.0.0-x, resources: [{name: a, path: x}, {name: b, path: y}]}"));
        assertEquals("p", all.name());
        assertEquals("1.0.0-x", all.version());
        assertEquals(List.of("x"), all.resource("a").paths());
        assertNull(all.resource("c"));
        DataPackage changed = all.withResource(new Resource(json("{name: a, path: z}")));
        assertEquals("[a, b]", changed.resources().toString());
        assertEquals(List.of("z"), changed.resource("a").paths());
        assertEquals(
                "[a, b, c]",
                all.withResource(new Resource(json("{name: c}"))).resources().toString());
        assertEquals("[b]", all.withoutResource("a").resources().toString());
        assertEquals("q", all.with("name", Json.of("q")).name());
        assertEquals(List.of(), DataPackage.EMPTY.resources());
    }

    @Test
    void sourcesThatARunWroteDownAreNoPartOfThePackage() {
        JsonObject none = json("{title: t}");
        assertSame(none, new DataPackage(none).unpinned());
        JsonObject stated = json("{sources: [{title: a}, x]}");
        assertSame(stated, new DataPackage(stated).unpinned());
        assertEquals(
                json("{sources: [{title: a}]}"),
                new DataPackage(json("{sources: [{path: p, bytes: 3}, {title: a}]}")).unpinned());
        assertEquals(json("{name: n}"), new DataPackage(json("{name: n, sources: [{path: p, bytes: 3}]}")).unpinned());
    }

    @Test
    void nodesSayWhatTheyAre() {
        JsonObject object = json("{a: x, n: 1.50, t: true, z: null, l: [p, 1, {q: 1}], o: {}}");
        assertEquals(
                List.of("string", "number", "boolean", "null", "array", "object"),
                object.properties().values().stream().map(Json::kind).toList());
        assertEquals("object", object.kind());
        assertEquals("x", object.get("a").asText());
        assertNull(object.get("n").asText());
        assertEquals(List.of("p"), object.texts("l"));
        assertEquals(List.of("x"), object.texts("a"));
        assertEquals(List.of(), object.texts("n"));
        assertEquals(1, object.objects("l").size());
        assertEquals(List.of(), object.objects("a"));
        assertTrue(object.flag("t", false));
        assertTrue(object.flag("a", true));
        assertFalse(object.flag("a", false));
        assertEquals("x", object.text("a", "y"));
        assertEquals("y", object.text("n", "y"));
        assertNull(object.object("a"));
        assertNull(object.array("a"));
        assertSame(object, object.without("q"));
        assertEquals("{\"o\":{}}", JsonWriter.compact(json("{a: 1, o: {}}").without("a")));
        assertEquals(
                "{\"a\":2,\"b\":1}", JsonWriter.compact(json("{a: 1, b: 1}").with("a", Json.of(2))));
    }

    @Test
    void nodesAreEqualWhereTheySayTheSame() {
        assertEquals(json("{a: 1.0}"), json("{a: 1}"));
        assertEquals(json("{a: 1.0}").hashCode(), json("{a: 1}").hashCode());
        assertNotEquals(json("{a: 1}"), json("{a: 2}"));
        assertNotEquals(json("{a: 1}").hashCode(), json("{a: 2}").hashCode());
        assertNotEquals(json("{a: [1]}"), json("{a: [2]}"));
        assertNotEquals(json("{a: [1]}").hashCode(), json("{a: [2]}").hashCode());
        assertNotEquals(json("{a: true}"), json("{a: false}"));
        assertNotEquals(json("{a: true}").hashCode(), json("{a: false}").hashCode());
        assertNotEquals(json("{a: x}").hashCode(), json("{a: y}").hashCode());
        assertNotEquals(json("{a: x}"), json("{a: null}"));
        for (String whole : List.of("1", "1.0", "1e2", "0", "0.0", "-3")) {
            assertTrue(((JsonNumber) json("{a: " + whole + "}").get("a")).isInteger(), whole);
        }
        for (String broken : List.of("1.5", "0.01", "-1.10")) {
            assertFalse(((JsonNumber) json("{a: " + broken + "}").get("a")).isInteger(), broken);
        }
    }
}
