package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.parse.ParseLimits;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.row.Row;
import dev.weir.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in JSON documents and in JSON Lines. */
class JsonFilesTest {
    private static final String FIELDS =
            "{'name':'id','type':'integer'},{'name':'name','type':'string'},{'name':'ok','type':'boolean'}";

    @TempDir
    Path folder;

    private RunOptions options = RunOptions.DEFAULT;

    private Path table(String more, String fields, String path, String data) throws IOException {
        Files.writeString(folder.resolve(path), data.replace('\'', '"'));
        return descriptor(more, fields, '"' + path + '"');
    }

    private Path descriptor(String more, String fields, String path) throws IOException {
        String json = "{'resources':[{'name':'t','type':'table'," + more + "'schema':{'fields':[" + fields
                + "],'primaryKey':['id']},'path':" + path + "}]}";
        return Files.writeString(folder.resolve("datapackage.json"), json.replace('\'', '"'));
    }

    private List<String> rows(Path descriptor) {
        List<String> rows = new ArrayList<>();
        try (Rows table = Weir.open(descriptor, options).resource("t").rows()) {
            for (Row row : table) {
                rows.add(row.value(0) + " " + row.value(1) + " " + row.value(2));
            }
        }
        return rows;
    }

    private List<String> errors(Path descriptor) {
        List<String> errors = new ArrayList<>();
        Report report = Weir.validate(descriptor, options);
        for (RowError error : report.tasks().get(0).errors()) {
            errors.add(error.code().code() + " " + error.position().rowNumber() + " " + error.fieldNumber() + " "
                    + error.position().line() + " " + error.position().offset() + " " + error.cell());
        }
        return errors;
    }

    private String note(Path descriptor) {
        return Weir.validate(descriptor, options).tasks().get(0).errors().get(0).note();
    }

    @Test
    void aDocumentIsAnArrayOfObjectsOrOfArrays() throws IOException {
        List<String> rows = List.of("1 a true", "2 null null");
        assertEquals(
                rows, rows(table("", FIELDS, "t.json", "\uFEFF [ {'id':1,'name':'a', 'ok':true},\n {'id' : 2} ] \n")));
        assertEquals(rows, rows(table("", FIELDS, "t.json", "[['id','name','ok'],\n[1,'a',true],[2,null,null]]")));
        assertEquals(List.of(), errors(folder));
        assertEquals(
                rows, rows(table("'dialect':{'header':false},", FIELDS, "t.json", "[[1,'a',true],[2,null,null]]")));
    }

    @Test
    void propertyNamesTheArrayAlsoWithDots() throws IOException {
        String data = "{'x':[1],'a':{'b':{'rows':[{'id':1,'name':'a','ok':false}],'more':[1]},'c':1},'d':'e'}";
        assertEquals(List.of("1 a false"), rows(table("'dialect':{'property':'a.b.rows'},", FIELDS, "t.json", data)));
        assertEquals(List.of(), errors(folder));
        assertEquals(List.of("1 a false"), rows(table("'dialect':{'property':'$.a.b.rows'},", FIELDS, "t.json", data)));
        String dotted = "{'a':{'c':[1]},'a.b':[{'id':1,'name':'a','ok':false}]}";
        assertEquals(List.of("1 a false"), rows(table("'dialect':{'property':'a.b'},", FIELDS, "t.json", dotted)));
    }

    @Test
    void aDocumentWithoutTheArrayIsASourceErrorThatNamesTheArraysThereAre() throws IOException {
        String data = "{'meta':{},'rows':[{'id':1}]}";
        assertTrue(note(table("", FIELDS, "t.json", data)).contains("its arrays are \"rows\""));
        assertTrue(note(table("'dialect':{'property':'row'},", FIELDS, "t.json", data))
                .contains("no array \"row\": name the array"));
        assertTrue(note(table("", FIELDS, "t.json", "5")).contains("no array of rows"));
        assertEquals(
                List.of("source-error 0 0 0 -1 null"),
                errors(folder).stream()
                        .map(error -> error.replace(" 0 0 0 0 ", " 0 0 0 -1 "))
                        .toList());
        assertTrue(note(table("", FIELDS, "t.json", "")).contains("the source is empty"));
    }

