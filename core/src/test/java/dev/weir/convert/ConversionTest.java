package dev.weir.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.SourceException;
import dev.weir.write.ConflictException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages and tables converted: what is written, what is said to be lost, what stays untouched. */
class ConversionTest {
    private static final String V2 = "'$schema':'https://datapackage.org/profiles/2.0/datapackage.json',";

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private List<String> losses = List.of();

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private void given(String properties, String resource, String schema, String data) throws IOException {
        Files.writeString(in.resolve("t.csv"), data);
        Files.writeString(
                in.resolve("datapackage.json"),
                json("{" + properties + "'resources':[{'name':'t','path':'t.csv'," + resource + "'schema':{" + schema
                        + "}}]}"));
    }

    private Conversion.Result convert(ConvertOptions options) {
        Conversion.Result result = Conversion.toPackage(Weir.open(in, RunOptions.DEFAULT), out, options);
        losses = result.losses().stream().map(Loss::toString).toList();
        return result;
    }

    private JsonObject descriptor() throws IOException {
        Path file = out.resolve("datapackage.json");
        return (JsonObject) JsonReader.read(Files.readAllBytes(file), "out");
    }

    private JsonObject resource() throws IOException {
        return descriptor().objects("resources").get(0);
    }

    private JsonObject schema() throws IOException {
        JsonObject schema = resource().object("schema");
        return schema == null ? JsonObject.EMPTY : schema;
    }

    private static JsonObject read(String text) {
        return (JsonObject) JsonReader.read(json(text).getBytes(StandardCharsets.UTF_8), "expected");
    }

    private String written(String path) throws IOException {
        return Files.readString(out.resolve(path));
    }

    private static final ConvertOptions TO_1 = ConvertOptions.DEFAULT.withStandard(Standard.V1);
    private static final ConvertOptions TO_2 = ConvertOptions.DEFAULT.withStandard(Standard.V2);

    private static ConvertOptions to(TableForm form) {
        return ConvertOptions.DEFAULT.withForm(form);
    }

    private static ConvertOptions dialect(String delimiter, String quote, String line, String encoding) {
        return new ConvertOptions(null, null, delimiter, quote, line, encoding, false, List.of(), false, false);
    }

