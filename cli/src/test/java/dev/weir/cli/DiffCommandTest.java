package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import dev.weir.cli.diff.DiffText;
import dev.weir.compare.Comparison;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir diff} prints in each format, and how it ends. */
class DiffCommandTest {
    private static final String FIELDS = "{\"name\": \"id\", \"type\": \"integer\"}, {\"name\": \"name\", \"type\":"
            + " \"string\"}, {\"name\": \"amount\", \"type\": \"number\"}, {\"name\": \"day\", \"type\": \"date\"}";
    private static final String BEFORE = """
        id,name,amount,day
        1,ada,1.50,2026-01-01
        2,ben,2,2026-01-02
        3,a->b,3,2026-01-03
        4,dan,4,2026-01-04
        5,eve,5,2026-01-05
        """;
    private static final String AFTER = """
        id,name,amount,day
        1,ada,1.5,2026-01-01
        3,a->b,3.25,2026-01-03
        5,eve,5,2026-01-05
        4,dan,4,2026-01-04
        6,"NULL, ""x""\",,2026-01-06
        7,NULL,,2026-01-07
        """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int code;

    @BeforeEach
    void twoPackages() throws Exception {
        write("a", BEFORE, FIELDS, ", \"primaryKey\": \"id\"", "");
        write("b", AFTER, FIELDS, ", \"primaryKey\": \"id\"", "");
    }

