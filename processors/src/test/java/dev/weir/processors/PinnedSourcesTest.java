package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.flow.FlowFile;
import dev.weir.process.RunInputs;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.source.Sha256;
import dev.weir.version.Version;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dumped package says which files it was made from, and is no other package for that. */
class PinnedSourcesTest {
    private static final String FLOW = "sources: [{title: Ours, path: https://example.org}]\n"
            + "flow: [{load: {path: in/a.csv}}, {load: {path: in/b.csv}}, {filter-rows: {resources: a, where: id < 9}},"
            + " {dump: {to: ../dist}}]";

    @TempDir
    Path temp;

    private Path write(String path, String text) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void run(String flow, boolean full) throws IOException {
        Path file = temp.resolve(flow);
        FlowFile read = FlowFile.parse(Files.readAllBytes(file), flow, file.getParent(), Map.of(), Tables.STEPS);
        RunInputs inputs = new RunInputs(Instant.parse("2026-01-02T03:04:05Z"), text -> {});
        RunOptions options = RunOptions.DEFAULT.withTrusted(true).withFull(full);
        Run run = LocalRunner.run(read.plan(inputs.now()), options, inputs, temp);
        assertTrue(run.completed() && run.valid());
    }

    private DataPackage dumped(String folder) throws IOException {
        Path file = temp.resolve(folder).resolve("datapackage.json");
        return new DataPackage((JsonObject) JsonReader.read(Files.readAllBytes(file), "datapackage.json"));
    }

    private static String hash(String text) {
        return "sha256:" + Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFileThatWasReadIsNamedWithItsHash() throws IOException {
        write("flow/in/a.csv", "id\n1\n10\n");
        write("flow/in/b.csv", "id\n2\n");
        write("flow/weir.yaml", FLOW);
        run("flow/weir.yaml", false);
        List<JsonObject> sources = dumped("dist").json().objects("sources");
        assertEquals(3, sources.size());
        assertEquals(Tables.json("{title: Ours, path: 'https://example.org'}"), sources.get(0));
        assertEquals(
                Tables.json("{title: a, path: in/a.csv, bytes: 8, hash: '" + hash("id\n1\n10\n") + "'}"),
                sources.get(1));
        assertEquals(
                Tables.json("{title: b, path: in/b.csv, bytes: 5, hash: '" + hash("id\n2\n") + "'}"), sources.get(2));
    }

    @Test
    void aSourceAloneMakesNoVersionAndNoReason() throws IOException {
        write("flow/in/a.csv", "id\n1\n10\n");
        write("flow/in/b.csv", "id\n2\n");
        write("flow/weir.yaml", FLOW);
        run("flow/weir.yaml", false);
        write("flow/in/a.csv", "id\n1\n11\n");
        for (boolean full : new boolean[] {false, true}) {
            run("flow/weir.yaml", full);
            assertEquals(1, VersionStore.open(temp.resolve("dist")).log().size());
        }
        write("flow/in/a.csv", "id\n1\n3\n11\n");
        run("flow/weir.yaml", false);
        Version second = VersionStore.open(temp.resolve("dist")).head();
        assertEquals(List.of("minor: a: 1 row added", "none: a: path has changed"), second.reasons());
        assertEquals(
                hash("id\n1\n3\n11\n"),
                dumped("dist").json().objects("sources").get(1).text("hash"));
    }

    @Test
    void aPackageIsNamedWithItsVersionAndNotWithItsOwnSources() throws IOException {
        write("flow/in/a.csv", "id\n1\n10\n");
        write("flow/in/b.csv", "id\n2\n");
        write("flow/weir.yaml", FLOW);
        run("flow/weir.yaml", false);
        write("flow/next.yaml", "flow: [{load: {package: ../dist, resources: a}}, {dump: {to: ../next}}]");
        run("flow/next.yaml", false);
        List<JsonObject> sources = dumped("next").json().objects("sources");
        assertEquals(
                List.of("Ours", "a"),
                sources.stream().map(source -> source.text("title", "")).toList());
        assertEquals("../dist/data/1/a.csv", sources.get(1).text("path"));
        assertEquals("1.0.0", sources.get(1).text("version"));
        run("flow/next.yaml", true);
        assertEquals(1, VersionStore.open(temp.resolve("next")).log().size());
    }
}
