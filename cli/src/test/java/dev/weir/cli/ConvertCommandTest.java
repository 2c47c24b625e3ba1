package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of {@code weir convert}: where the output goes, what is said of it, the exit codes. */
class ConvertCommandTest {
    @TempDir
    Path folder;

    private String out = "";
    private String said = "";

    private int convert(String... words) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        String[] all = new String[words.length + 1];
        all[0] = "convert";
        for (int i = 0; i < words.length; i++) {
            all[i + 1] = words[i].replace("@", folder + "/");
        }
        int code = Main.run(new Terminal(results, errors, Map.of()), all);
        out = results.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        said = errors.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        return code;
    }

    @Test
    void aBareTableBecomesAnotherTableOrAPackage() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id;code;ok\n1;01;true\n2;;false\n");
        assertEquals(0, convert("@t.csv", "@t.jsonl"));
        assertEquals("t.jsonl: written\n", out);
        assertEquals(
                "{\"id\":1,\"code\":\"01\",\"ok\":true}\n{\"id\":2,\"code\":null,\"ok\":false}\n",
                Files.readString(folder.resolve("t.jsonl")));
        assertEquals(0, convert("@t.csv", "-", "--delimiter", "\\t", "--no-header"));
        assertEquals("1\t01\ttrue\n2\t\tfalse\n", out);
        assertEquals(0, convert("@t.csv", "@p", "--format=tsv", "--standard=v1"));
        assertEquals("p: 1 resource, 1 written anew\n", out);
        assertEquals("id\tcode\tok\n1\t01\ttrue\n2\t\tfalse\n", Files.readString(folder.resolve("p/t.tsv")));
        assertEquals(0, Main.run(terminal(), "validate", folder.resolve("p").toString()));
    }

    private static Terminal terminal() {
        return new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of());
    }

    @Test
    void lossesAreSaidAndStrictIsExitCode1() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a\n1\n");
        Files.writeString(
                folder.resolve("datapackage.json"),
                "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"list\"}]}}]}");
        assertEquals(1, convert("@datapackage.json", "@out", "--standard", "v1", "--strict"));
        assertEquals(
                "t, field 'a': is a string now: version 1 has no lists\n"
                        + "weir: out: 1 thing would be lost, so nothing is written\n",
                said);
        assertFalse(Files.exists(folder.resolve("out")));
        assertEquals(0, convert("@datapackage.json", "@out", "--standard", "v1"));
        assertTrue(said.contains("is a string now"));
    }

    @Test
    void wrongUsageIsExitCode2AndSaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a\n1\n");
        assertEquals(2, convert("@t.csv", "@t.csv"));
        assertTrue(said.contains("is there already"), said);
        assertEquals(2, convert("@t.csv", "@t.json", "--format", "csv"));
        assertTrue(said.contains("the name says json, not csv"), said);
        assertEquals(2, convert("@t.csv", "-", "--format", "inline"));
        assertEquals(2, convert("@t.csv", "-", "--resource", "x"));
        assertTrue(said.contains("no resource 'x'"), said);
        assertEquals(2, convert("@t.csv", "@no/where"));
        assertTrue(said.contains("make it first"), said);
        assertEquals(2, convert("@t.csv", "-", "--quote-char", "ab"));
        assertEquals(3, convert("@none", "@x"));
        assertFalse(Files.exists(folder.resolve("x")));
    }
}
