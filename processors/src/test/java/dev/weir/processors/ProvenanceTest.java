package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.carry.Facts;
import dev.weir.carry.Origin;
import dev.weir.carry.Provenance;
import dev.weir.carry.Signatures;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.flow.Plan;
import dev.weir.process.Carrier;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a package says of where it comes from, to the byte; and what becomes of it when a file is another one. */
class ProvenanceTest {
    private static final String FLOW = """
        name: sums
        flow:
          - load: {package: in}
          - filter-rows: {where: "n > 0"}
          - aggregate: {by: k, fields: {total: "SUM(n)"}, to: totals}
          - delete-resource: {resources: [t]}
          - dump: {to: dist}
        """;

    @TempDir
    Path folder;

    private Origin origin() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/t.csv"), "k,n\na,1\nb,-2\na,3\n");
        Files.writeString(
                folder.resolve("in/datapackage.json"),
                "{\"name\":\"given\",\"version\":\"3.1.0\",\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":"
                        + "{\"fields\":[{\"name\":\"k\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"integer\"}]}}]}");
        Plan plan = FlowRuns.plan(FLOW, folder);
        assertTrue(FlowRuns.run(plan, folder, FlowRuns.WHOLE).completed());
        byte[] descriptor = Files.readAllBytes(folder.resolve("dist/datapackage.json"));
        JsonObject read = (JsonObject) JsonReader.read(descriptor, "dist/datapackage.json");
        return Facts.of(
                new Carrier.Written(dist(), read, descriptor, Map.of()),
                plan.steps(),
                Map.of("t", 3L),
                Instant.EPOCH,
                Instant.ofEpochSecond(5),
                "1");
    }

    private List<String> write(Origin origin, @Nullable PrivateKey key) throws IOException {
        Map<String, byte[]> files = Provenance.files(origin, key);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = dist().resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.write(place, file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    private Path dist() {
        return folder.resolve("dist");
    }

    /** The folder of the version that was written. */
    private String place() throws IOException {
        return "provenance/" + read("datapackage.json").text("version") + "/";
    }

    private JsonObject read(String file) throws IOException {
        String text = Files.readString(dist().resolve(file)).replace(folder.toString(), "HERE");
        return (JsonObject) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), file);
    }

    @Test
    void theStatementNamesEveryFileByItsHash() throws IOException {
        Origin origin = origin();
        assertEquals(
                List.of(place() + "statement.json", place() + "openlineage.jsonl", "croissant.json"),
                write(origin, null));
        JsonObject statement = read(place() + "statement.json");
        assertEquals("https://in-toto.io/Statement/v1", statement.text("_type"));
        assertEquals("https://slsa.dev/provenance/v1", statement.text("predicateType"));
        List<JsonObject> subjects = statement.objects("subject");
        assertEquals(2, subjects.size());
        for (JsonObject subject : subjects) {
            byte[] bytes = Files.readAllBytes(dist().resolve(subject.text("name", "")));
            assertEquals(Sha256.of(bytes), subject.object("digest").text("sha256"));
        }
        assertEquals("totals", subjects.get(1).object("annotations").text("resource"));
        JsonObject predicate = statement.object("predicate");
        assertEquals(
                "[{\"name\":\"HERE/in/t.csv\",\"digest\":{\"sha256\":\""
                        + Sha256.of(Files.readAllBytes(folder.resolve("in/t.csv")))
                        + "\"},\"annotations\":{\"resource\":\"t\",\"package\":\"given\",\"version\":\"3.1.0\"}}]",
                JsonWriter.compact(predicate.object("buildDefinition").array("resolvedDependencies")));
        assertEquals(
                "{\"builder\":{\"id\":\"https://weir.dev/weir\",\"version\":{\"weir\":\"1\"}},\"metadata\":{\"invocationId\":\""
                        + origin.runId()
                        + "\",\"startedOn\":\"1970-01-01T00:00:00Z\",\"finishedOn\":\"1970-01-01T00:00:05Z\"}}",
                JsonWriter.compact(predicate.object("runDetails")));
        JsonObject parameters = predicate.object("buildDefinition").object("externalParameters");
        assertEquals(5, parameters.objects("flow").size());
        assertEquals("aggregate", parameters.objects("flow").get(2).text("step"));
    }

    @Test
    void theSameFactsAreTheSameBytes() throws IOException {
        write(origin(), null);
        List<byte[]> first = files();
        write(origin(), null);
        List<byte[]> second = files();
        for (int i = 0; i < first.size(); i++) {
            assertEquals(Sha256.of(first.get(i)), Sha256.of(second.get(i)));
        }
    }

    private List<byte[]> files() throws IOException {
        return List.of(
                Files.readAllBytes(dist().resolve(place() + "statement.json")),
                Files.readAllBytes(dist().resolve(place() + "openlineage.jsonl")),
                Files.readAllBytes(dist().resolve("croissant.json")));
    }

    @Test
    void openLineageTellsWhatEachColumnComesFrom() throws IOException {
        write(origin(), null);
        List<String> lines = Files.readAllLines(dist().resolve(place() + "openlineage.jsonl"));
        assertEquals(2, lines.size());
        JsonObject start = (JsonObject) JsonReader.read(lines.get(0).getBytes(StandardCharsets.UTF_8), "start");
        String text = lines.get(1).replace(folder.toString(), "HERE");
        JsonObject complete = (JsonObject) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), "complete");
        assertEquals("START", start.text("eventType"));
        assertEquals("COMPLETE", complete.text("eventType"));
        assertEquals(start.object("run").text("runId"), complete.object("run").text("runId"));
        JsonObject input = complete.objects("inputs").get(0);
        assertEquals("HERE/in/t.csv", input.text("name"));
        assertEquals("3.1.0", input.object("facets").object("version").text("datasetVersion"));
        assertTrue(JsonWriter.compact(input.object("inputFacets")).contains("\"rowCount\":3,\"bytes\":17"));
        JsonObject output = complete.objects("outputs").get(0);
        assertEquals("HERE/dist/totals", output.text("name"));
        JsonObject lineage = output.object("facets").object("columnLineage");
        String from = "{\"namespace\":\"file\",\"name\":\"HERE/in/t.csv\",\"field\":";
        assertEquals(
                "{\"k\":{\"inputFields\":[" + from
                        + "\"k\",\"transformations\":[{\"type\":\"DIRECT\",\"subtype\":\"IDENTITY\"}]}]},"
                        + "\"total\":{\"inputFields\":[" + from
                        + "\"n\",\"transformations\":[{\"type\":\"DIRECT\",\"subtype\":\"AGGREGATION\"}]}]}}",
                JsonWriter.compact(lineage.object("fields")));
        assertEquals(
                "[" + from + "\"n\",\"transformations\":[{\"type\":\"INDIRECT\",\"subtype\":\"FILTER\"}]}," + from
                        + "\"k\",\"transformations\":[{\"type\":\"INDIRECT\",\"subtype\":\"GROUP_BY\"}]}]",
                JsonWriter.compact(lineage.array("dataset")));
        assertTrue(JsonWriter.compact(output.object("outputFacets"))
                .contains("\"rowCount\":1,\"size\":12,\"fileCount\":1"));
    }

    @Test
    void croissantNamesFilesAndColumns() throws IOException {
        write(origin(), null);
        JsonObject croissant = read("croissant.json");
        assertEquals("http://mlcommons.org/croissant/1.0", croissant.text("conformsTo"));
        assertEquals("sums", croissant.text("name"));
        String path = read("datapackage.json").objects("resources").get(0).text("path");
        assertEquals(
                "[{\"@type\":\"cr:FileObject\",\"@id\":\"" + path + "\",\"name\":\"" + path + "\",\"contentUrl\":\""
                        + path
                        + "\",\"contentSize\":\"12 B\",\"encodingFormat\":\"text/csv\",\"sha256\":\""
                        + Sha256.of(Files.readAllBytes(dist().resolve(path))) + "\"}]",
                JsonWriter.compact(croissant.array("distribution")));
        JsonObject table = croissant.objects("recordSet").get(0);
        assertEquals(
                "{\"@type\":\"cr:Field\",\"@id\":\"totals/total\",\"name\":\"totals/total\",\"description\":\"total\","
                        + "\"dataType\":\"sc:Integer\",\"source\":{\"fileObject\":{\"@id\":\"" + path
                        + "\"},\"extract\":{\"column\":\"total\"}}}",
                JsonWriter.compact(table.objects("field").get(1)));
    }

    @Test
    void aSignedPackageIsKnownAgainAndAnotherIsNot() throws IOException {
        PrivateKey key = Signatures.privateKey(
                key("k", "PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"));
        PublicKey open = Signatures.publicKey(
                key("p", "PUBLIC KEY", "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="));
        Origin origin = origin();
        write(origin, null);
        assertEquals(1, Provenance.verify(dist(), open).size());
        write(origin, key);
        assertEquals(List.of(), Provenance.verify(dist(), open));
        Path data = dist().resolve(
                        read("datapackage.json").objects("resources").get(0).text("path", ""));
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length - 2]++;
        Files.delete(data);
        Files.write(data, bytes);
        assertEquals(List.of(data + ": it is not what was signed"), Provenance.verify(dist(), open));
        Files.delete(data);
        assertEquals(List.of(data + ": it is signed, but not there"), Provenance.verify(dist(), open));
    }

    private Path key(String name, String label, String base64) throws IOException {
        String text = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        return Files.writeString(folder.resolve(name), text);
    }
}