    @Test
    void itemKeysPickAndOrderAndTheOrderOfKeysIsNone() throws IOException {
        String data = "[{'ok':true,'more':0,'name':'x','id':1}]";
        assertEquals(
                List.of("1 x true"), rows(table("'dialect':{'itemKeys':['id','name','ok']},", FIELDS, "t.json", data)));
        assertEquals(List.of(), errors(folder));
        assertEquals(List.of("1 x true"), rows(table("", FIELDS, "t.json", "[{'ok':true,'name':'x','id':1}]")));
        assertEquals(List.of(), errors(folder));
    }

    @Test
    void keysThatAreNoFieldsAreErrorsUnlessTheSchemaLetsThemBe() throws IOException {
        String data = "{'id':1,'name':'x','ok':true}\n{'id':2,'new':{'a':[]},'ok':false}\n";
        assertEquals(List.of("extra-cell 3 4 2 30 {\"a\":[]}"), errors(table("", FIELDS, "t.jsonl", data)));
        assertTrue(note(folder).contains("the key \"new\" is no field"), note(folder));
        String first = "{'id':1,'name':'x','ok':true,'new':1}\n";
        assertEquals(List.of("extra-label 0 4 0 -1 new"), errors(table("", FIELDS, "t.jsonl", first)));
        Files.writeString(
                folder.resolve("datapackage.json"),
                Files.readString(folder.resolve("datapackage.json"))
                        .replace("\"schema\":{", "\"schema\":{\"fieldsMatch\":\"subset\","));
        assertEquals(List.of(), errors(folder));
        Files.writeString(folder.resolve("t.jsonl"), data.replace('\'', '"'));
        assertEquals(List.of(), errors(folder));
    }

