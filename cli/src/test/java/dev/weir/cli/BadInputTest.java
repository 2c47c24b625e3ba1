package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user may get wrong, a row each: files, command, exit code, and what is said: the file, the line and column or
 * byte, why, and what to do. No row changes the folder.
 */
class BadInputTest {
    private static final String TABLE = "id,price,name\n1,2.5,x\n2,3,y\n";
    private static final String FIELDS = "\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},"
            + "{\"name\":\"name\",\"type\":\"string\"}]}";

    @TempDir
    Path folder;

    /**
     * @param files name and content in turn; {@code ->} before a content makes a symbolic link
     * @param said parts of what is said, in order
     */
    private record Case(String name, List<String> files, String command, int exit, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case row(String name, int exit, String command, List<String> files, String... said) {
        return new Case(name, files, command, exit, List.of(said));
    }

    private static Case flow(String name, int exit, String steps, String... said) {
        String flow = steps.startsWith("flow") || steps.isEmpty() ? steps : "flow:\n  - load: {path: t.csv}\n" + steps;
        return row(name, exit, "run weir.yaml", List.of("t.csv", TABLE, "weir.yaml", flow), said);
    }

    private static Case descriptor(String name, String json, String... said) {
        return row(name, 1, "validate datapackage.json", List.of("datapackage.json", json), said);
    }

    private static Case table(String name, int exit, String csv, String... said) {
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"," + FIELDS + "}]}";
        return row(name, exit, "validate datapackage.json", List.of("datapackage.json", json, "t.csv", csv), said);
    }

    private static Case path(String name, String path, String... said) {
        return descriptor(name, "{\"resources\":[{\"name\":\"t\",\"path\":\"" + path + "\"," + FIELDS + "}]}", said);
    }

    static Stream<Case> usage() {
        List<String> none = List.of();
        return Stream.of(
                row("no such path", 3, "validate nope.csv", none, "nope.csv: there is no such file or folder"),
                row("no such table", 3, "describe nope.csv", none, "nope.csv: no such file or folder"),
                row("no such flow", 3, "run nope.yaml", none, "nope.yaml: there is no such file"),
                row("a folder without flow", 2, "run sub", List.of("sub/a", ""), "has no weir.yaml", "name a flow file"),
                row("a folder without package", 1, "validate sub", List.of("sub/a", ""), "has no datapackage.json"),
                row("no path", 2, "validate", none, "missing PATH"),
                row("unknown option", 2, "validate --formt x", none, "unknown option --formt; did you mean --format?"),
                row("wrong choice", 2, "validate --format x t", none, "--format takes text, json, jsonl, not \"x\""),
                row("wrong number", 2, "validate --limit-errors x t", none, "--limit-errors takes a whole number"),
                row("wrong --set", 2, "run --set X", none, "--set takes NAME=VALUE, not \"X\""),
                row("wrong --memory", 2, "run --memory lots", List.of("weir.yaml", "flow: []"), ""),
                row("a file of the world", 1, "validate d", List.of("d/datapackage.json", ""), "The file is empty"));
    }

    static Stream<Case> descriptors() {
        return Stream.of(
                descriptor("HTML", "<html><body>", "line 1", "seems to be an HTML or XML page"),
                descriptor("CSV", "a,b\n1,2\n", "line 1", "seems to be a table (its first line is \"a,b\")"),
                descriptor("empty", "", "The file is empty"),
                descriptor("truncated", "{\"resources\":[{\"name\":\"t\"", "line 1", "the text ends too early"),
                descriptor("too deep", "[".repeat(10_000), "nest deeper than 200 levels", "Weir's limit"),
                descriptor(
                        "wrong types",
                        "{\"name\":5,\n\"resources\":[{\"name\":\"t\",\n\"path\":7}]}",
                        "line 1 /name: \"name\" must be a string but is 5",
                        "line 3 /resources/0/path: \"path\" must be a string or an array of strings but is 7"),
                descriptor(
                        "wrong field type",
                        "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[{\"name\":\"a\","
                                + "\"type\":\"strng\"}]}}]}",
                        "/resources/0/schema/fields/0/type",
                        "did you mean \"string\"?"),
                path("..", "../t.csv", "/resources/0/path", "has a .. part", "put the file inside"),
                path("absolute", "/etc/hosts", "/resources/0/path", "is absolute"),
                path("hidden", ".h/t.csv", "/resources/0/path", "the hidden name .h"),
                path("missing data", "t.csv", "t.csv: scheme-error: There is no such file"),
                row(
                        "folder as data",
                        1,
                        "validate datapackage.json",
                        List.of(
                                "datapackage.json",
                                "{\"resources\":[{\"name\":\"t\",\"path\":\"sub\"," + FIELDS + "}]}",
                                "sub/a",
                                ""),
                        "sub: scheme-error: This is a folder"),
                row(
                        "symlink out",
                        1,
                        "validate datapackage.json",
                        List.of(
                                "datapackage.json",
                                "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"," + FIELDS + "}]}",
                                "t.csv",
                                "->/etc/hosts"),
                        "t.csv: scheme-error: The path leads by a symbolic link out of the package"));
    }

    static Stream<Case> tables() {
        return Stream.of(
                table("empty", 1, "", "t.csv: source-error: the source is empty"),
                table("header only", 0, "id,name\n", "t: 0 rows, valid"),
                table("short row", 1, "id,name\n1,a\n2\n", "t.csv:3 row 3 field name: missing-cell"),
                table("long row", 1, "id,name\n1,a,b\n", "t.csv:2 row 2 column 3: extra-cell \"b\""),
                table("bad type", 1, "id,name\nx,a\n", "t.csv:2 row 2 field id: type-error \"x\""),
                table("bad byte", 1, "id,name\n1,\u00ff\n", "t.csv:2 row 2 field name: encoding-error", "byte 0xff"),
                table("endless quote", 1, "id,name\n1,\"a\n2,b\n", "t.csv:2 row 2 field name: source-error"),
                table("wrong header", 1, "id,nme\n1,a\n", "t.csv", "incorrect-label", "nme"),
                table("duplicate header", 1, "id,id\n1,a\n", "t.csv", "label"),
                table("other table", 1, "a;b;c\n1;2;3\n", "t.csv", "label"));
    }

    static Stream<Case> flows() {
        return Stream.of(
                flow("unknown step", 2, "  - filter-row: {}\n", "weir.yaml:3:5", "no step", "\"filter-rows\""),
                flow("unknown option", 2, "flow:\n  - load: {pth: t.csv}\n", "weir.yaml:2:12", "did you mean \"path\"?"),
                flow("missing file", 3, "flow:\n  - load: {path: no.csv}\n", "no.csv: There is no such file"),
                flow("unknown field", 2, "  - filter-rows: {where: \"pric > 3\"}\n", "weir.yaml:3:27", "\"price\"?"),
                flow("type clash", 2, "  - filter-rows: {where: \"price > name\"}\n", "weir.yaml:3:27", "CAST("),
                flow("half an expression", 2, "  - filter-rows: {where: \"price > \"}\n", "weir.yaml:3:35", "unexpected"),
                flow("clash with the type", 2, "  - add-field: {name: z, type: integer, value: name}\n", "weir.yaml:3:32"),
                flow("division by zero", 1, "  - add-field: {name: z, value: \"1 / (id - 1)\"}\n", "row 2 field z", "1 / 0"),
                flow("two dumps", 2, "  - dump: {to: o}\n  - dump: {to: ./o}\n", "weir.yaml:4:5", "two steps write to"),
                flow("unknown resource", 2, "  - sort-rows: {resources: u, by: id}\n", "weir.yaml:3:28", "no resource 'u'"),
                flow("unknown join", 2, "  - join: {with: rates, on: id}\n", "weir.yaml:3:18", "no resource 'rates'"),
                flow("twice loaded", 2, "  - load: {path: t.csv}\n", "weir.yaml:3:11", "already a resource 't'"),
                flow("nothing loaded", 2, "flow:\n  - dump: {to: o}\n", "weir.yaml:2:16", "load one before"),
                flow("no dump", 0, "  - validate: {}\n", "read 2 rows"),
                flow("wrong policy", 2, "  - validate: {on-error: dropp}\n", "weir.yaml:3:26", "did you mean 'drop'?"),
                flow("no file matches", 2, "flow:\n  - load: {path: 'x*.csv'}\n", "weir.yaml:2:19", "no file matches"),
                flow("parameter", 2, "flow:\n  - load: {path: '${FILE}'}\n", "weir.yaml:2:19", "--set FILE=…"),
                flow("tabs", 2, "flow:\n\t- load: {path: t.csv}\n", "weir.yaml:2:1", "a tab stands where"),
                flow("alias bomb", 2, "flow:\n" + bomb(), "weir.yaml:", "Aliases repeat more than"),
                flow("no steps", 2, "flow: []\n", "weir.yaml:1:7", "'flow:' is missing or has no steps"),
                flow("a file of ours", 2, "  - dump: {to: t.csv}\n", "t.csv: is a file: dump to a folder"),
                flow("wrong pattern", 2, "  - filter-rows: {where: \"regexp_like(name, '(')\"}\n", "weir.yaml:3:"),
                row(
                        "a folder that is not ours",
                        2,
                        "run weir.yaml",
                        List.of(
                                "t.csv",
                                TABLE,
                                "theirs/readme.txt",
                                "",
                                "weir.yaml",
                                "flow:\n  - load: {path: t.csv}\n  - dump: {to: theirs}\n"),
                        "theirs: is not empty and has no datapackage.json"),
                row("unknown --set", 2, "run --set X=1 weir.yaml", List.of("t.csv", TABLE, "weir.yaml", "flow:\n  - load:"
                        + " {path: t.csv}\n"), "the flow has no parameter 'X'"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("  - &a0 [x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("  - &a").append(i).append(" [").append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        return text.toString();
    }

    static Stream<Case> all() {
        return Stream.of(usage(), descriptors(), tables(), flows()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAnsweredByAMessage(Case row) throws IOException {
        write(row.files());
        String before = listing();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] words = words(row.command());
        int code = Main.run(new Terminal(bytes, bytes, Map.of()), words);
        String said = bytes.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        assertEquals(row.exit(), code, said);
        int at = 0;
        for (String part : row.said()) {
            at = said.indexOf(part, at);
            assertTrue(at >= 0, "no '" + part + "' in " + said);
        }
        assertFalse(said.contains("\tat ") || said.contains("Exception"), said);
        assertFalse(said.contains("an error of Weir itself"), said);
        assertFalse(said.isBlank());
        assertEquals(before, listing());
    }

    /** The words of a command; those behind the first that are no options are files of the folder. */
    private String[] words(String command) {
        String[] words = command.split(" ");
        for (int i = 1; i < words.length; i++) {
            boolean value = words[i - 1].startsWith("--");
            if (!words[i].startsWith("-") && !value) {
                words[i] = folder.resolve(words[i]).toString();
            }
        }
        return words;
    }

    private void write(List<String> files) throws IOException {
        for (int i = 0; i < files.size(); i += 2) {
            Path file = folder.resolve(files.get(i));
            Files.createDirectories(file.getParent());
            String content = files.get(i + 1);
            if (content.startsWith("->")) {
                Files.createSymbolicLink(file, Path.of(content.substring(2)));
            } else {
                boolean raw = content.contains("\u00ff");
                Files.write(file, content.getBytes(raw ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            }
        }
    }

    private String listing() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted()
                    .map(file -> folder.relativize(file) + (Files.isRegularFile(file) ? " " + hash(file) : ""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static int hash(Path file) {
        try {
            return Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void limitsRefuseGiantsInASmallHeap() throws Exception {
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"," + FIELDS + "}]}";
        Files.writeString(folder.resolve("datapackage.json"), json);
        String record = "2 row 2: source-error: a record that begins here is longer than the limit of 16777216 bytes";
        refuses("id,name\n1,", 1L << 30, "t.csv:" + record);
        refuses("id,name\n1,\"", 1L << 30, "t.csv:" + record);
        refuses("", 1L << 30, "t.csv: source-error: the header: a record that begins here is longer than");
        refuses("x,".repeat(1_000_000) + "\n", 0, "the header: 1000001 cells are more than the limit of 20000");
        refuses("id,name\n" + "x,".repeat(1_000_000) + "\n", 0, "t.csv:2 row 2: source-error: 1000001 cells are more");
        refuses("id,name\n" + "1\n".repeat(1_000_000), 0, "1000000 × missing-cell in name");
    }

    private void refuses(String begin, long size, String said) throws Exception {
        Path table = folder.resolve("t.csv");
        Files.writeString(table, begin);
        if (size > 0) {
            try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
                file.setLength(size); // a sparse file
            }
        }
        Process run = ChildProcess.start(folder, List.of("-Xmx64m"), "validate", "datapackage.json");
        assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running: " + said);
        String out = Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
        assertEquals(1, run.exitValue(), out);
        assertTrue(out.contains(said), out);
        assertFalse(out.contains("OutOfMemory"), out);
    }

    @Test
    void aPatternThatExplodesElsewhereTakesNoTime() throws Exception {
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[{\"name\":\"a\","
                + "\"type\":\"string\",\"constraints\":{\"pattern\":\"(a+)+\"}}]}}]}";
        Files.writeString(folder.resolve("datapackage.json"), json);
        Files.writeString(folder.resolve("t.csv"), "a\n" + "a".repeat(100_000) + "!\n");
        Process run = ChildProcess.start(folder, List.of(), "validate", "datapackage.json");
        assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(1, run.exitValue());
        assertTrue(Files.readString(folder.resolve("out")).contains("constraint \"pattern\" is \"(a+)+\""));
    }
}
