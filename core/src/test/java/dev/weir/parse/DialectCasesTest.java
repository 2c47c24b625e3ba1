package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.source.DataFolder;
import dev.weir.source.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shared cases of tables under a dialect, as text; {@code nullSequence} is not this package's. */
class DialectCasesTest {
    /** A header that the second part of a resource repeats; tabs that no dialect states. */
    private static final List<String> ELSEWHERE = List.of("csv02", "csv18");

    @ParameterizedTest
    @ValueSource(strings = {"read.jsonl", "spec-examples.jsonl"})
    void tablesUnderTheirDialects(String name) throws IOException {
        Path cases = shared("cases");
        assumeTrue(cases != null, "the shared cases are not there");
        int seen = 0;
        for (String line : Files.readAllLines(cases.resolve(name))) {
            JsonObject one = (JsonObject) JsonReader.read(line.getBytes(StandardCharsets.UTF_8), name);
            Resource resource = resource(cases.resolve(one.text("dir")));
            boolean left = ELSEWHERE.contains(one.text("id"));
            if (left
                    || one.array("expected_rows") == null
                    || !resource.paths().get(0).endsWith(".csv")) {
                continue;
            }
            seen++;
            for (int blockBytes : new int[] {1, 3, 64, 4096}) {
                check(cases.resolve(one.text("dir")), resource, one, blockBytes);
            }
        }
        assertTrue(seen > 10);
    }

    private static void check(Path folder, Resource resource, JsonObject one, int blockBytes) {
        JsonObject stated = one.object("dialect");
        Dialect dialect = stated == null ? resource.dialect() : new Dialect(stated);
        TableReading reading = TableReading.read(
                new DataFolder(folder, false, Limits.DEFAULT).open(resource),
                dialect,
                new ParseLimits(blockBytes, 2, 1 << 20, 100, 1 << 17),
                0,
                2,
                new Random(1));
        String what = one.text("id") + " in blocks of " + blockBytes;
        List<String> found = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        List<JsonObject> rows = one.objects("expected_rows");
        for (int row = 0; row < rows.size(); row++) {
            List<String> names = new ArrayList<>(rows.get(row).properties().keySet());
            if (reading.labels() != null) {
                assertEquals(names, reading.labels().stream().map(String::strip).toList(), what);
            }
            for (int field = 0; field < names.size(); field++) {
                Json value = rows.get(row).get(names.get(field));
                if (!(value instanceof JsonNull)) {
                    expected.add(value instanceof JsonText text ? text.value() : new String(JsonWriter.compact(value)));
                    found.add(utf8(reading.rows().get(row).cells().get(field)));
                }
            }
        }
        assertEquals(expected, found, what);
        assertEquals(rows.size(), reading.rows().size(), what);
        assertEquals(List.of(), reading.problems(), what);
    }

    private static Resource resource(Path folder) throws IOException {
        byte[] json = Files.readAllBytes(folder.resolve("datapackage.json"));
        return new Resource(((JsonObject) JsonReader.read(json, "datapackage.json"))
                .objects("resources")
                .get(0));
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The folder beside the project, or null. */
    private static Path shared(String name) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !isRoot(root.resolve("pom.xml"))) {
            root = root.getParent();
        }
        String stated = System.getProperty("weir.shared", System.getenv().getOrDefault("weir.shared", ""));
        for (String folder : List.of(stated, "../shared", "../../shared")) {
            if (!folder.isEmpty()
                    && root != null
                    && Files.exists(root.resolve(folder).resolve(name))) {
                return root.resolve(folder).resolve(name);
            }
        }
        return null;
    }

    private static boolean isRoot(Path pom) throws IOException {
        return Files.exists(pom) && Files.readString(pom).contains("<modules>");
    }
}