    @Test
    void aFieldThatOnlyLaterObjectsHaveIsThereAndOneThatNoneHasIsMissing() throws IOException {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            data.append("{'id':").append(i).append(",'name':'abcdefghijkl'}\n");
        }
        assertEquals(List.of("missing-label 0 3 0 -1 "), errors(table("", FIELDS, "t.jsonl", data.toString())));
        data.append("{'id':-1,'ok':true}\n");
        assertEquals(List.of(), errors(table("", FIELDS, "t.jsonl", data.toString())));
        assertEquals("-1 null true", rows(folder).get(30_000));
    }

    @Test
    void aLineOfJsonLinesThatIsNoRowIsAnErrorWithItsPlaceAndTheOthersAreRead() throws IOException {
        String data = "{'id':1,'name':'x','ok':true}\n\n{'id':2,'name':}\n[1,2]\n7\n{'id':'y','name':'z','ok':true}\r\n"
                + "{'id':3,'id':4}\n{'id':5} x";
        Path descriptor = table("", FIELDS, "t.jsonl", data);
        assertEquals(
                List.of(
                        "source-error 3 0 3 31 null",
                        "source-error 4 0 4 48 null",
                        "source-error 5 0 5 54 null",
                        "type-error 6 1 6 56 y",
                        "source-error 7 0 7 89 null",
                        "source-error 8 0 8 105 null"),
                errors(descriptor).stream()
                        .map(error -> error.replaceAll(" $", " null"))
                        .toList());
        assertEquals(
                "the row is no JSON: a value was expected: a text in quotes, a number, true, false, null (its byte 16)",
                note(descriptor));
        assertEquals(7, rows(descriptor).size());
    }

    @Test
    void linesMayBeArrays() throws IOException {
        String data = "['id','name','ok']\n[1,'x',true]\n[2,'y']\n[3,'z',false,9]\n[]\n";
        assertEquals(
                List.of("missing-cell 3 3 3 32 ", "extra-cell 4 4 4 40 9", "blank-row 5 0 5 56 null"),
                errors(table("", FIELDS, "t.ndjson", data)));
    }

    @Test
    void valuesAreCastAsJsonSaysNotAsTheirTextWould() throws IOException {
        String fields = "{'name':'id','type':'string'},{'name':'n','type':'integer','groupChar':','},"
                + "{'name':'b','type':'boolean','trueValues':['yes'],'falseValues':['no']},"
                + "{'name':'l','type':'list','itemType':'integer'},{'name':'o','type':'object'},"
                + "{'name':'y','type':'year'},{'name':'a','type':'any'},{'name':'g','type':'geopoint','format':'array'}";
        String good = "{'id':'1','n':1e3,'b':true,'l':[1,2],'o':{'a':[1]},'y':2024,'a':[1, 2],'g':[1.5,2]}\n"
                + "{'id':'2','n':'1,000','b':'no','l':'3,4','o':'{}','y':'2024','a':false,'g':null}\n";
        Path descriptor = table("", fields, "t.jsonl", good);
        assertEquals(List.of(), errors(descriptor));
        List<String> values = new ArrayList<>();
        try (Rows table = Weir.open(descriptor).resource("t").rows()) {
            for (Row row : table) {
                values.add(row.value(1) + " " + row.value(2) + " " + row.value(3) + " " + row.value(6));
            }
        }
        assertEquals(List.of("1000 true [1, 2] [1,2]", "1000 false [3, 4] false"), values);
        String bad = "{'id':1,'n':1.5,'b':1,'l':{},'o':[],'y':'x','a':1,'g':[1]}\n";
        assertEquals(
                List.of(
                        "type-error 2 1 1 0 1",
                        "type-error 2 2 1 0 1.5",
                        "type-error 2 3 1 0 1",
                        "type-error 2 4 1 0 {}",
                        "type-error 2 5 1 0 []",
                        "type-error 2 6 1 0 x",
                        "type-error 2 8 1 0 [1]"),
                errors(table("", fields, "t.jsonl", bad)));
    }

    @Test
    void missingValuesAreTextsAndNullIsMissingWhateverTheyAre() throws IOException {
        String fields = "{'name':'id','type':'integer'},{'name':'n','type':'number','missingValues':['-1']},"
                + "{'name':'s','type':'string','missingValues':[]}";
        String data = "{'id':1,'n':'-1','s':''}\n{'id':2,'n':-1,'s':null}\n";
        Path descriptor = table("", fields, "t.jsonl", data);
        assertEquals(List.of("1 null ", "2 -1 null"), rows(descriptor));
    }

    @Test
    void escapesAreRead() throws IOException {
        String data = "{'id':1,'name':'a\\u00e9\\ud83d\\ude00\\n\\t\\/\\\\','o\\u006b':true}\n";
        assertEquals(List.of("1 aé😀\n\t/\\ true"), rows(table("", FIELDS, "t.jsonl", data)));
        assertEquals(List.of(), errors(folder));
        assertTrue(note(table("", FIELDS, "t.jsonl", "{'id':1,'name':'\\ud83d','ok':true}"))
                .contains("half a character"));
        assertTrue(note(table("", FIELDS, "t.jsonl", "{'id':1,'name':'\t','ok':true}"))
                .contains("control character"));
    }

    @Test
    void bytesThatAreNotUtf8AreEncodingErrorsOfTheirCell() throws IOException {
        descriptor("", FIELDS, "'t.jsonl'");
        byte[] data = "{\"id\":1,\"name\":\"\u00e9\",\"ok\":true}\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("t.jsonl"), data);
        assertEquals("encoding-error 2 2 1 0", errors(folder).get(0).substring(0, 22));
    }

    @Test
    void aBrokenDocumentIsASourceErrorAtItsPlace() throws IOException {
        String data = "[{'id':1,'name':'x','ok':true},\n{'id':2,]";
        assertEquals(
                List.of("source-error 3 0 2 32 null"),
                errors(table("", FIELDS, "t.json", data)).stream()
                        .map(error -> error.replaceAll(" $", " null"))
                        .toList());
        assertTrue(note(folder).contains("a name in quotes was expected"), note(folder));
        for (String cut :
                List.of("[", "[{'id':1}", "[{'id':1},", "[{'id':1}] 7", "[{'id':1} {'id':2}]", "[{'id':1},]")) {
            Path descriptor = table("", "{'name':'id','type':'integer'}", "t.json", cut);
            assertEquals(1, errors(descriptor).size(), cut);
            assertTrue(note(descriptor).contains("no JSON"), note(descriptor));
        }
        for (String rest : List.of(",'x':}", "", ",'x':1}]")) {
            String document = "{'rows':[{'id':1}]" + rest;
            table("'dialect':{'property':'rows'},", "{'name':'id','type':'integer'}", "t.json", document);
            assertTrue(note(folder).contains("no JSON behind the rows"), note(folder));
        }
    }

    @Test
    void anEmptyArrayIsATableWithoutRows() throws IOException {
        assertEquals(List.of(), errors(table("", FIELDS, "t.json", "[]")));
        assertEquals(List.of(), rows(folder));
    }

    @Test
    void partsOfJsonLinesAreOneTableAlsoPacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"id\":1,\"name\":\"x\",\"ok\":true}".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("a.jsonl.gz"), packed.toByteArray());
        Files.writeString(folder.resolve("b.jsonl"), "{\"id\":\"2\",\"name\":\"y\",\"ok\":3}\n");
        descriptor("", FIELDS, "['a.jsonl.gz','b.jsonl']");
        assertEquals(List.of("1 x true", "2 y null"), rows(folder));
        RowError error = Weir.validate(folder, options).tasks().get(0).errors().get(0);
        assertEquals(1, error.position().line());
        assertTrue(error.position().file().endsWith("b.jsonl"), error.position().file());
    }

    @Test
    void partsOfSeveralFormatsAndOfADocumentAreFormatErrors() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        Files.writeString(folder.resolve("b.jsonl"), "{}");
        Files.writeString(folder.resolve("c.json"), "[]");
        assertTrue(note(descriptor("", FIELDS, "['a.csv','b.jsonl']")).contains("of several formats (csv, jsonl)"));
        assertTrue(note(descriptor("", FIELDS, "['c.json','c.json']")).contains("JSON Lines"));
    }

    /** The same rows as lines, as a document, small blocks or large, one thread or several. */
    @Test
    void blocksOfAnySizeSayTheSame() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            StringBuilder lines = new StringBuilder();
            StringBuilder items = new StringBuilder("[");
            int rows = 1 + random.nextInt(60);
            for (int i = 0; i < rows; i++) {
                String row = row(random, i);
                lines.append(row).append(random.nextInt(9) == 0 ? "\r\n\n" : "\n");
                items.append(i == 0 ? "" : ",")
                        .append(random.nextBoolean() ? "\n " : "")
                        .append(row);
            }
            int blockBytes = 30 + random.nextInt(200);
            options = RunOptions.DEFAULT.withThreads(1);
            List<String> expected = rows(table("", FIELDS, "t.jsonl", lines.toString()));
            List<String> errors = errors(folder);
            options = options.withThreads(1 + random.nextInt(3))
                    .withParseLimits(
                            ParseLimits.DEFAULT.withBlockBytes(blockBytes).withPartCells(1 + random.nextInt(20)));
            assertEquals(expected, rows(folder), "seed " + seed);
            assertEquals(errors, errors(folder), "seed " + seed);
            assertEquals(expected, rows(table("", FIELDS, "t.json", items + "]")), "seed " + seed);
            assertEquals(places(errors), places(errors(folder)), "seed " + seed);
        }
    }

    /** Lines without blanks are laid out in another way than those with one: what is found must be the same. */
    @Test
    void linesWithoutBlanksReadAsThoseWithThem() throws IOException {
        String[] values = {
            "1",
            "-1",
            "0",
            "01",
            "-",
            "+1",
            "1.5",
            "1.",
            ".5",
            "-0.25",
            "1e3",
            "1.5E-2",
            "12345678",
            "123456789012345678901",
            "'a'",
            "''",
            "'exactly8'",
            "'a text that is longer than a word or two'",
            "'a\\nb'",
            "'\\u00e9'",
            "'\\ud83d'",
            "'\\ud83d\\ude00'",
            "'\\x'",
            "'a\tb'",
            "'\u00fc\u20ac'",
            "'open",
            "true",
            "false",
            "null",
            "tru",
            "nullx",
            "{'x':[1]}",
            "[1,'b']",
            "[1",
            "",
            "1 ",
            " 1"
        };
        String[] keys = {"'id':", "'name':", "'ok':", "'no':", "'na\\u006de':", "'id' :", "id:", "'name'"};
        String[] ends = {"}", "}", "}", "}", "} ", "},", "}}", "", "]", "}1"};
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            StringBuilder plain = new StringBuilder();
            StringBuilder spaced = new StringBuilder();
            for (int line = 0; line < 200; line++) {
                StringBuilder body = new StringBuilder();
                int count = random.nextInt(6) == 0 ? random.nextInt(5) : 3;
                for (int cell = 0; cell < count; cell++) {
                    boolean usual = random.nextInt(8) > 0;
                    body.append(cell == 0 ? "" : random.nextInt(40) == 0 ? ";" : ",");
                    body.append(keys[usual ? Math.min(cell, 3) : random.nextInt(keys.length)]);
                    String[] good = {String.valueOf(line), "'some text'", "true"};
                    body.append(
                            usual && cell < 3 && random.nextInt(3) > 0
                                    ? good[cell]
                                    : values[random.nextInt(values.length)]);
                }
                String end = ends[random.nextInt(ends.length)];
                plain.append('{').append(body).append(end).append('\n');
                spaced.append("{ ").append(body).append(end).append('\n');
            }
            String of = "'format':'jsonl',";
            List<String> expected = withoutOffsets(errors(table(of, FIELDS, "t.jsonl", spaced.toString())));
            assertEquals(
                    expected, withoutOffsets(errors(table(of, FIELDS, "t.jsonl", plain.toString()))), "seed " + seed);
        }
    }

    private static List<String> withoutOffsets(List<String> errors) {
        return errors.stream()
                .map(error -> error.replaceFirst("^(\\S+ \\S+ \\S+ \\S+) \\S+", "$1"))
                .toList();
    }

    @Test
    void linesWithoutBlanksHaveTheirValues() throws IOException {
        String data = "{'id':1,'name':'a','ok':true}\n{'id':-20,'name':'\\u00e9 \\'x\\'','ok':false}\n"
                + "{'id':300000000,'name':null,'ok':null}\n{'id':4,'ok':true,'name':'longer than eight'}\n";
        assertEquals(
                List.of("1 a true", "-20 \u00e9 \"x\" false", "300000000 null null", "4 longer than eight true"),
                rows(table("'format':'jsonl',", FIELDS, "t.jsonl", data)));
    }

    private static List<String> places(List<String> errors) {
        return errors.stream()
                .map(error -> error.replaceFirst("^(\\S+ \\d+ \\d+) .*", "$1"))
                .toList();
    }

    private static String row(Random random, int id) {
        String[] names = {"null", "'x'", "'a\\\"b\\u00e9'", "''", "'{[,'", "5", "'é'"};
        String[] flags = {"true", "false", "null", "'true'", "'x'", "{'a':[1,'}']}"};
        String row = "'id': " + (random.nextInt(5) == 0 ? "'x'" : String.valueOf(id)) + ",'name' :"
                + names[random.nextInt(names.length)];
        return '{'
                + row
                + (random.nextInt(4) == 0 ? "" : ",'ok':" + flags[random.nextInt(flags.length)])
                + (random.nextInt(9) == 0 ? ",'zz':[1,{}]" : "")
                + '}';
    }

    @Test
    void aRecordPastTheLimitIsAnErrorNotAnEndlessRead() throws IOException {
        options = RunOptions.DEFAULT.withParseLimits(
                ParseLimits.DEFAULT.withBlockBytes(100).withRecordBytes(1000));
        String data = "{'id':1,'name':'x','ok':true}\n{'id':2,'name':'" + "y".repeat(100_000);
        assertTrue(note(table("", FIELDS, "t.jsonl", data)).contains("longer than the limit of 1000 bytes"));
        assertTrue(note(table("", FIELDS, "t.json", "[" + data.replace('\n', ',')))
                .contains("longer than the limit of 1000 bytes"));
    }

    @Test
    void nestingPastTheLimitIsAnErrorOfItsRow() throws IOException {
        String deep = "[".repeat(100_000);
        assertTrue(note(table("", FIELDS, "t.jsonl", "{'id':" + deep)).contains("nests deeper"));
    }

    @Test
    void aDocumentThatCannotBeReadIsAnExceptionForThoseWhoReadIt() throws IOException {
        Path descriptor = table("", FIELDS, "t.json", "{'a':1");
        assertThrows(SourceException.class, () -> rows(descriptor));
    }
}
