package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reports for other programs and for browsers, of packages whose cells try to break out of them. */
class ReportFormatsTest {
    private static final String NASTY = "<script>alert(1)</script> | `x` \"&' \u0001 %0A ::error::\nnext";

    @TempDir
    Path folder;

    @BeforeEach
    void packages() throws IOException {
        write("good", "id,name\n1,a\n", "");
        write("bad", "id,name\n\"" + NASTY.replace("\"", "\"\"") + "\",b\n2,c\n2,d\n", "");
        write("wrong", "id\n", ", \"path\": 5");
    }

    private void write(String name, String csv, String more) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        Files.writeString(made.resolve("data 1,2.csv"), csv);
        Files.writeString(
                made.resolve("datapackage.json"), """
                {"name": "%s", "resources": [{"name": "t", "path": "data 1,2.csv"%s, "schema": {"primaryKey": "id",
                  "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]}}]}
                """.formatted(name, more.isEmpty() ? "" : ", \"bytes\": \"x\""));
    }

    private String report(int exit, String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, error, Map.of());
        assertEquals(exit, Main.run(terminal, words), () -> error.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private String all(String format) throws IOException {
        return report(1, "validate", place("good"), place("bad"), place("wrong"), "--format", format);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void githubGetsOneLineAnError() throws IOException {
        List<String> lines = all("github").lines().toList();
        assertEquals(1 + 3 + 2, lines.size(), () -> String.join("\n", lines));
        assertTrue(lines.get(1)
                .startsWith("::error file=" + place("bad") + "/data 1%2C2.csv,line=2,title=Type Error::t: "));
        assertTrue(lines.get(1).contains("%250A"), lines.get(1));
        assertTrue(lines.get(1).contains("%0Anext"), lines.get(1));
        assertTrue(
                lines.get(4).startsWith("::error file=" + place("wrong") + "/datapackage.json,line=1,"), lines.get(4));
    }

    @Test
    void junitIsXmlWithAFailureForEachCaseThatFails() throws Exception {
        String xml = all("junit");
        Document read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Element root = read.getDocumentElement();
        assertEquals("5", root.getAttribute("tests"));
        assertEquals("2", root.getAttribute("failures"));
        assertEquals(3, root.getElementsByTagName("testsuite").getLength());
        assertEquals(2, root.getElementsByTagName("failure").getLength());
        String text = root.getElementsByTagName("failure").item(0).getTextContent();
        assertTrue(text.contains("<script>alert(1)</script>"), text);
        assertTrue(text.contains("data 1,2.csv:2: type-error"), text);
    }

    @Test
    void sarifNamesRuleFileAndLine() throws IOException {
        JsonObject log = (JsonObject) JsonReader.read(all("sarif").getBytes(StandardCharsets.UTF_8), "sarif");
        assertEquals("2.1.0", log.text("version"));
        JsonObject run = log.objects("runs").get(0);
        List<JsonObject> results = run.objects("results");
        assertEquals(3, results.size());
        JsonObject driver = run.object("tool").object("driver");
        for (JsonObject result : results) {
            int rule = Integer.parseInt(String.valueOf(result.get("ruleIndex")).replaceAll(".*value=(\\d+).*", "$1"));
            assertEquals(
                    result.text("ruleId"), driver.objects("rules").get(rule).text("id"));
        }
        JsonObject place = results.get(0).objects("locations").get(0).object("physicalLocation");
        assertTrue(place.object("artifactLocation").text("uri").endsWith("/bad/data%201,2.csv"));
    }

    @Test
    void markdownKeepsCellsInTheirTable() throws IOException {
        List<String> lines = all("md").lines().toList();
        String row = lines.stream()
                .filter(line -> line.contains("alert"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("\\<script\\>alert(1)\\</script\\> \\| \\`x\\`"), row);
        assertEquals(6, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row);
    }

    @Test
    void htmlIsByItselfAndMarksTheCell() throws IOException {
        String page = all("html");
        assertFalse(page.contains("<script"), "no script of ours, none of a cell");
        assertFalse(page.contains("http"), "nothing is loaded");
        assertTrue(page.contains("<mark>&lt;script&gt;alert(1)&lt;/script&gt; | `x`"), page);
        assertTrue(page.contains("<small>type-error: type is &quot;integer/default&quot;</small>"), page);
        assertTrue(page.contains("primary-key: the same as in the row at position 3"), page);
        assertEquals(3, page.split("<h1>", -1).length - 1);
    }
}
