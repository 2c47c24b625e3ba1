package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageStageTest {
    @TempDir
    Path temp;

    private static Dumps orders(String version, String rows) {
        return new Dumps().version(version).table("orders", "a,b\n" + rows);
    }

    /** What is in the folder beside the store. */
    private static List<String> published(Path dist) {
        return Dumps.files(dist).keySet().stream()
                .filter(file -> !file.startsWith(".weir/"))
                .toList();
    }

    @Test
    void firstVersionIsAPlainPackage() throws IOException {
        Path dist = temp.resolve("new/dist");
        PackageStage.Outcome outcome = orders("1.0.0", "1,x\n2,\"y\"\n").dump(dist);
        assertEquals(new PackageStage.Written(1, "1.0.0", 14), outcome);
        Map<String, String> files = Dumps.files(dist);
        assertEquals(
                List.of("CHANGELOG.md", "data/1/orders.csv", "data/orders.csv", "datapackage.json"), published(dist));
        assertEquals("a,b\n1,x\n2,\"y\"\n", files.get("data/1/orders.csv"));
        assertTrue(Files.isSameFile(dist.resolve("data/orders.csv"), dist.resolve("data/1/orders.csv")));
        assertEquals("""
            {
              "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
              "resources": [
                {
                  "name": "orders",
                  "type": "table",
                  "path": "data/1/orders.csv",
                  "format": "csv",
                  "encoding": "utf-8",
                  "bytes": 14,
                  "hash": "sha256:HASH",
                  "schema": {
                    "fields": [
                      {
                        "name": "a",
                        "type": "integer"
                      },
                      {
                        "name": "b",
                        "type": "string"
                      }
                    ]
                  }
                }
              ],
              "version": "1.0.0",
              "created": "2024-05-06T07:08:09Z"
            }
            """, files.get("datapackage.json").replaceAll("sha256:[0-9a-f]{64}", "sha256:HASH"));
    }

    @Test
    void unchangedResourcesKeepTheirFileAndOldVersionsGo() throws IOException {
        Path dist = temp.resolve("dist");
        new Dumps().table("orders", "a,b\n1,x\n").table("other", "a,b\n7,z\n").dump(dist);
        Files.writeString(dist.resolve("data/1/mine.txt"), "mine");
        for (int i = 2; i <= 4; i++) {
            PackageStage.Outcome outcome = new Dumps()
                    .version(i + ".0.0")
                    .table("orders", "a,b\n" + i + ",x\n")
                    .table("other", "a,b\n7,z\n")
                    .dump(dist);
            assertEquals(new PackageStage.Written(i, i + ".0.0", 16), outcome);
            assertEquals(i + ".0.0", Dumps.state(dist));
        }
        assertEquals(
                List.of(
                        ".weir-previous.json",
                        "CHANGELOG.md",
                        "data/1/mine.txt",
                        "data/1/other.csv",
                        "data/3/orders.csv",
                        "data/4/orders.csv",
                        "data/orders.csv",
                        "data/other.csv",
                        "datapackage.json"),
                published(dist));
        assertTrue(Files.isSameFile(dist.resolve("data/orders.csv"), dist.resolve("data/4/orders.csv")));
    }

    @Test
    void nothingIsWrittenWhereOnlyVersionAndTimeWouldDiffer() {
        Path dist = temp.resolve("dist");
        orders("1.0.0", "1,x\n").dump(dist);
        Map<String, String> before = Dumps.files(dist);
        assertEquals(
                new PackageStage.Unchanged("1.0.0"), orders("2.0.0", "1,x\n").dump(dist));
        assertEquals(before, Dumps.files(dist));
        assertFalse(Files.exists(dist.resolve("data/2")));
    }

    @Test
    void aFileThatWasEditedIsWrittenAgain() throws IOException {
        Path dist = temp.resolve("dist");
        orders("1.0.0", "1,x\n").dump(dist);
        Files.writeString(dist.resolve("data/1/orders.csv"), "a,b\n1,y\n");
        orders("1.0.0", "1,x\n").dump(dist);
        assertEquals("1.0.1", Dumps.state(dist), "the number of the version before is given once");
        assertEquals("a,b\n1,x\n", Files.readString(dist.resolve("data/2/orders.csv")));
    }

    @Test
    void untouchedResourcesAreCopiedByteForByte() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        byte[] bytes = "\ufeffa,b\r\n1,\"x\"\r\n2,y".getBytes(StandardCharsets.UTF_8);
        Files.write(source.resolve("part1.csv.gz"), bytes);
        Files.write(source.resolve("part2.CSV"), new byte[] {1, 2, 3});
        Resource resource = Resource.of("Über uns/1", Dumps.SCHEMA)
                .with("path", JsonArray.ofTexts(List.of("part1.csv.gz", "part2.CSV")))
                .with("compression", Json.of("gz"));
        Resource file = new Resource(JsonObject.EMPTY.with("name", "logo").with("path", "part2.CSV"));
        Path dist = temp.resolve("dist");
        new Dumps().untouched(source, resource).untouched(source, file).dump(dist);
        assertArrayEquals(bytes, Files.readAllBytes(dist.resolve("data/1/Über-uns-1-1.csv.gz")));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(dist.resolve("data/1/logo.CSV")));
        assertEquals("1.0.0", Dumps.state(dist));
        Resource written =
                new Resource(Dumps.descriptor(dist).objects("resources").get(0));
        assertEquals(List.of("data/1/Über-uns-1-1.csv.gz", "data/1/Über-uns-1-2.CSV"), written.paths());
        assertEquals("gz", written.compression());
        assertInstanceOf(
                PackageStage.Unchanged.class,
                new Dumps()
                        .untouched(
                                dist,
                                new Resource(Dumps.descriptor(dist)
                                        .objects("resources")
                                        .get(0)))
                        .untouched(
                                dist,
                                new Resource(Dumps.descriptor(dist)
                                        .objects("resources")
                                        .get(1)))
                        .dump(dist));
    }

    @Test
    void fixedPathsAreReplacedInPlace() throws IOException {
        Path dist = temp.resolve("dist");
        DumpOptions fixed = new DumpOptions(true, null);
        orders("1.0.0", "1,x\n").options(fixed).dump(dist);
        orders("2.0.0", "2,x\n").options(fixed).dump(dist);
        assertEquals(
                List.of(".weir-previous.json", "CHANGELOG.md", "data/orders.csv", "datapackage.json"), published(dist));
        assertEquals("a,b\n2,x\n", Files.readString(dist.resolve("data/orders.csv")));
        Files.writeString(dist.resolve("data/more.csv"), "mine");
        Dumps more = orders("3.0.0", "2,x\n").table("more", "a,b\n").options(fixed);
        assertTrue(assertThrows(ConflictException.class, () -> more.dump(dist))
                .getMessage()
                .contains("more.csv"));
        assertEquals("2.0.0", Dumps.state(dist));
        assertEquals("mine", Files.readString(dist.resolve("data/more.csv")));
    }

    @Test
    void foldersThatAreNotOursAreRefused() throws IOException {
        Path foreign = Files.createDirectory(temp.resolve("foreign"));
        Files.writeString(foreign.resolve("notes.txt"), "mine");
        Map<String, String> before = Dumps.files(temp);
        assertThrows(ConflictException.class, () -> orders("1.0.0", "1,x\n").dump(foreign));
        assertThrows(ConflictException.class, () -> orders("1.0.0", "1,x\n").dump(foreign.resolve("notes.txt")));
        Path data = Files.createDirectory(temp.resolve("blocked"));
        orders("1.0.0", "1,x\n").dump(data);
        assertEquals("mine", Files.readString(foreign.resolve("notes.txt")));
        assertTrue(Dumps.files(temp).entrySet().containsAll(before.entrySet()));
    }

    @Test
    void fileWhereTheDataFolderHasToBeIsRefused() throws IOException {
        Path dist = Files.createDirectory(temp.resolve("dist"));
        Files.writeString(dist.resolve("datapackage.json"), "{\"resources\": []}");
        Files.writeString(dist.resolve("data"), "mine");
        Map<String, String> before = Dumps.files(dist);
        before.put(".weir/lock", ""); // of the writer that looked for leftovers; empty, and of no harm
        assertThrows(ConflictException.class, () -> orders("1.0.0", "1,x\n").dump(dist));
        assertEquals(before, Dumps.files(dist));
    }

    @Test
    void foreignFilesWithTheNameOfALinkStay() throws IOException {
        Path dist = Files.createDirectories(temp.resolve("dist/data")).getParent();
        Files.writeString(dist.resolve("datapackage.json"), "{\"resources\": []}");
        Files.writeString(dist.resolve("data/orders.csv"), "mine");
        orders("1.0.0", "1,x\n").dump(dist);
        assertEquals("mine", Files.readString(dist.resolve("data/orders.csv")));
        assertEquals("1.0.0", Dumps.state(dist));
    }

    @Test
    void runWhoseFilesAnotherRunTookForLeftoversIsAConflict() {
        Path dist = temp.resolve("dist");
        orders("1.0.0", "1,x\n").dump(dist);
        Dumps slow = orders("1.1.0", "2,x\n");
        PackageStage stage = slow.stage(dist);
        slow.fill(stage);
        stage.prepare();
        orders("1.0.0", "1,x\n").dump(dist);
        ConflictException conflict = assertThrows(ConflictException.class, stage::commit);
        stage.abandon();
        assertTrue(conflict.getMessage().contains("another run") && conflict.getCause() != null);
        assertEquals("1.0.0", Dumps.state(dist));
    }

    @Test
    void runWhoseFilesHaveGoneBeforeItHasItsNumberIsAConflict() {
        Path dist = temp.resolve("dist");
        orders("1.0.0", "1,x\n").dump(dist);
        Dumps slow = orders("1.1.0", "2,x\n");
        PackageStage stage = slow.stage(dist);
        slow.fill(stage);
        orders("1.0.0", "1,x\n").dump(dist);
        ConflictException conflict = assertThrows(ConflictException.class, stage::prepare);
        stage.abandon();
        assertTrue(conflict.getMessage().contains("another run") && conflict.getCause() != null);
        assertEquals("1.0.0", Dumps.state(dist));
    }

    @Test
    void versionThatChangedMeanwhileIsAConflict() {
        Path dist = temp.resolve("dist");
        orders("1.0.0", "1,x\n").dump(dist);
        Dumps slow = orders("1.1.0", "2,x\n");
        PackageStage stage = slow.stage(dist);
        slow.fill(stage);
        stage.prepare();
        orders("1.1.0", "3,x\n").dump(dist);
        Map<String, String> before = Dumps.files(dist);
        ConflictException conflict = assertThrows(ConflictException.class, stage::commit);
        stage.abandon();
        assertTrue(conflict.getMessage().contains("version 1.0.0 (#1)")
                && conflict.getMessage().contains("version 1.1.0"));
        assertEquals("1.1.0", Dumps.state(dist));
        assertEquals(before, Dumps.files(dist));
    }

    @Test
    void abandonedStageLeavesNothing() {
        Path dist = temp.resolve("deep/dist");
        Dumps dumps = orders("1.0.0", "1,x\n");
        PackageStage stage = dumps.stage(dist);
        dumps.fill(stage);
        stage.prepare();
        stage.abandon();
        assertFalse(Files.exists(temp.resolve("deep")));
    }

    @Test
    void zipIsTheSameBytesForTheSamePackage() throws IOException {
        Path one = temp.resolve("one.zip");
        Path two = temp.resolve("two.zip");
        orders("1.0.0", "1,x\n").dump(one);
        orders("1.0.0", "1,x\n").dump(two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        try (ZipFile zip = new ZipFile(one.toFile())) {
            assertEquals(
                    List.of("datapackage.json", "data/orders.csv"),
                    zip.stream().map(Object::toString).toList());
            assertEquals(
                    "a,b\n1,x\n",
                    new String(
                            zip.getInputStream(zip.getEntry("data/orders.csv")).readAllBytes(),
                            StandardCharsets.UTF_8));
        }
        assertEquals(
                List.of("one.zip", "two.zip"), List.copyOf(Dumps.files(temp).keySet()));
    }
}