    private void write(String name, String csv, String fields, String schema, String resource) throws Exception {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("t.csv"), csv);
        Files.writeString(
                place.resolve("datapackage.json"),
                "{\"name\": \"p\", \"resources\": [{\"name\": \"t\", \"path\": \"t.csv\"" + resource
                        + ", \"schema\": {\"fields\": [" + fields + "]" + schema + "}}]}");
    }

    private String diff(String... words) {
        List<String> all = new ArrayList<>(List.of("diff"));
        for (String word : words) {
            boolean isPath = Files.exists(folder.resolve(word)) || word.startsWith("absent");
            all.add(isPath ? folder.resolve(word).toString() : word);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        err.reset();
        code = Main.run(new Terminal(out, err, Map.of()), all.toArray(String[]::new));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textShowsCountsThenRows() {
        assertEquals("""
            t: 2 rows added, 1 row removed, 1 row changed, 1 row written otherwise, 1 row moved; key id
              ~ id=1  amount 1.50 → 1.5
              - id=2  name ben, amount 2, day 2026-01-02
              ~ id=3  amount 3 → 3.25
              : id=5  row 5 → 3
              + id=6  name NULL, "x", day 2026-01-06
              + id=7  name NULL, day 2026-01-07
            """, diff("a", "b"));
        assertEquals(0, code);
        assertTrue(diff("a", "b", "--rows", "2").endsWith("  … and 4 more rows\n"));
    }

    @Test
    void aMissingFileIsADifference() throws Exception {
        Files.delete(folder.resolve("a/t.csv"));
        assertEquals("t: no rows to compare; before, t.csv: There is no such file\n", diff("a", "b"));
        assertEquals(0, code);
        assertEquals("", diff("a", "b", "--format", "jsonl"));
        assertTrue(diff("b", "a", "--format", "json").contains("\"kind\": \"data-missing\""));
        diff("a", "b", "--exit-code");
        assertEquals(1, code);
    }

    @Test
    void versionsAreComparedAsTheirFoldersAre() throws Exception {
        Path each = Files.createDirectories(folder.resolve("each"));
        for (String name : List.of("a", "b")) {
            Path to = Files.createDirectories(each.resolve(name));
            for (String file : List.of("t.csv", "datapackage.json")) {
                Files.copy(folder.resolve(name).resolve(file), to.resolve(file));
            }
        }
        Path store = folder.resolve("store");
        Main.run(
                new Terminal(new ByteArrayOutputStream(), err, Map.of()),
                "import",
                "--each",
                each.toString(),
                "--to",
                store.toString());
        String first = store + "@#1";
        for (String format : List.of("text", "json", "jsonl", "daff")) {
            String expected = diff("a", "b", "--format", format);
            assertEquals(expected, diff(first, store + "@latest", "--format", format), format);
            assertEquals(expected, diff(first, "b", "--format", format), format);
            assertEquals(expected, diff("a", store.toString() + "@#2", "--format", format), format);
        }
        assertEquals("no difference\n", diff(first, first));
        diff(first, store + "@#3");
        assertEquals(2, code);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("has no version #3"), err.toString());
    }

    @Test
    void textIsColouredWhereItIsWanted() {
        RunOptions options = RunOptions.DEFAULT;
        String text = DiffText.of(
                Comparison.of(
                        Weir.openLeniently(folder.resolve("a"), options),
                        Weir.openLeniently(folder.resolve("b"), options),
                        options),
                true,
                0);
        assertTrue(text.contains("amount \u001b[31m3\u001b[0m → \u001b[32m3.25\u001b[0m\n"), text);
        assertTrue(text.contains("\u001b[31m- id=2  name ben, amount 2, day 2026-01-02\u001b[0m\n"), text);
    }

    @Test
    void daffIsTheHighlighterFormat() {
        assertEquals("""
            @@,id,name,amount,day
            ->,1,ada,1.50->1.5,2026-01-01
            ---,2,ben,2,2026-01-02
            -->,3,a->b,3-->3.25,2026-01-03
            :,5,eve,5,2026-01-05
            ...,...,...,...,...
            +++,6,"NULL, ""x\""",NULL,2026-01-06
            +++,7,_NULL,NULL,2026-01-07
            """, diff("a", "b", "--format", "daff"));
    }

    @Test
    void jsonLinesAreEdits() {
        assertEquals("""
            {"_change_type":"delete","id":5,"name":"eve","amount":5,"day":"2026-01-05"}
            {"_change_type":"delete","id":2,"name":"ben","amount":2,"day":"2026-01-02"}
            {"_change_type":"update_preimage","id":3,"name":"a->b","amount":3,"day":"2026-01-03"}
            {"_change_type":"update_postimage","id":3,"name":"a->b","amount":3.25,"day":"2026-01-03"}
            {"_change_type":"insert","_after":2,"id":5,"name":"eve","amount":5,"day":"2026-01-05"}
            {"_change_type":"insert","id":6,"name":"NULL, \\"x\\"","amount":null,"day":"2026-01-06"}
            {"_change_type":"insert","id":7,"name":"NULL","amount":null,"day":"2026-01-07"}
            """, diff("a", "b", "--format", "jsonl"));
    }

    @Test
    void jsonHasSchemaAndCounts() throws Exception {
        write(
                "b",
                AFTER.replace("name,amount", "nome,amount"),
                FIELDS.replace("\"name\": \"name\"", "\"name\": \"nome\"")
                        .replace("\"number\"", "\"number\", \"constraints\": {\"minimum\": 0}"),
                ", \"primaryKey\": \"id\"",
                "");
        String json = diff("a", "b", "--format", "json").replaceAll("\\s", "");
        assertTrue(
                json.contains("\"resources\":[{\"name\":\"t\",\"key\":[\"id\"],\"keyIsInferred\":false,\"added\":2,"
                        + "\"removed\":1,\"changed\":1,\"textOnly\":1,\"moved\":1}]"),
                json);
        assertTrue(
                json.contains("{\"kind\":\"field-renamed\",\"resource\":\"t\",\"field\":\"nome\",\"property\":\"name\","
                        + "\"before\":\"name\",\"after\":\"nome\",\"confidence\":0."),
                json);
        assertTrue(
                json.contains(
                        "{\"kind\":\"constraint\",\"resource\":\"t\",\"field\":\"amount\",\"property\":\"minimum\","
                                + "\"before\":null,\"after\":0}"),
                json);
        assertTrue(
                json.contains("\"bump\":\"major\",\"reasons\":[\"major:t:field'name'isnowcalled'nome'\",\"major:t:"),
                json);
    }

    @Test
    void htmlIsAPageByItself() throws Exception {
        write("b", AFTER.replace("dan", "<b>&"), FIELDS, ", \"primaryKey\": \"id\"", "");
        String page = diff("a", "b", "--format", "html");
        assertTrue(page.startsWith("<!DOCTYPE html>\n") && page.endsWith("</body>\n</html>\n"), page);
        assertTrue(page.contains("<td><del>3</del> → <ins>3.25</ins></td>"), page);
        assertTrue(page.contains("<del>dan</del> → <ins>&lt;b&gt;&amp;</ins>"), page);
        String links = page.replace("href=\"data:,\"", ""); // no icon is asked for
        assertTrue(!links.contains("<script") && !links.contains("src=") && !links.contains("href="), page);
        assertTrue(diff("a", "b", "--format", "html", "--rows", "1").contains("<p>… and 6 more</p>"));
    }

    @Test
    void everyDifferenceOfDescriptorsIsSaid() throws Exception {
        write(
                "b",
                BEFORE.replace("name,amount,day", "amount,name,weight").replace(",2026-01-0", ",9"),
                "{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"amount\", \"type\": \"number\", \"title\": \"A\"},"
                        + " {\"name\": \"name\", \"type\": \"string\", \"format\": \"uri\"}, {\"name\": \"weight\"}",
                ", \"uniqueKeys\": [[\"id\"]], \"missingValues\": [\"-\"]",
                ", \"encoding\": \"iso-8859-1\", \"dialect\": {\"commentChar\": \"#\"}");
        String text = diff("a", "b");
        for (String line : List.of(
                "t.id: type integer → string",
                "t.amount: title added: A",
                "t.name: format default → uri",
                "t.weight: added",
                "t.day: removed",
                "t.amount: moved from position 3 to 2",
                "t: primaryKey removed: id",
                "t: uniqueKeys added: [[\"id\"]]",
                "t: missingValues added: [\"-\"]",
                "t: encoding added: iso-8859-1",
                "t: commentChar added: #")) {
            assertTrue(("\n" + text).contains("\n" + line + "\n"), line + " is not in\n" + text);
        }
    }

    @Test
    void resourcesAreFoundAgainByNamePathAndFields() throws Exception {
        Path place = folder.resolve("b/datapackage.json");
        Files.writeString(place, Files.readString(place).replace("\"name\": \"t\"", "\"name\": \"u\""));
        assertTrue(diff("a", "b").startsWith("u: renamed from t, confidence 1.0\nu: 2 rows added"));
        Files.move(folder.resolve("b/t.csv"), folder.resolve("b/u.csv"));
        Files.writeString(place, Files.readString(place).replace("t.csv", "u.csv"));
        assertTrue(diff("a", "b").startsWith("u: renamed from t, confidence 1.0\nu: path t.csv → u.csv\n"));
        Files.writeString(place, "{\"name\": \"p\", \"resources\": []}");
        assertEquals("t: removed\n", diff("a", "b"));
        assertEquals("t: added\n", diff("b", "a"));
    }

    @Test
    void tablesWithoutADescriptorAreComparedWhateverTheirNames() throws Exception {
        Files.writeString(folder.resolve("new.csv"), AFTER);
        Files.writeString(folder.resolve("old.csv"), BEFORE);
        assertTrue(diff("old.csv", "new.csv").startsWith("new: 2 rows added, 1 row removed"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("old.csv: has no descriptor"));
    }

    @Test
    void rowsWithoutAKeyAreNamedByTheirNumber() throws Exception {
        write("a", "n,m\n1,1\n1,1\n2,2\n", "{\"name\": \"n\"}, {\"name\": \"m\"}", "", "");
        write("b", "n,m\n1,1\n2,2\n2,2\n", "{\"name\": \"n\"}, {\"name\": \"m\"}", "", "");
        assertEquals("""
            t: 1 row added, 1 row removed; no key: rows are compared as a sequence
              - row 2  n 1, m 1
              + row 2  n 2, m 2
            """, diff("a", "b"));
    }

    @Test
    void exitCodesSayWhatHappened() throws Exception {
        assertEquals("no difference\n", diff("a", "a", "--exit-code"));
        assertEquals(0, code);
        diff("a", "b", "--exit-code", "--quiet");
        assertEquals(1, code);
        diff("a", "b");
        assertEquals(0, code);
        diff("a", "absent");
        assertEquals(3, code);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("absent: there is no such file or folder"));
        diff("a");
        assertEquals(2, code);
        diff("a", "b", "a");
        assertEquals(2, code);
        diff("a", "b", "--format", "xml");
        assertEquals(2, code);
        diff("a", "b", "--resource", "x");
        assertEquals(2, code);
        Files.writeString(folder.resolve("b/datapackage.json"), "{");
        diff("a", "b");
        assertEquals(2, code);
    }

    @Test
    void gitsArgumentsCompareTwoFilesAsTheResourceOfThePackageAroundThem() throws Exception {
        Path old = Files.writeString(
                Files.createDirectories(folder.resolve("blob")).resolve("t.csv"), BEFORE);
        String path = folder.resolve("b/t.csv").toString();
        String text = diff(path, old.toString(), "0a1b", "100644", path, "0c2d", "100644");
        assertTrue(text.startsWith("t: 2 rows added, 1 row removed, 1 row changed, 1 row written otherwise"), text);
        assertTrue(text.contains("key id\n"), text);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals("t: added\n", diff(path, "/dev/null", ".", ".", path, "0c2d", "100644"));
        String descriptor = folder.resolve("b/datapackage.json").toString();
        Path other = folder.resolve("blob/datapackage.json");
        Files.writeString(other, Files.readString(Path.of(descriptor)).replace("\"p\"", "\"q\""));
        assertEquals("name q → p\n", diff(descriptor, other.toString(), "1", "2", descriptor, "3", "4"));
    }

    @Test
    void severalTablesInAFormatOfOneAreSaid() throws Exception {
        for (String name : List.of("a", "b")) {
            Path place = folder.resolve(name);
            Files.writeString(place.resolve("u.csv"), "id,n\n1," + name + "\n2,x\n");
            String json = Files.readString(place.resolve("datapackage.json"));
            Files.writeString(
                    place.resolve("datapackage.json"),
                    json.substring(0, json.length() - 2)
                            + ", {\"name\": \"u\", \"path\": \"u.csv\", \"schema\": {\"fields\": [{\"name\": \"id\"},"
                            + " {\"name\": \"n\"}], \"primaryKey\": \"id\"}}]}");
        }
        diff("a", "b", "--format", "jsonl");
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("the rows of t, u; --resource chooses one"));
        assertEquals("""
            @@,id,n
            ->,1,a->b
            ...,...,...
            """, diff("a", "b", "--format", "daff", "--resource", "u"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }
}
