package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flow keeps, as it is explained. */
class ExplainTest {
    @TempDir
    Path folder;

    @Test
    void explainSaysWhatIsKeptAndWhetherItIsUsed() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "id,n\na,1\nb,2\na,3\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            name: p
            flow:
              - load: {path: t.csv, name: t}
              - aggregate: {by: id, fields: {most: "MAX(n)"}}
              - dump: {to: dist}
            """);
        String before = weir("explain");
        assertTrue(before.contains("   Group: t; costs the changed rows"), before);
        assertTrue(!before.contains("keeps") && !before.contains("state in"), before);
        weir("run");
        String kept = weir("explain");
        assertTrue(kept.contains("   most ← aggregation of t.n\n   rows ← group by t.id\n"), kept);
        assertTrue(kept.contains("   keeps 3 entries, 0.0 MB"), kept);
        assertTrue(kept.contains("   keeps 5 entries, 0.0 MB"), kept);
        assertTrue(kept.contains("the next run builds on it"), kept);
        String flow = Files.readString(folder.resolve("weir.yaml"));
        Files.writeString(folder.resolve("weir.yaml"), flow.replace("  - dump", "  - sort-rows: {by: most}\n  - dump"));
        String edited = weir("explain");
        assertTrue(edited.contains("the next run builds on it and rebuilds 2 of 4 steps"), edited);
        assertEquals(3, edited.split("the next run rebuilds it", -1).length, edited);
        assertTrue(edited.indexOf("rebuilds it") > edited.indexOf("3. sort-rows"), edited);
        Files.writeString(folder.resolve("weir.yaml"), flow);
        Files.writeString(folder.resolve("dist/datapackage.json"), "{}");
        String lost = weir("explain");
        assertTrue(lost.contains("not used: what the last run wrote was changed since"), lost);
    }

    private static final String TWO = """
            name: p
            flow:
              - load: {path: t.csv, name: t}
              - filter-rows: {where: "n > 1"}
              - aggregate: {by: id, fields: {most: "MAX(n)"}, to: "a<b"}
              - dump: {to: dist}
            """;

    @Test
    void programsGetStepsSourcesAndLineage() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "id,n\na,1\nb,2\na,3\n");
        Files.writeString(folder.resolve("weir.yaml"), TWO);
        JsonObject json = read(weir("explain", "--format", "json"));
        assertEquals(
                List.of("steps", "sources", "lineage"),
                List.copyOf(json.properties().keySet()));
        assertEquals(
                "{\"name\":\"t\",\"paths\":[\"t.csv\"]}",
                JsonWriter.compact(json.objects("sources").get(0)));
        JsonObject step = json.objects("steps").get(2);
        assertEquals("aggregate", step.text("name"));
        assertEquals("Group", step.objects("operations").get(0).text("form"));
        assertEquals("a<b", step.objects("operations").get(0).text("output"));
        assertEquals(
                List.of("a<b"), List.copyOf(step.object("schemas").properties().keySet()));
        assertEquals(
                "{\"resource\":\"a<b\",\"fields\":["
                        + "{\"name\":\"id\",\"from\":[{\"source\":0,\"resource\":\"t\",\"field\":\"id\",\"how\":\"identity\"}]},"
                        + "{\"name\":\"most\",\"from\":[{\"source\":0,\"resource\":\"t\",\"field\":\"n\",\"how\":\"aggregation\"}]}],"
                        + "\"rows\":[{\"source\":0,\"resource\":\"t\",\"field\":\"n\",\"how\":\"filter\"},"
                        + "{\"source\":0,\"resource\":\"t\",\"field\":\"id\",\"how\":\"group\"}]}",
                JsonWriter.compact(json.objects("lineage").get(1)));
        weir("run");
        JsonObject after = read(weir("explain", "--format", "json"));
        assertTrue(after.object("state").flag("used", false), JsonWriter.compact(after));
        assertTrue(after.objects("steps").get(0).has("state"), JsonWriter.compact(after));
        assertFalse(after.objects("steps").get(0).has("rebuilt"), JsonWriter.compact(after));
    }

    private static JsonObject read(String json) {
        return (JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "out");
    }

    @Test
    void aChartHasANodeAStepAndAnEdgeATable() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "id,n\na,1\n");
        Files.writeString(folder.resolve("weir.yaml"), TWO);
        assertEquals(
                """
                flowchart TD
                    source1[("t.csv")]
                    s1["1. load"]
                    source1 --> s1
                    s2["2. filter-rows<br/>Each"]
                    s1 -->|"t"| s2
                    s3["3. aggregate<br/>Group"]
                    s2 -->|"t"| s3
                    s4["4. dump<br/>Whole"]
                    s2 -->|"t"| s4
                    s3 -->|"a#60;b"| s4
                    target4[("DIST")]
                    s4 --> target4
                """,
                weir("explain", "--format", "mermaid")
                        .replace(folder.resolve("dist").toString(), "DIST"));
    }

    private String weir(String command, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(command, folder.toString()));
        arguments.addAll(List.of(more));
        assertEquals(0, Main.run(new Terminal(out, out, Map.of()), arguments.toArray(String[]::new)));
        return out.toString(StandardCharsets.UTF_8);
    }
}
