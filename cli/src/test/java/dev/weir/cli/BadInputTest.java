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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user may get wrong, a row each: files, command, exit code, and what is said: the file, the line and column or
 * byte, why, and what to do. No row changes the folder. It is one table, and so one long file.
 *
 * <p>The rest of what may go wrong: a target that is read-only, full, or fails at the k-th operation, {@link
 * FaultyTargetTest}, and operation by operation of a dump {@code DumpFaultsTest}; kills, {@link KilledDumpTest} and
 * {@code scripts/kills.sh}; giant cells, tables and descriptors in a small heap, patterns that explode and a full
 * stdout, {@link GiantInputTest}; Ctrl-C and a closed pipe, {@link InterruptedRunTest}; rows in error under each policy,
 * {@link OnErrorTest}.
 */
class BadInputTest {
    private static final String TABLE = "id,price,name\n1,2.5,x\n2,3,y\n";
    private static final String ZIP = "bytes:PK\003\004\024\0\0\0";
    private static final String HALF_GZIP = "bytes:\u001f\u008b\010\0\0\0\0\0\0\003\u00cb\u004c";
    private static final String FIELDS = "\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},"
            + "{\"name\":\"name\",\"type\":\"string\"}]}";

    @TempDir
    Path folder;

    /**
     * @param files name and content in turn; {@code ->} before a content makes a symbolic link, {@code bytes:} says that
     *     each character is a byte
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
                row(
                        "a folder without flow",
                        2,
                        "run sub",
                        List.of("sub/a", ""),
                        "has no weir.yaml",
                        "name a flow file"),
                row("a folder without package", 1, "validate sub", List.of("sub/a", ""), "has no datapackage.json"),
                row("no path", 2, "validate", none, "missing PATH"),
                row("unknown option", 2, "validate --formt x", none, "unknown option --formt; did you mean --format?"),
                row(
                        "wrong choice",
                        2,
                        "validate --format x t",
                        none,
                        "--format takes text, json, jsonl, github, junit, sarif, md, html, not \"x\""),
                row("wrong number", 2, "validate --limit-errors x t", none, "--limit-errors takes a whole number"),
                row("wrong --set", 2, "run --set X", none, "--set takes NAME=VALUE, not \"X\""),
                row("wrong --memory", 2, "validate --memory lots t", none, "--memory takes a size", "not \"lots\""),
                row("unknown command", 2, "valdate t", none, "unknown command valdate; did you mean validate?"),
                row("too many paths", 2, "run a b", none, "unexpected argument"),
                row("an unset variable", 2, "validate ''", none, "a PATH is empty", "unset?"),
                row("an address", 2, "validate https://a.org/b", none, "https://a.org/b: is an address", "download it"),
                row("a flow's address", 2, "run https://a.org/b", none, "https://a.org/b: is an address"),
                row(
                        "one of two",
                        3,
                        "validate nope t.csv",
                        List.of("t.csv", TABLE),
                        "nope: there is no",
                        "2 rows, valid"),
                row(
                        "described folder",
                        2,
                        "describe sub",
                        List.of("sub/a", ""),
                        "sub: there is no table in this folder"),
                row("described nothing", 1, "describe t.csv", List.of("t.csv", ""), "t.csv: the file is empty"),
                row("described workbook", 1, "describe t.xlsx", List.of("t.xlsx", ZIP), "t.xlsx: is no text", "as CSV"),
                row("described remains", 1, "describe t.csv.gz", List.of("t.csv.gz", HALF_GZIP), "damaged or cut off"),
                row("archive as package", 1, "validate p.zip", List.of("p.zip", ZIP), "p.zip: This is no zip file"),
                row(
                        "gzip as package",
                        1,
                        "validate p.gz",
                        List.of("p.gz", HALF_GZIP),
                        "p.gz: This is a file compressed"),
                row(
                        "flow as package",
                        1,
                        "validate w.yaml",
                        List.of("w.yaml", "flow: []"),
                        "This is a flow",
                        "weir run"),
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
                        "line 1, column 9 /name: \"name\" must be a string but is 5",
                        "line 3, column 8 /resources/0/path: \"path\" must be a string or an array of strings but is 7"),
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
                located("bad byte", "id,name\n1,a\n2,\u00ff\n", "3", "12", "encoding-error"),
                located("endless quote", "id,name\n1,a\n2,\"b\n3,c\n", "3", "12", "source-error"),
                located("short row", "id,name\n1,a\n2\n", "3", "12", "missing-cell"),
                row(
                        "half a gzip",
                        1,
                        "validate t.csv.gz",
                        List.of("t.csv.gz", HALF_GZIP),
                        "t.csv.gz: compression-error"),
                table("bad type", 1, "id,name\nx,a\n", "t.csv:2 row 2 field id: type-error \"x\""),
                table("bad byte", 1, "id,name\n1,\u00ff\n", "t.csv:2 row 2 field name: encoding-error", "byte 0xff"),
                table("endless quote", 1, "id,name\n1,\"a\n2,b\n", "t.csv:2 row 2 field name: source-error"),
                table("wrong header", 1, "id,nme\n1,a\n", "t.csv", "incorrect-label", "nme"),
                table("duplicate header", 1, "id,id\n1,a\n", "t.csv", "label"),
                table("other table", 1, "a;b;c\n1;2;3\n", "t.csv", "label"));
    }

    /** Where an error is, as JSON says it: the line and the byte at which its record begins. */
    private static Case located(String name, String csv, String line, String at, String code) {
        Case text = table(name, 1, csv);
        String command = "validate --format json datapackage.json";
        String[] said = {"\"place\": \"t.csv\"", code, "\"line\": " + line, "\"byte\": " + at};
        return row(name + ": line and byte", 1, command, text.files(), said);
    }

