package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read addresses, from a real server on loopback. */
class RemoteTest {
    private static final String SCHEMA =
            "{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"}],\"primaryKey\":[\"id\"]}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer server;
    private String at;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
        at = "http://127.0.0.1:" + server.getAddress().getPort();
        file("/p/datapackage.json", descriptor("data/my orders.csv", "schema.json"));
        file("/p/schema.json", SCHEMA);
        file("/p/data/my orders.csv", "id\n1\n2\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String descriptor(String path, String schema) {
        return "{\"$schema\":\"https://datapackage.org/profiles/2.0/datapackage.json\",\"name\":\"p\",\"resources\":"
                + "[{\"name\":\"orders\",\"type\":\"table\",\"path\":\"" + path + "\",\"schema\":\"" + schema + "\"}]}";
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return Main.run(
                new Terminal(
                        out,
                        err,
                        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString())),
                words);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void packageIsReadFromItsAddress() {
        assertEquals(0, run("validate", "--remote", "--trusted", at + "/p/datapackage.json"), this::said);
        assertTrue(printed().contains(at + "/p/datapackage.json: valid, 1 resource, 2 rows"), this::printed);
        assertEquals(0, run("validate", "--remote", "--trusted", at + "/p/"), this::said);
    }

    @Test
    void errorsNameTheFile() {
        file("/p/data/my orders.csv", "id\n1\nx\n");
        assertEquals(1, run("validate", "--remote", "--trusted", at + "/p/datapackage.json"));
        assertTrue(printed().contains("data/my orders.csv:3 row 3"), this::printed);
    }

    @Test
    void nothingIsReadUnlessAskedFor() throws IOException {
        assertEquals(2, run("validate", at + "/p/datapackage.json"));
        assertTrue(said().contains("nothing remote is read unless --remote asks for it"), this::said);
        assertEquals(2, run("describe", at + "/p/data.csv"));
        Files.writeString(
                folder.resolve("datapackage.json"), descriptor(at + "/p/data/my%20orders.csv", "schema.json"));
        Files.writeString(folder.resolve("schema.json"), SCHEMA);
        assertEquals(1, run("validate", folder.toString()));
        assertTrue(printed().contains("scheme-error"), this::printed);
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void privateAddressIsReadOnlyIfTrusted() throws IOException {
        assertEquals(3, run("validate", "--remote", at + "/p/datapackage.json"));
        assertTrue(said().contains("an address of this computer, and is read only with --trusted"), this::said);
        Files.writeString(
                folder.resolve("datapackage.json"), descriptor(at + "/p/data/my%20orders.csv", "schema.json"));
        Files.writeString(folder.resolve("schema.json"), SCHEMA);
        assertEquals(1, run("validate", "--remote", folder.toString()));
        assertTrue(printed().contains("read only with --trusted"), this::printed);
    }

    @Test
    void localDescriptorNamesDataSchemaAndDialectElsewhere() throws IOException {
        file("/d.json", "{\"delimiter\":\";\"}");
        file("/o.csv", "id;x\n1;2\n");
        file("/s.json", "{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"x\",\"type\":\"integer\"}]}");
        String written = descriptor(at + "/o.csv", at + "/s.json")
                .replace("\"type\":\"table\"", "\"type\":\"table\",\"dialect\":\"" + at + "/d.json\"");
        Files.writeString(folder.resolve("datapackage.json"), written);
        assertEquals(0, run("validate", "--remote", "--trusted", folder.toString()), this::printed);
        assertTrue(printed().contains("orders: 1 row, valid"), this::printed);
    }

    @Test
    void pathsOfARemoteDescriptorNeverNameLocalFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "id\n1\n");
        for (String path : List.of(
                secret.toString(),
                "file://" + secret,
                "../secret.csv",
                "/etc/passwd",
                "%2e%2e/schema.json",
                ".h/a.csv")) {
            file("/p/datapackage.json", descriptor(path, "schema.json"));
            assertEquals(1, run("validate", "--remote", "--trusted", at + "/p/datapackage.json"), path);
            assertFalse(printed().contains("1 row,"), this::printed);
        }
    }

    @Test
    void liesAboutSizeAndHashAreFound() {
        String lying = descriptor("data/my orders.csv", "schema.json")
                .replace(
                        "\"type\":\"table\"",
                        "\"type\":\"table\",\"bytes\":9,\"hash\":\"sha256:" + "0".repeat(64) + "\"");
        file("/p/datapackage.json", lying);
        assertEquals(1, run("validate", "--remote", "--trusted", at + "/p/datapackage.json"));
        assertTrue(printed().contains("byte-count") && printed().contains("hash-count"), this::printed);
    }

    @Test
    void zipIsReadFromItsAddress() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey().substring(3)));
                zip.write(file.getValue());
            }
        }
        files.put("/p.zip", packed.toByteArray());
        assertEquals(0, run("validate", "--remote", "--trusted", at + "/p.zip"), this::said);
    }

    @Test
    void tableIsDescribedByItsAddress() throws IOException {
        file("/t.csv", "id,name\n1,a\n2,b\n");
        assertEquals(0, run("describe", "--remote", "--trusted", at + "/t.csv"), this::said);
        assertTrue(printed().contains("\"path\": \"" + at + "/t.csv\""), this::printed);
        Files.write(folder.resolve("datapackage.json"), out.toByteArray());
        assertEquals(0, run("validate", "--remote", "--trusted", folder.toString()), this::printed);
    }

    @Test
    void packageIsConvertedFromItsAddress() {
        Path to = folder.resolve("converted");
        assertEquals(2, run("convert", at + "/p/", to.toString()));
        assertEquals(0, run("convert", "--remote", "--trusted", at + "/p/", to.toString()), this::said);
        assertEquals(0, run("validate", to.toString()), this::printed);
    }

    @Test
    void flowLoadsFromAddressesAndWritesItsOwnCopies() throws IOException {
        file("/t.csv", "id,name\n1,a\n2,b\n");
        Path flow = Files.writeString(
                folder.resolve("weir.yaml"),
                "flow:\n  - load: {path: \"" + at + "/t.csv\", name: t}\n  - load: {package: \"" + at
                        + "/p/datapackage.json\"}\n  - dump: {to: dist}\n");
        assertEquals(2, run("run", flow.toString()));
        assertTrue(said().contains("weir run --remote"), this::said);
        assertEquals(0, run("run", "--remote", "--trusted", flow.toString()), this::said);
        assertEquals(0, run("validate", folder.resolve("dist").toString()), this::printed);
        assertTrue(printed().contains("2 resources, 4 rows"), this::printed);
        file("/t.csv", "id,name\n1,a\n2,b\n3,c\n");
        assertEquals(0, run("run", "--remote", "--trusted", flow.toString()), this::said);
        assertEquals(0, run("validate", folder.resolve("dist").toString()), this::printed);
        assertTrue(printed().contains("2 resources, 5 rows"), this::printed);
    }

    @Test
    void missingFileIsAnErrorOfItsTable() {
        files.remove("/p/data/my orders.csv");
        assertEquals(1, run("validate", "--remote", "--trusted", at + "/p/datapackage.json"));
        assertTrue(printed().contains("scheme-error") && printed().contains("answers 404"), this::printed);
        assertEquals(3, run("validate", "--remote", "--trusted", at + "/nothing.json"));
    }

    @Test
    void localCommandsLoadNothingOfTheNetwork() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("datapackage.json"), descriptor("o.csv", "schema.json"));
        Files.writeString(folder.resolve("schema.json"), SCHEMA);
        Files.writeString(folder.resolve("o.csv"), "id\n1\n");
        Path log = folder.resolve("classes.log");
        Process process = ChildProcess.start(folder, List.of("-Xlog:class+load:file=" + log), "validate", ".");
        assertEquals(0, process.waitFor());
        String loaded = Files.readString(log);
        assertTrue(loaded.contains("dev.weir.run.Weir "), "the log names classes");
        for (String name : List.of(" dev.weir.web.", " java.net.http.", " java.net.Socket ", " javax.net.ssl.")) {
            assertFalse(loaded.contains(name), name);
        }
    }
}
