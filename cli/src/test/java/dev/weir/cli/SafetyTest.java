package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a stranger's package may not do, one test a line of docs/limits.md. Beside the package stands a file that it must not
 * reach. Addresses are RemoteTest's, sizes in a small heap GiantInputTest's.
 */
class SafetyTest {
    private static final String NUL = "\\u0000";

    @TempDir
    Path outside;

    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void files() throws IOException {
        folder = Files.createDirectories(outside.resolve("package"));
        write("t.csv", "id\n1\n");
        Files.writeString(outside.resolve("secret.csv"), "id\n7777\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int validate(String... more) {
        out.reset();
        err.reset();
        String[] words = new String[more.length + 4];
        words[0] = "validate";
        words[1] = "--format";
        words[2] = "json";
        words[3] = folder.toString();
        System.arraycopy(more, 0, words, 4, more.length);
        return Main.run(new Terminal(out, err, Map.of()), words);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    /** @param path as it stands in the JSON */
    private void describe(String path, String more) throws IOException {
        write(
                "datapackage.json",
                "{\"name\":\"p\",\"resources\":[{\"name\":\"t\",\"path\":\"" + path + "\"" + more
                        + ",\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"}]}}]}");
    }

    private void refuses(String path) throws IOException {
        describe(path, "");
        assertEquals(1, validate(), () -> path + ": " + printed());
        assertFalse(printed().contains("\"rows\": 1"), () -> path + ": " + printed());
        assertFalse(printed().contains("7777"), () -> path + ": " + printed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd", "//server/share/a.csv", "\\\\\\\\server\\\\share\\\\a.csv", "C:/a.csv", "c:\\\\a.csv",
                        "C:a.csv",
                "file:///etc/passwd", "FILE:/etc/passwd", "file:t.csv", "~/a.csv", "~root/a.csv",
                        "jar:file:/a.zip!/b.csv"
            })
    void absolutePathsAreRefused(String path) throws IOException {
        refuses(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.csv",
                "./../secret.csv",
                "a/../../secret.csv",
                "..",
                "a/..",
                "..\\\\secret.csv",
                "a\\\\..\\\\b.csv",
                "%2e%2e/secret.csv",
                "..%2fsecret.csv",
                "%2e%2e%2fsecret.csv",
                ".%2e/secret.csv",
                "..;/secret.csv",
                "\\uff0e\\uff0e/secret.csv",
                "\\u2025/secret.csv",
                "..\\u2215secret.csv",
                "..\\u2044secret.csv",
                "..\\u200b/secret.csv"
            })
    void dotDotIsRefusedInEverySpelling(String path) throws IOException {
        refuses(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {".h/t.csv", "d/.h/t.csv", ".t.csv", "d/.t.csv", "...", ".../t.csv"})
    void hiddenNamesAreRefused(String path) throws IOException {
        for (String file : List.of(".h/t.csv", "d/.h/t.csv", ".t.csv", "d/.t.csv", ".../t.csv")) {
            write(file, "id\n1\n");
        }
        refuses(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t.csv" + NUL,
                NUL,
                "t.csv" + NUL + ".png",
                "",
                " ",
                "t.csv.",
                "t.csv ",
                " t.csv",
                "t.csv/",
                "t.csv::$DATA"
            })
    void namesThatSystemsCutAreNoOtherName(String path) throws IOException {
        refuses(path);
    }

    /** A name is its code points: neither another normal form nor a look-alike is the same name. */
    @Test
    void unicodeNamesAreTakenAsTheyAre() throws IOException {
        write("\u00e9.csv", "id\n1\n");
        write("o.csv", "id\n1\n");
        describe("\u00e9.csv", "");
        assertEquals(0, validate(), this::printed);
        if (Files.notExists(folder.resolve("e\u0301.csv"))) { // a file system may hold them to be one name
            refuses("e\u0301.csv");
        }
        refuses("\u043e.csv");
        refuses("o\u200b.csv");
    }

    @Test
    void schemaAndDialectAreHeldToTheSamePaths() throws IOException {
        Files.writeString(outside.resolve("s.json"), "{\"fields\":[{\"name\":\"id\"}]}");
        for (String path : List.of("../s.json", outside.resolve("s.json").toString(), "file:../s.json", ".s.json")) {
            for (String property : List.of("schema", "dialect")) {
                write(
                        "datapackage.json",
                        "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"" + property + "\":\"" + path + "\"}]}");
                assertEquals(1, validate(), () -> property + " " + path + printed());
            }
        }
    }

    @Test
    void symbolicLinksOutOfThePackageAreRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("direct.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(folder.resolve("relative.csv"), Path.of("../secret.csv"));
        Files.createSymbolicLink(folder.resolve("chain.csv"), Path.of("direct.csv"));
        Files.createSymbolicLink(folder.resolve("up"), outside);
        Files.createSymbolicLink(folder.resolve("loop.csv"), Path.of("loop.csv"));
        Files.createSymbolicLink(folder.resolve("within.csv"), Path.of("t.csv"));
        for (String path : List.of("direct.csv", "relative.csv", "chain.csv", "up/secret.csv")) {
            refuses(path);
            assertTrue(printed().contains("symbolic link"), this::printed);
        }
        describe("loop.csv", "");
        assertFalse(validate() == 0, this::printed);
        describe("within.csv", "");
        assertEquals(0, validate(), this::printed);
    }

    /** A hard link is the file itself; who could make it could have copied the file. */
    @Test
    void hardLinkIsAFileOfThePackage() throws IOException {
        Files.createLink(folder.resolve("hard.csv"), outside.resolve("secret.csv"));
        describe("hard.csv", "");
        assertEquals(0, validate(), this::printed);
    }

    @Test
    void devicesAndFoldersAreNoData() throws IOException {
        Files.createDirectory(folder.resolve("d.csv"));
        refuses("d.csv");
        refuses(".");
    }

    @Test
    void archiveInAnArchiveIsHeldToTheSameLimits() throws IOException {
        write("datapackage.json", "");
        byte[] bomb = zip(Map.of("t.csv", new byte[80 << 20]));
        String described = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv.zip\",\"compression\":\"zip\",\"schema\":"
                + "{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"}]}}]}";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("datapackage.json", described.getBytes(StandardCharsets.UTF_8));
        files.put("t.csv.zip", bomb);
        Files.delete(folder.resolve("datapackage.json"));
        Path archive = Files.write(outside.resolve("nested.zip"), zip(files));
        folder = archive;
        assertEquals(1, validate(), this::printed);
        assertTrue(printed().contains("source-error"), this::printed);
        files.put("t.csv.zip", zip(Map.of("t.csv", "id\n1\n".getBytes(StandardCharsets.UTF_8))));
        Files.write(archive, zip(files));
        assertEquals(0, validate(), this::printed);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return packed.toByteArray();
    }

    @Test
    void depthAliasesAndDuplicateNamesAreLimited() throws IOException {
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        for (char c = 'b'; c < 'k'; c++) {
            String before = ",*" + (char) (c - 1);
            laughs += c + ": &" + c + " [" + before.repeat(9).substring(1) + "]\n";
        }
        refusesDescriptor("datapackage.json", "[".repeat(100_000), "deep");
        refusesDescriptor("datapackage.json", "{\"a\":".repeat(100_000), "deep");
        refusesDescriptor("datapackage.json", "{\"name\":\"a\",\"name\":\"b\",\"resources\":[]}", "name");
        refusesDescriptor("datapackage.json", "{\"version\":" + "9".repeat(1_000_000) + "}", "digits");
        refusesDescriptor("datapackage.json", "{\"bytes\":1e999999999}", "exponent");
        refusesDescriptor("datapackage.yaml", laughs, "liases");
        refusesDescriptor("datapackage.yaml", "[".repeat(100_000), "deep");
        refusesDescriptor("datapackage.yaml", "a: &a [*a]\n", "");
        refusesDescriptor("datapackage.yaml", "name: a\nname: b\n", "name");
        refusesDescriptor("datapackage.yaml", "a: !!javax.script.ScriptEngineManager [x]\n", "");
        refusesDescriptor("datapackage.yaml", "bytes: " + "9".repeat(1_000_000) + "\n", "");
    }

    private void refusesDescriptor(String name, String text, String said) throws IOException {
        Files.deleteIfExists(folder.resolve("datapackage.json"));
        Files.deleteIfExists(folder.resolve("datapackage.yaml"));
        write(name, text);
        String shown = text.substring(0, Math.min(60, text.length()));
        assertEquals(1, validate(), () -> shown + printed());
        assertTrue(printed().contains(said), () -> shown + printed());
    }

    @Test
    void giantTextsAreRead() throws IOException {
        describe("t.csv", ",\"title\":\"" + "x".repeat(20 << 20) + "\"");
        assertEquals(0, validate(), "a text of 20 MB is no error");
    }

    @Test
    void giantNumbersInDataAreErrorsOfTheirCell() throws IOException {
        describe("t.csv", "");
        for (String number : List.of("9".repeat(1_000_000), "1e999999999", "1e-999999999", "9".repeat(1001))) {
            write("t.csv", "id\n" + number + "\n");
            assertEquals(1, validate(), this::printed);
            assertTrue(printed().contains("type-error"), this::printed);
        }
    }

    @Test
    void bytesAndHashThatLieAreErrors() throws IOException {
        String sha256 = "6df11a02a7ff7f6b7c4e1bb56d0ff2c5a0e5b5f5d8d3b0d5b2b3ad9d9f6fa111";
        for (String lie : List.of(
                "\"bytes\":4",
                "\"bytes\":6",
                "\"bytes\":9007199254740993",
                "\"hash\":\"00000000000000000000000000000000\"",
                "\"hash\":\"sha1:0000000000000000000000000000000000000000\"",
                "\"hash\":\"sha256:" + sha256 + "\"",
                "\"hash\":\"sha512:" + sha256 + sha256 + "\"")) {
            describe("t.csv", "," + lie);
            assertEquals(1, validate(), () -> lie + printed());
            assertTrue(printed().contains(lie.startsWith("\"b") ? "byte-count" : "hash-count"), () -> lie + printed());
        }
    }

    /** Takes no disk: the file has a hole. */
    @Test
    void endlessCellOfASparseFileIsRefusedAtOnce() throws IOException {
        describe("t.csv", "");
        for (String begin : List.of("id\n1", "id\n\"", "")) {
            try (FileChannel file = FileChannel.open(
                    folder.resolve("t.csv"),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.SPARSE)) {
                file.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.UTF_8)));
                file.write(ByteBuffer.wrap(new byte[1]), (50L << 30) - 1);
            }
            long start = System.nanoTime();
            assertEquals(1, validate(), this::printed);
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(printed().contains("longer than the limit of 16777216 bytes"), this::printed);
            assertTrue(millis < 10_000, "took " + millis + " ms");
        }
    }

    /** Each takes exponential or at least quadratic time in an engine that backtracks. */
    private static final List<String> EXPLODING = List.of(
            "(a+)+b",
            "([a-zA-Z]+)*b",
            "(a|aa)+b",
            "(a|a?)+b",
            "(.*a){12}b",
            "(a*)*b",
            "((a*)*)*b",
            "(a|b|ab)*c",
            "(a+a+)+b",
            "(a?){50}a{50}b",
            "^(a+)+$b",
            "(\\\\w+\\\\s?)+b!",
            "(x+x+)+y|(a+a+)+y",
            "([a-z0-9]+-?)+@b",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
            "(a{1,20}){1,20}b",
            "(\\\\d*)*(a*)*x",
            "(?:a|aa|aaa)*b",
            "([^b]*)*c",
            "(.*)*(.*)*(.*)*=",
            "(a|[a-c]|\\\\w)+!",
            "^([a-zA-Z0-9])(([\\\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
            "a*a*a*a*a*a*a*a*b",
            "(a*){10}b|.*.*.*.*=",
            "((a|a)|(a|a))*b");

    @Test
    void patternsThatExplodeElsewhereTakeLinearTime() throws IOException {
        assertEquals(25, EXPLODING.size());
        write("t.csv", "id\n" + "a".repeat(1_000_000) + "\n");
        for (String pattern : EXPLODING) {
            write(
                    "datapackage.json",
                    "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":"
                            + "\"string\",\"constraints\":{\"pattern\":\"" + pattern + "\"}}]}}]}");
            long start = System.nanoTime();
            int code = validate("--limit-errors", "1");
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertEquals(1, code, pattern);
            boolean judged = printed().contains("constraint-error");
            assertTrue(
                    judged,
                    () -> pattern + " "
                            + printed().substring(0, Math.min(500, printed().length())));
            assertTrue(millis < 20_000, pattern + " took " + millis + " ms");
        }
    }
}