    private static Case run(String name, String csv, String... said) {
        String schema = "{fields: [{name: id, type: integer}, {name: name, type: string}]}";
        String flow = "flow:\n  - load: {path: t.csv, schema: " + schema + "}\n  - dump: {to: o}\n";
        return row(name, 1, "run weir.yaml", List.of("t.csv", csv, "weir.yaml", flow), said);
    }

    static Stream<Case> flows() {
        return Stream.of(
                run(
                        "short row in a run",
                        "id,name\n1,a\n2\n",
                        "line 3 row 3 field name: missing-cell",
                        "nothing was written"),
                run(
                        "long row in a run",
                        "id,name\n1,a,b\n",
                        "line 2 row 2 column 3: extra-cell",
                        "nothing was written"),
                run("bad type in a run", "id,name\nx,a\n", "line 2 row 2 field id: type-error", "nothing was written"),
                run("bad byte in a run", "id,name\n1,\u00ff\n", "encoding-error", "byte 0xff", "nothing was written"),
                run("endless quote in a run", "id,name\n1,\"a\n2,b\n", "source-error", "nothing was written"),
                flow("empty flow", 2, "", "weir.yaml:1:1", "the file is empty: a flow is a map"),
                flow(
                        "not a path",
                        2,
                        "  - dump: {to: \"a\\0b\"}\n",
                        "weir.yaml:3:",
                        "a path that cannot be one",
                        "Nul"),
                flow("step as text", 2, "flow:\n  - load: t.csv\n", "weir.yaml:2:11", "takes its options as a map"),
                flow("wrong option type", 2, "flow:\n  - load: {path: [t.csv]}\n", "weir.yaml:2:18", "takes a text"),
                flow("folder as table", 3, "flow:\n  - load: {path: .}\n", "This is a folder: name a file"),
                flow(
                        "table as schema",
                        2,
                        "flow:\n  - load: {path: t.csv, schema: t.csv}\n",
                        "t.csv:1:1",
                        "seems to be a table"),
                flow(
                        "no schema",
                        3,
                        "flow:\n  - load: {path: t.csv, schema: s.json}\n",
                        "s.json: there is no such file"),
                flow("address", 2, "flow:\n  - load: {path: 'https://a.org/b.csv'}\n", "is an address", "download"),
                flow("half a flow", 2, "flow:\n  - load: {path: t.csv\n", "weir.yaml:", "This is not YAML"),
                row(
                        "package as flow",
                        2,
                        "run datapackage.json",
                        List.of("datapackage.json", "{\"resources\":[]}"),
                        "datapackage.json:1:1 this is the descriptor of a package",
                        "load: {package:"),
                flow("unknown step", 2, "  - filter-row: {}\n", "weir.yaml:3:5", "no step", "\"filter-rows\""),
                flow(
                        "unknown option",
                        2,
                        "flow:\n  - load: {pth: t.csv}\n",
                        "weir.yaml:2:12",
                        "did you mean \"path\"?"),
                flow("missing file", 3, "flow:\n  - load: {path: no.csv}\n", "no.csv: There is no such file"),
                flow("unknown field", 2, "  - filter-rows: {where: \"pric > 3\"}\n", "weir.yaml:3:27", "\"price\"?"),
                flow("type clash", 2, "  - filter-rows: {where: \"price > name\"}\n", "weir.yaml:3:27", "CAST("),
                flow(
                        "half an expression",
                        2,
                        "  - filter-rows: {where: \"price > \"}\n",
                        "weir.yaml:3:35",
                        "unexpected"),
                flow(
                        "clash with the type",
                        2,
                        "  - add-field: {name: z, type: integer, value: name}\n",
                        "weir.yaml:3:32"),
                flow(
                        "division by zero",
                        1,
                        "  - add-field: {name: z, value: \"1 / (id - 1)\"}\n",
                        "row 2 field z",
                        "1 / 0"),
                flow("two dumps", 2, "  - dump: {to: o}\n  - dump: {to: ./o}\n", "weir.yaml:4:5", "two steps write to"),
                flow(
                        "unknown resource",
                        2,
                        "  - sort-rows: {resources: u, by: id}\n",
                        "weir.yaml:3:28",
                        "no resource 'u'"),
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
                row(
                        "unknown --set",
                        2,
                        "run --set X=1 weir.yaml",
                        List.of("t.csv", TABLE, "weir.yaml", "flow:\n  - load:" + " {path: t.csv}\n"),
                        "the flow has no parameter 'X'"));
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("  - &a0 [x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("  - &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
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
            if (words[i].equals("''")) {
                words[i] = "";
            } else if (!words[i].startsWith("-") && !value && !words[i].contains("://")) {
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
            } else if (content.startsWith("bytes:")) {
                Files.write(file, content.substring(6).getBytes(StandardCharsets.ISO_8859_1));
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
    void aTimePastAllCalendarsIsRefused() throws IOException {
        write(List.of("t.csv", TABLE, "weir.yaml", "flow:\n  - load: {path: t.csv}\n"));
        for (String epoch : List.of("99999999999999999", "-1", "soon")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Terminal terminal = new Terminal(bytes, bytes, Map.of("SOURCE_DATE_EPOCH", epoch));
            assertEquals(2, Main.run(terminal, "run", folder.toString()));
            assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("SOURCE_DATE_EPOCH must be seconds since 1970"));
        }
    }
}