    @Test
    void aFileOfWhichNothingChangesIsCopiedToTheByte() throws IOException {
        String data = "a,b\r\n 1 ,\"x\"\n\n2";
        given("", "", "'fields':[{'name':'a','type':'integer'},{'name':'b'}]", data);
        Conversion.Result result = convert(TO_2);
        assertEquals(1, result.copied());
        assertEquals(data, written("t.csv"));
        assertEquals(List.of(), losses);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(2, left.count(), "nothing is left beside the two folders");
        }
    }

    @Test
    void anotherDialectKeepsTheTextOfEveryCell() throws IOException {
        String data = "a,b\n 01 ,\"x;\"\"y\"\"\"\nNaN,\n\"q\",'r'\n";
        given("", "", "'fields':[{'name':'a','type':'integer'},{'name':'b'}]", data);
        convert(dialect(";", "'", "\r\n", null));
        assertEquals("a;b\r\n 01 ;'x;\"y\"'\r\nNaN;\r\nq;'''r'''\r\n", written("t.csv"));
        assertEquals(
                read("{'delimiter':';','quoteChar':'\\u0027','lineTerminator':'\\r\\n'}".replace("\\u0027", "QUOTE"))
                        .with("quoteChar", "'"),
                resource().object("dialect"));
        assertEquals(List.of(), losses);
    }

    @Test
    void theEncodingIsWrittenAndACharacterThatItHasNotStopsIt() throws IOException {
        given("", "", "'fields':[{'name':'a'},{'name':'b'}]", "a,b\né,1\n");
        convert(dialect(null, null, null, "iso-8859-1"));
        assertEquals("a,b\né,1\n", Files.readString(out.resolve("t.csv"), StandardCharsets.ISO_8859_1));
        assertEquals("iso-8859-1", resource().text("encoding"));
        Files.writeString(in.resolve("t.csv"), "a,b\n1,2\n\u20ac,1\n");
        out = folder.resolve("other");
        SourceException stopped =
                assertThrows(SourceException.class, () -> convert(dialect(null, null, null, "iso-8859-1")));
        assertTrue(stopped.getMessage().contains("row 2, field 'a'"), stopped.getMessage());
        assertFalse(Files.exists(out));
    }

    @Test
    void version1HasItsOwnWordsForWhatItKnows() throws IOException {
        given(
                V2
                        + "'contributors':[{'title':'A','roles':['author','editor']}],'sources':[{'path':'http://x.y','version':'1'}],",
                "'type':'table',",
                "'fields':[{'name':'a','type':'integer','constraints':{'exclusiveMinimum':0,'exclusiveMaximum':'9'}},"
                        + "{'name':'b','type':'string','categories':[{'value':'x','label':'X'}],'categoriesOrdered':true},"
                        + "{'name':'c'}],'uniqueKeys':[['a'],['a','b']],'missingValues':[{'value':'','label':'none'}],"
                        + "'foreignKeys':[{'fields':['a'],'reference':{'fields':['a']}}]",
                "a,b,c\n1,x,y\n");
        convert(TO_1);
        assertEquals("tabular-data-package", descriptor().text("profile"));
        assertFalse(descriptor().has("$schema"));
        assertEquals("tabular-data-resource", resource().text("profile"));
        assertFalse(resource().has("type"));
        assertEquals(
                read("{'fields':[{'name':'a','type':'integer','constraints':{'minimum':1,'maximum':8,'unique':true}},"
                        + "{'name':'b','type':'string','constraints':{'enum':['x']}},{'name':'c','type':'any'}],"
                        + "'missingValues':[''],"
                        + "'foreignKeys':[{'fields':['a'],'reference':{'fields':['a'],'resource':''}}]}"),
                schema());
        assertEquals(
                List.of(
                        "t: the labels of missingValues are dropped: version 1 has the values only",
                        "t, field 'b': categories are an enum now, without their labels: version 1 has no categories",
                        "t, field 'b': categoriesOrdered is dropped: version 1 has no categories",
                        "t: the unique key a, b is dropped: version 1 has unique fields and primary keys only",
                        "package, contributors 1: has the role author now, not editor: version 1 has one role of"
                                + " author, publisher, maintainer, wrangler, contributor",
                        "package, sources 1: gets the title \"http://x.y\": version 1 requires one",
                        "package, sources 1: version is dropped: version 1 has none for a source"),
                losses);
        assertEquals("a,b,c\n1,x,y\n", written("t.csv"));
    }

    @Test
    void fieldsAreThoseOfTheDataWhereVersion1HasNoFieldsMatch() throws IOException {
        given(
                V2,
                "",
                "'fieldsMatch':'partial','fields':[{'name':'a','type':'integer'},{'name':'b'},{'name':'gone'}],"
                        + "'primaryKey':['gone']",
                "b,new,a\nx,y,1\n");
        convert(TO_1);
        assertEquals(
                read(
                        "{'fields':[{'name':'b','type':'any'},{'name':'new','type':'any'},{'name':'a','type':'integer'}]}"),
                schema());
        assertEquals("b,new,a\nx,y,1\n", written("t.csv"));
        assertEquals(3, losses.size(), losses.toString());
        assertTrue(Weir.validate(out, RunOptions.DEFAULT).valid());
    }

    @Test
    void whatVersion1ReadsOtherwiseIsWrittenAnew() throws IOException {
        given(
                V2,
                "'dialect':{'headerRows':[1,2],'commentRows':[3],'nullSequence':'N'},",
                "'fields':[{'name':'a x','type':'integer','groupChar':','},"
                        + "{'name':'a y','missingValues':['-99']},{'name':'a z'}],'missingValues':['-']",
                "a,,\nx,y,z\ncomment,,\n\"1,000\",-99,-\n7,N,-99\n");
        convert(TO_1);
        assertEquals("a x,a y,a z\n1000,-,-\n7,N,-99\n", written("t.csv"));
        assertFalse(resource().has("dialect") && resource().object("dialect").has("headerRows"));
        assertEquals(3, losses.size(), losses.toString());
        try (var rows = Weir.open(out).resource("t").rows()) {
            List<String> read = new ArrayList<>();
            rows.forEach(row -> read.add(row.value(0) + " " + row.value(1) + " " + row.value(2)));
            assertEquals(List.of("1000 null null", "7 null -99"), read);
        }
    }

    @Test
    void defaultDatetimesStayWhereVersion1ReadsAllOfThem() throws IOException {
        String fields = "'fields':[{'name':'a','type':'datetime'}]";
        given(V2, "", fields, "a\n2026-01-01T10:00:00Z\n\"2026-01-01T10:00:01Z\"\n");
        convert(TO_1);
        assertEquals(List.of(), losses);
        assertEquals(read("{" + fields + "}"), schema());
        given(V2, "", fields, "a\n2026-01-01T10:00:00Z\n2026-01-01T10:00:01.5Z\n");
        out = folder.resolve("other");
        convert(TO_1);
        assertEquals(read("{'fields':[{'name':'a','type':'datetime','format':'any'}]}"), schema());
        assertEquals(1, losses.size());
    }

    @Test
    void version2HasItsOwnWordsForVersion1() throws IOException {
        given(
                "'profile':'tabular-data-package','contributors':[{'title':'A','role':'author'}],",
                "'profile':'tabular-data-resource','dialect':{'delimiter':',','csvddfVersion':1.2,'caseSensitiveHeader':true},",
                "'fields':[{'name':'a','type':'date','format':'fmt:%d'},{'name':'b'}],'primaryKey':'a',"
                        + "'foreignKeys':[{'fields':'a','reference':{'resource':'','fields':'a'}}]",
                "a,b\n");
        convert(TO_2);
        assertEquals(
                read("{" + V2
                        + "'contributors':[{'title':'A','roles':['author']}],'resources':[{'name':'t','path':'t.csv',"
                        + "'type':'table','dialect':{'delimiter':','},'schema':{'fields':[{'name':'a','type':'date',"
                        + "'format':'%d'},{'name':'b','type':'string'}],'primaryKey':['a'],'foreignKeys':[{'fields':['a'],"
                        + "'reference':{'fields':['a']}}]}}]}"),
                descriptor());
        assertEquals(
                List.of("t: the dialect's caseSensitiveHeader is dropped: version 2 has no such property"), losses);
    }

    @Test
    void thereAndBackKeepsWhatBothVersionsSay() throws IOException {
        String schema =
                "'fields':[{'name':'a','type':'integer','title':'A','constraints':{'required':true,'minimum':1}},{'name':'b','type':'any','x:own':[1.50,null]},{'name':'c','type':'number','groupChar':'"
                        + " ','decimalChar':','},{'name':'d','type':'boolean','trueValues':['j'],'falseValues':['n']},"
                        + "{'name':'e','type':'date','format':'%d.%m.%Y','constraints':{'enum':['01.02.2026']}}],"
                        + "'missingValues':['','-'],'primaryKey':['a'],'foreignKeys':[{'fields':['a'],'reference':{'fields':['a']}}]";
        given(
                V2 + "'name':'p','title':'P','version':'1.0.0','keywords':['k'],'created':'2026-01-01T00:00:00Z',"
                        + "'contributors':[{'title':'A','roles':['author']}],'licenses':[{'name':'CC0-1.0'}],",
                "'type':'table','dialect':{'delimiter':';','doubleQuote':true},'encoding':'utf-8','bytes':12,",
                schema,
                "a;b;c;d;e\n1;x;1 000,5;j;01.02.2026\n");
        Files.writeString(
                in.resolve("datapackage.json"),
                Files.readString(in.resolve("datapackage.json")).replace("\"bytes\":12,", ""));
        JsonObject first = (JsonObject) JsonReader.read(Files.readAllBytes(in.resolve("datapackage.json")), "in");
        convert(TO_1);
        assertEquals(List.of(), losses);
        JsonObject one = descriptor();
        in = out;
        out = folder.resolve("two");
        convert(TO_2);
        assertEquals(List.of(), losses);
        assertEquals(first, descriptor());
        in = out;
        out = folder.resolve("three");
        convert(TO_1);
        assertEquals(one, descriptor());
        assertEquals(Files.readString(folder.resolve("in/t.csv")), Files.readString(folder.resolve("three/t.csv")));
    }

    @Test
    void jsonHasValuesAndItsSchemaNoSpelling() throws IOException {
        given(
                V2,
                "'mediatype':'text/csv','hash':'" + "0".repeat(32) + "','dialect':{'delimiter':';'},",
                "'fields':[{'name':'a','type':'number','groupChar':'.','decimalChar':',','constraints':{'minimum':'1,5'}},"
                        + "{'name':'b','type':'boolean','trueValues':['j'],'falseValues':['n'],'constraints':{'enum':['j']}},"
                        + "{'name':'c','type':'list','itemType':'integer'},{'name':'d','type':'geopoint'},"
                        + "{'name':'e','type':'geopoint','format':'array'},{'name':'f','type':'date','format':'%d.%m.%Y'}],"
                        + "'missingValues':['-']",
                "a;b;c;d;e;f\n1.000,50;j;1,2;1, 2;[1, 2];02.01.2026\n-;-;-;-;-;-\nnan;n;;0,0;[0,0];x\n");
        convert(to(TableForm.JSON));
        assertEquals(
                "[\n{'a':1000.5,'b':true,'c':[1,2],'d':'1, 2','e':[1,2],'f':'02.01.2026'},\n".replace('\'', '"')
                        + "{'a':null,'b':null,'c':null,'d':null,'e':null,'f':null},\n".replace('\'', '"')
                        + "{'a':'NaN','b':false,'c':[],'d':'0,0','e':[0,0],'f':'x'}\n]\n".replace('\'', '"'),
                written("t.json"));
        assertEquals(
                read("{'fields':[{'name':'a','type':'number','constraints':{'minimum':1.5}},"
                        + "{'name':'b','type':'boolean','constraints':{'enum':[true]}},"
                        + "{'name':'c','type':'list','itemType':'integer'},{'name':'d','type':'geopoint'},"
                        + "{'name':'e','type':'geopoint','format':'array'},{'name':'f','type':'date','format':'%d.%m.%Y'}],"
                        + "'missingValues':[]}"),
                schema());
        assertEquals("json", resource().text("format"));
        assertEquals("application/json", resource().text("mediatype"));
        assertFalse(resource().has("dialect"));
        assertEquals(List.of("t, field 'a': 1 cells are text: JSON has no NaN and no infinite numbers"), losses);
    }

    @Test
    void aCellInErrorThatWouldBeRightInJsonStopsIt() throws IOException {
        given("", "", "'fields':[{'name':'a','type':'number','decimalChar':','}]", "a\n\"1,5\"\n1.5\n");
        SourceException stopped = assertThrows(SourceException.class, () -> convert(to(TableForm.JSONL)));
        assertTrue(stopped.getMessage().contains("row 2, field 'a': \"1.5\""), stopped.getMessage());
        assertFalse(Files.exists(out));
    }

    @Test
    void jsonIsRecastInLinesAndInTheDescriptorAsItStands() throws IOException {
        Files.writeString(
                in.resolve("t.json"),
                json("{'rows': [ {'b': 1.50, 'a': 'x \\'y\\' '},\n {'more': {'k': [1, 2]}} ], 'z': 1}")
                        .replace("\\\"", "\\\""));
        Files.writeString(
                in.resolve("datapackage.json"),
                json("{'resources':[{'name':'t','type':'table','path':'t.json','dialect':{'property':'rows'}}]}"));
        convert(to(TableForm.JSONL));
        String lines = json("{'b':1.50,'a':'x \\'y\\' '}\n{'more':{'k':[1,2]}}\n");
        assertEquals(lines, written("t.jsonl"));
        assertEquals(1, losses.size(), losses.toString());
        in = out;
        out = folder.resolve("inline");
        convert(to(TableForm.INLINE));
        assertEquals(
                read("{'data':[{'b':1.50,'a':'x \\'y\\' '},{'more':{'k':[1,2]}}]}")
                        .get("data"),
                resource().get("data"));
        assertFalse(resource().has("path"));
        in = out;
        out = folder.resolve("again");
        convert(to(TableForm.JSONL));
        assertEquals(lines, written("data/t.jsonl"));
    }

    @Test
    void missingCellsOfJsonGetATextThatIsNoValue() throws IOException {
        Files.writeString(
                in.resolve("t.jsonl"), json("{'a':'','b':null,'c':null,'d':1}\n{'a':null,'b':'x','c':2,'d':3}\n"));
        Files.writeString(
                in.resolve("datapackage.json"),
                json(
                        "{'resources':[{'name':'t','path':'t.jsonl','schema':{'missingValues':[],'fields':[{'name':'a',"
                                + "'type':'string'},{'name':'b','type':'string'},{'name':'c','type':'integer'},{'name':'d','type':'integer'}]}}]}"));
        convert(to(TableForm.CSV));
        assertEquals("a,b,c,d\n,,,1\nNULL,x,2,3\n", written("t.csv"));
        try (var rows = Weir.open(out).resource("t").rows()) {
            List<String> read = new ArrayList<>();
            rows.forEach(row -> read.add(row.value(0) + "|" + row.value(1) + "|" + row.value(2)));
            assertEquals(List.of("|null|null", "null|x|2"), read);
        }
    }

    @Test
    void aZipIsAPackageAndTheSameBytesEachTime() throws IOException {
        given(V2, "", "'fields':[{'name':'a','type':'integer'}]", "a\n1\n");
        out = folder.resolve("p.zip");
        convert(TO_1);
        byte[] first = Files.readAllBytes(out);
        assertTrue(Weir.validate(out, RunOptions.DEFAULT).valid());
        Files.delete(out);
        convert(TO_1);
        assertEquals(List.of(first.length), List.of(Files.readAllBytes(out).length));
        in = out;
        out = folder.resolve("unpacked");
        convert(TO_2);
        assertEquals("a\n1\n", written("t.csv"));
    }

    @Test
    void nothingOfOthersIsReplaced() throws IOException {
        given(V2, "", "'fields':[{'name':'a','type':'integer'}]", "a\n1\n");
        convert(TO_1);
        String before = written("datapackage.json");
        assertThrows(ConflictException.class, () -> convert(TO_2));
        ConvertOptions over =
                new ConvertOptions(Standard.V2, null, null, null, null, null, false, List.of(), false, true);
        Files.writeString(out.resolve("notes.txt"), "mine");
        ConflictException mine = assertThrows(ConflictException.class, () -> convert(over));
        assertTrue(mine.getMessage().contains("notes.txt"), mine.getMessage());
        assertEquals(before, written("datapackage.json"));
        Files.delete(out.resolve("notes.txt"));
        convert(over);
        assertTrue(descriptor().has("$schema"));
        Path file = Files.writeString(folder.resolve("t.csv"), "mine");
        OpenPackage open = Weir.open(in);
        assertThrows(ConflictException.class, () -> Conversion.toFile(open, file, to(TableForm.CSV)));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void strictWritesNothingWhereSomethingIsLost() throws IOException {
        given(V2, "", "'fields':[{'name':'a','type':'list'}]", "a\n1\n");
        ConvertOptions strict =
                new ConvertOptions(Standard.V1, null, null, null, null, null, false, List.of(), true, false);
        assertFalse(convert(strict).written());
        assertEquals(1, losses.size());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(in), left.toList());
        }
    }

    @Test
    void oneTableGoesOntoAStream() throws IOException {
        given(V2, "", "'fields':[{'name':'a','type':'integer'}]", "a\n1\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Conversion.toStream(Weir.open(in), bytes, to(TableForm.JSONL));
        assertEquals("{\"a\":1}\n", bytes.toString(StandardCharsets.UTF_8));
        Files.writeString(
                in.resolve("datapackage.json"),
                json("{'resources':[{'name':'t','path':'t.csv'},{'name':'u','path':'t.csv'}]}"));
        ConflictException two = assertThrows(
                ConflictException.class,
                () -> Conversion.toStream(Weir.open(in), new ByteArrayOutputStream(), to(TableForm.CSV)));
        assertTrue(two.getMessage().contains("--resource (t, u)"), two.getMessage());
    }

    @Test
    void anEncodingThatWasGuessedIsStated() throws IOException {
        given("", "", "'fields':[{'name':'a'},{'name':'b'}]", "");
        Files.writeString(in.resolve("t.csv"), "a,b\n1,caf\u00e9\n2,M\u00fcller\n", StandardCharsets.ISO_8859_1);
        convert(ConvertOptions.DEFAULT);
        assertEquals("windows-1252", resource().text("encoding"));
    }
}
