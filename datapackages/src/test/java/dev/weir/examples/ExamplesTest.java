package dev.weir.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.docs.Repository;
import dev.weir.docs.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each example package validates, runs, runs again without writing, and once more held against a run from scratch; its output validates. */
class ExamplesTest {
    private static final long MOST_BYTES = 300_000;

    @TempDir
    Path temp;

    /** The folders that hold a package and its flow. */
    private static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.ROOT.resolve("datapackages"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("datapackage.json")))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreThreeWithLicenceSourceAndFlow() throws IOException {
        assertEquals(3, examples().size(), examples().toString());
        for (Path example : examples()) {
            Path file = example.resolve("datapackage.json");
            DataPackage described =
                    new DataPackage((JsonObject) JsonReader.read(Files.readAllBytes(file), file.toString()));
            assertTrue(described.json().array("licenses") != null, file + " states no licence");
            assertTrue(described.json().array("sources") != null, file + " states no source");
            assertTrue(Files.exists(example.resolve("weir.yaml")) && Files.exists(example.resolve("README.md")));
            long bytes = 0;
            for (byte[] data : files(example.resolve("data")).values()) {
                bytes += data.length;
            }
            assertTrue(bytes > 0 && bytes < MOST_BYTES, example + " has " + bytes + " bytes");
        }
    }

    @TestFactory
    List<DynamicTest> anExampleIsValidAndRunsToTheSameBytes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path example : examples()) {
            String name = example.getFileName().toString();
            tests.add(DynamicTest.dynamicTest(name, () -> runs(name)));
        }
        return tests;
    }

    private void runs(String name) throws IOException {
        Scratch scratch = new Scratch(Files.createDirectory(temp.resolve(name)));
        String folder = "datapackages/" + name;
        done(scratch, "weir validate " + folder);
        done(scratch, "weir run --threads 1 " + folder);
        Path dist = scratch.folder().resolve(folder).resolve("dist");
        Map<String, byte[]> first = files(dist);
        assertTrue(first.containsKey("datapackage.json"), first.keySet().toString());

        String again = done(scratch, "weir run --threads 2 " + folder);
        assertTrue(again.contains("unchanged"), again);
        assertSame(first, files(dist));
        String checked = done(scratch, "weir run --check " + folder);
        assertTrue(checked.endsWith("check: a run from scratch gives the same\n"), checked);
        assertSame(first, files(dist));
        done(scratch, "weir validate " + folder + "/dist");

        Scratch other = new Scratch(Files.createDirectory(temp.resolve(name + "-2")));
        done(other, "weir run --threads 2 " + folder + "/weir.yaml");
        assertSame(first, files(other.folder().resolve(folder).resolve("dist")));
    }

    private static String done(Scratch scratch, String command) throws IOException {
        String output = scratch.run(command);
        assertFalse(output.endsWith(")\n") && output.contains("\n(exit "), command + "\n" + output);
        return output;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, bytes) -> assertEquals(-1, java.util.Arrays.mismatch(bytes, actual.get(name)), name));
    }

    /** Every file below a folder, by its path from there, but for what runs keep for themselves. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve(".weir")))
                    .toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
