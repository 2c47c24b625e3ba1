package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir run --provenance} and {@code --sign}; read by the projects' own libraries where they are installed. */
class ProvenanceFilesTest {
    private static final Map<String, String> CLOCK = Map.of("SOURCE_DATE_EPOCH", "1700000000");

    @TempDir
    Path folder;

    @BeforeEach
    void flow() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,n,day\n1,2.5,2024-01-02\n2,,2024-01-03\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            name: p
            flow:
              - load: {path: t.csv, name: t}
              - aggregate: {by: id, fields: {most: "MAX(n)"}, to: m}
              - dump: {to: dist}
            """);
        Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                        + "-----END PRIVATE KEY-----\n");
        Files.writeString(
                folder.resolve("pub.pem"),
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n"
                        + "-----END PUBLIC KEY-----\n");
    }

    private String run(int code, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(code, Main.run(new Terminal(out, out, CLOCK), arguments), out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path dist() {
        return folder.resolve("dist");
    }

    @Test
    void theFilesAreOfTheVersion() throws IOException {
        String said = run(0, "run", folder.toString(), "--provenance");
        assertTrue(said.contains("wrote provenance/1.0.0/statement.json, provenance/1.0.0/openlineage.jsonl,"), said);
        Path statement = dist().resolve("provenance/1.0.0/statement.json");
        byte[] first = Files.readAllBytes(statement);
        assertFalse(run(0, "run", folder.toString(), "--provenance").contains("provenance/"), "nothing has changed");
        assertArrayEquals(first, Files.readAllBytes(statement));
        Files.writeString(folder.resolve("t.csv"), "id,n,day\n1,2.5,2024-01-02\n2,7,2024-01-03\n");
        run(0, "run", folder.toString(), "--provenance");
        assertFalse(Files.exists(statement.getParent()), "the folder shows the newest");
        assertTrue(Files.exists(dist().resolve("provenance/1.0.1/statement.json")));
        run(0, "checkout", dist() + "@1.0.0", folder.resolve("first").toString());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("first/provenance/1.0.0/statement.json")));
        assertTrue(Files.exists(folder.resolve("first/croissant.json")));
        run(0, "validate", dist().toString());
        run(0, "verify", dist().toString());
        Files.writeString(dist().resolve("provenance/1.0.1/statement.json"), "{}");
        assertTrue(run(1, "verify", dist().toString()).contains("provenance/1.0.1/statement.json: is not what was"));
    }

    @Test
    void aVersionThatHasNoneIsFollowedByOneThatHas() throws IOException {
        run(0, "run", folder.toString());
        assertFalse(Files.exists(dist().resolve("provenance")));
        run(0, "run", folder.toString(), "--provenance");
        assertTrue(Files.exists(dist().resolve("provenance/1.0.1/statement.json")));
        run(0, "run", folder.toString(), "--sign", folder.resolve("key.pem").toString());
        assertTrue(Files.exists(dist().resolve("provenance/1.0.2/statement.dsse.json")));
        String log = run(0, "log", dist().toString());
        run(0, "run", folder.toString(), "--sign", folder.resolve("key.pem").toString());
        assertEquals(log, run(0, "log", dist().toString()));
        run(0, "run", folder.toString());
        assertEquals(log, run(0, "log", dist().toString()), "what is not asked for is no difference");
    }

    @Test
    void aFileThatNoVersionWroteIsNotReplaced() throws IOException {
        run(0, "run", folder.toString());
        Files.writeString(dist().resolve("croissant.json"), "mine");
        String said = run(2, "run", folder.toString(), "--provenance");
        assertTrue(said.contains("croissant.json: is in the way and was not written by a version"), said);
        assertEquals("mine", Files.readString(dist().resolve("croissant.json")));
        assertFalse(Files.exists(dist().resolve("provenance")));
        run(0, "verify", dist().toString());
        Files.delete(dist().resolve("croissant.json"));
        run(0, "run", folder.toString(), "--provenance");
        run(0, "verify", dist().toString());
    }

    @Test
    void aPublishedVersionHasThem() throws IOException {
        run(0, "run", folder.toString(), "--sign", folder.resolve("key.pem").toString());
        run(0, "publish", dist().toString(), folder.resolve("site").toString());
        Path there = folder.resolve("site/versions/1.0.0");
        run(0, "verify", there.toString(), "--key", folder.resolve("pub.pem").toString());
    }

    @Test
    void aKeyThatIsNoneIsWrongUsage() {
        String said = run(
                2, "run", folder.toString(), "--sign", folder.resolve("pub.pem").toString());
        assertTrue(said.contains("--sign takes a private key: ") && said.contains("pub.pem"), said);
        assertFalse(Files.exists(folder.resolve("dist")));
        run(3, "run", folder.toString(), "--sign", folder.resolve("none.pem").toString());
    }

    @Test
    void aSignedPackageIsVerified() throws IOException {
        String dist = folder.resolve("dist").toString();
        String key = folder.resolve("pub.pem").toString();
        run(0, "run", folder.toString());
        assertTrue(run(1, "verify", dist, "--key", key).contains("there is no signature"));
        run(0, "run", folder.toString(), "--sign", folder.resolve("key.pem").toString());
        String said = run(0, "verify", dist, "--key", key);
        assertTrue(said.contains("the signature is by this key, and fits\n" + dist + ": 2 versions, "), said);
        Files.writeString(folder.resolve("dist/data/1/m.csv"), "other");
        said = run(1, "verify", dist, "--key", key);
        assertTrue(said.contains("m.csv: it is not what was signed"), said);
        said = run(2, "verify", dist, "--key", folder.resolve("key.pem").toString());
        assertTrue(said.contains("--key takes a public key: "), said);
    }

    /** Needs what {@code scripts/peers-provenance.sh --install} makes. */
    @Test
    void theProjectsOwnLibrariesReadThem() throws Exception {
        Path root = root();
        Path python = root.resolve("cli/target/provenance-venv/bin/python");
        assumeTrue(
                Files.exists(root.resolve("cli/target/provenance-venv/done")),
                "no libraries here: scripts/peers-provenance.sh --install");
        run(0, "run", folder.toString(), "--sign", folder.resolve("key.pem").toString());
        Process read = new ProcessBuilder(
                        python.toString(),
                        root.resolve("scripts/peers_provenance.py").toString(),
                        "--key",
                        folder.resolve("pub.pem").toString(),
                        folder.resolve("dist").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(read.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, read.waitFor(), said);
        for (String peer : new String[] {
            "in-toto: 3 subjects, 1 dependencies",
            "openlineage: 2 events, 2 outputs",
            "croissant: 2 record sets, 4 records",
            "dsse: signed"
        }) {
            assertTrue(said.contains(peer), said);
        }
    }

    private static Path root() {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.isRegularFile(place.resolve("weir")) && Files.isRegularFile(place.resolve("pom.xml"))) {
                return place;
            }
        }
        throw new IllegalStateException("no folder with weir and pom.xml above the working folder");
    }
}
