package dev.weir.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.WeirException;
import dev.weir.run.RunOptions;
import dev.weir.version.Version;
import dev.weir.version.VersionImport;
import dev.weir.version.VersionStore;
import dev.weir.write.ConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
    @TempDir
    Path temp;

    private Path pub() {
        return temp.resolve("site/pub");
    }

    @Test
    void eachValidVersionIsAtItsOwnAddressToTheByte() throws IOException {
        Path dist = Stores.imported(temp);
        Publication.Result result = Stores.publish(dist, pub());
        assertEquals(2, result.versions());
        assertEquals(2, result.added());
        assertEquals(List.of(2), result.refused().stream().map(Version::number).toList());
        assertEquals(2, Stores.readable(pub(), "published"));
        List<Version> log = VersionStore.open(dist).log();
        for (int i : List.of(0, 2)) {
            Map<String, String> source = Stores.files(temp.resolve("each/" + (i + 1)));
            source.remove(".editor/state");
            Path address = pub().resolve("versions/" + log.get(i).version());
            assertEquals(source, Stores.files(address));
        }
        assertFalse(Files.exists(pub().resolve("versions/" + log.get(1).version())));
    }

    @Test
    void theTopIsTheNewestWithItsFilesWhereItsVersionHasThem() throws IOException {
        Stores.publish(Stores.imported(temp), pub());
        JsonObject top = (JsonObject) JsonReader.read(Files.readAllBytes(pub().resolve("datapackage.json")), "top");
        assertEquals("3.0.0", top.text("version"));
        JsonObject orders = top.objects("resources").get(0);
        String folder = newest(top).replace("datapackage.json", "");
        assertEquals(folder + "data/orders.csv", orders.text("path"));
        assertEquals(folder + "schema.json", orders.text("schema"));
        assertEquals(folder + "LICENSE.md", top.objects("licenses").get(0).text("path"));
        assertEquals("x", top.objects("licenses").get(1).text("name"));
    }

    private static String newest(JsonObject top) {
        JsonObject published = top.object(Catalog.PROPERTY);
        assertNotNull(published);
        List<JsonObject> versions = published.objects("versions");
        return versions.get(versions.size() - 1).text("path", "");
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        Path dist = Stores.imported(temp);
        Stores.publish(dist, pub());
        Map<String, String> before = Stores.files(pub());
        Files.delete(pub().resolve("versions/1.0.0/LICENSE.md")); // nothing is looked at but the top
        Publication.Result again = Stores.publish(dist, pub());
        assertEquals(0, again.added() + again.sent() + again.there());
        before.remove("versions/1.0.0/LICENSE.md");
        assertEquals(before, Stores.files(pub()));
    }

    @Test
    void theNextVersionSendsWhatIsNew() throws IOException {
        Path dist = temp.resolve("dist");
        Stores.dump(dist, 1);
        Stores.publish(dist, pub());
        Map<String, String> before = Stores.files(pub());
        Stores.dump(dist, 2);
        Publication.Result result = Stores.publish(dist, pub());
        assertEquals(1, result.added());
        assertEquals(5, result.sent(), "list, data, log of changes, descriptor, top");
        assertEquals(1, result.there());
        Version newest = result.newest();
        assertNotNull(newest);
        Path again = pub().resolve("versions/" + newest.version() + "/data/1/other.csv");
        assertTrue(Files.isSameFile(again, pub().resolve("versions/1.0.0/data/1/other.csv")));
        assertEquals(2, Stores.readable(pub(), "both"));
        Map<String, String> after = Stores.files(pub());
        before.remove("datapackage.json");
        before.forEach((path, bytes) -> assertEquals(bytes, after.get(path), path));
    }

    @Test
    void aFileThatWasChangedThereIsNotLinkedTo() throws IOException {
        Path dist = temp.resolve("dist");
        Stores.dump(dist, 1);
        Stores.publish(dist, pub());
        Files.writeString(pub().resolve("versions/1.0.0/data/1/other.csv"), "a,b\n8,z\n");
        Stores.dump(dist, 2);
        Version newest = Stores.publish(dist, pub()).newest();
        assertNotNull(newest);
        assertEquals(
                "a,b\n7,z\n", Files.readString(pub().resolve("versions/" + newest.version() + "/data/1/other.csv")));
    }

    @Test
    void withoutAValidVersionNothingIsMade() throws IOException {
        Stores.aPackage(temp.resolve("each/1"), "1.0.0", "no number\n");
        VersionImport.each(temp.resolve("each"), temp.resolve("dist"), RunOptions.DEFAULT, Instant.EPOCH);
        Publication.Result result = Stores.publish(temp.resolve("dist"), pub());
        assertNull(result.newest());
        assertEquals(1, result.refused().size());
        assertFalse(Files.exists(pub().getParent()));
    }

    @Test
    void aFolderOfOthersIsLeftAlone() throws IOException {
        Path dist = Stores.imported(temp);
        List<String> foreign = List.of(
                "notes.txt", "datapackage.json", "versions/1.0.0/data.csv", "versions/readme.md", "versions/x/y.json");
        for (int i = 0; i < foreign.size(); i++) {
            Path to = temp.resolve("foreign" + i);
            Stores.write(to.resolve(foreign.get(i)), "{}");
            Map<String, String> before = Stores.files(to);
            WeirException refused = assertThrows(ConflictException.class, () -> Stores.publish(dist, to));
            assertTrue(String.valueOf(refused.getMessage()).startsWith(to.toString()), refused.getMessage());
            assertTrue(String.valueOf(refused.getMessage()).contains("publish to another place"), refused.getMessage());
            assertEquals(before, Stores.files(to));
        }
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThrows(ConflictException.class, () -> Stores.publish(dist, file));
    }

    @Test
    void versionsOfAnotherHistoryAreRefused() throws IOException {
        Path one = temp.resolve("one/dist");
        Path other = temp.resolve("other/dist");
        Stores.dump(one, 1);
        Stores.dump(other, 2);
        Stores.dump(other, 3);
        Stores.publish(one, pub());
        Map<String, String> before = Stores.files(pub());
        ConflictException refused = assertThrows(ConflictException.class, () -> Stores.publish(other, pub()));
        assertTrue(refused.getCause() instanceof IOException, "exit 3");
        assertTrue(
                String.valueOf(refused.getMessage()).contains("but dist has version 1.0.0 (#1)"), refused.getMessage());
        assertEquals(before, Stores.files(pub()));

        Path third = temp.resolve("third");
        Stores.publish(other, third);
        Path older = temp.resolve("older");
        copy(temp.resolve("one"), older);
        Stores.dump(one, 5);
        Stores.publish(one, pub());
        String behind = message(older.resolve("dist"), pub());
        assertTrue(behind.contains("no version behind version 1.0.0 (#1)"), behind);
    }

    private static String message(Path dist, Path to) {
        return String.valueOf(assertThrows(ConflictException.class, () -> Stores.publish(dist, to))
                .getMessage());
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Map.Entry<String, String> file : Stores.files(from).entrySet()) {
            Path place = to.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.copy(from.resolve(file.getKey()), place);
        }
    }

    @Test
    void anUnfinishedPublicationIsGoneOnWith() throws IOException {
        Path dist = Stores.imported(temp);
        Stores.publish(dist, pub());
        Map<String, String> whole = Stores.files(pub());
        Files.delete(pub().resolve("datapackage.json"));
        Files.delete(pub().resolve("versions/1.0.0/data/orders.csv"));
        Publication.Result result = Stores.publish(dist, pub());
        assertEquals(2, result.sent(), "the missing file and the top");
        assertEquals(9, result.there());
        assertEquals(whole, Stores.files(pub()));
    }

    @Test
    void anAddressThatAnotherVersionHasIsLeftAlone() throws IOException {
        Path one = temp.resolve("one/dist");
        Path other = temp.resolve("other/dist");
        Stores.dump(one, 1);
        Stores.dump(other, 2);
        Stores.publish(one, pub());
        Files.delete(pub().resolve("datapackage.json"));
        Map<String, String> before = Stores.files(pub());
        String refused = message(other, pub());
        assertTrue(refused.contains("versions/1.0.0.json: there is version 1.0.0 of 2024"), refused);
        assertEquals(before, Stores.files(pub()));
        Files.writeString(pub().resolve("versions/1.0.0/data/1/orders.csv"), "torn");
        String changed = message(one, pub());
        assertTrue(changed.contains("orders.csv: there is another file"), changed);
    }

    @Test
    void ofTwoAtATimeOneWins() throws IOException {
        Path dist = temp.resolve("dist");
        Stores.dump(dist, 1);
        VersionStore older = VersionStore.open(dist);
        Stores.dump(dist, 2);
        VersionStore newer = VersionStore.open(dist);
        Map<String, byte[]> files = new HashMap<>();
        Target fast = new MemoryTarget(files, () -> {});
        List<Publication.Result> won = new ArrayList<>();
        Target slow = new MemoryTarget(files, () -> won.add(Publication.of("their/dist", newer, fast, line -> {})));
        ConflictException lost =
                assertThrows(ConflictException.class, () -> Publication.of("our/dist", older, slow, line -> {}));
        assertEquals(1, won.size());
        assertTrue(lost.getCause() instanceof IOException, "exit 3");
        String message = String.valueOf(lost.getMessage());
        assertTrue(message.contains("there was no version, and now there is version 1.1.0"), message);
        assertTrue(message.contains("version 1.0.0 (#1) of our/dist was not published"), message);
        assertEquals(0, Publication.of("their/dist", newer, fast, line -> {}).added());
        assertThrows(ConflictException.class, () -> Publication.of("our/dist", older, fast, line -> {}));
    }

    /** Another publishes the first version behind the look for the top, before the look for what else is there. */
    @Test
    void theFirstOfAnotherIsNoForeignFile() throws IOException {
        Path dist = temp.resolve("dist");
        Stores.dump(dist, 1);
        VersionStore older = VersionStore.open(dist);
        Stores.dump(dist, 2);
        VersionStore newer = VersionStore.open(dist);
        for (VersionStore theirs : List.of(older, newer)) {
            Map<String, byte[]> files = new HashMap<>();
            Target fast = new MemoryTarget(files, () -> {});
            Target slow =
                    new MemoryTarget(files, () -> Publication.of("their/dist", theirs, fast, line -> {}), () -> {});
            int added = Publication.of("our/dist", newer, slow, line -> {}).added();
            assertEquals(theirs == older ? 1 : 0, added);
            assertEquals(0, Publication.of("our/dist", newer, fast, line -> {}).added());
        }
    }

    @Test
    void oneHoldsAFolder() throws IOException {
        Path dist = Stores.imported(temp);
        try (Target first = TargetFolder.open(pub(), false)) {
            first.begin("dist, version 7.0.0 (#7)");
            ConflictException taken = assertThrows(ConflictException.class, () -> Stores.publish(dist, pub()));
            assertTrue(taken.getCause() instanceof IOException, "exit 3");
            String message = String.valueOf(taken.getMessage());
            assertTrue(message.contains("publishes there now: dist, version 7.0.0 (#7)"), message);
            assertTrue(message.contains("(#3) was not published"), message);
        }
        assertEquals(2, Stores.publish(dist, pub()).added());
    }

    @Test
    void aDescriptorInYamlIsPublishedAsJsonToo() throws IOException {
        Stores.write(
                temp.resolve("each/1/datapackage.yaml"),
                "resources: [{name: a, path: a.csv, schema: {fields: [{name: a}]}}]\n");
        Stores.write(temp.resolve("each/1/a.csv"), "a\n1\n");
        VersionImport.each(temp.resolve("each"), temp.resolve("dist"), RunOptions.DEFAULT, Instant.EPOCH);
        Stores.publish(temp.resolve("dist"), pub());
        assertEquals(1, Stores.readable(pub(), "yaml"));
        assertTrue(Files.exists(pub().resolve("versions/1.0.0/datapackage.yaml")));
        assertTrue(Files.exists(pub().resolve("versions/1.0.0/datapackage.json")));
    }

    @Test
    void aVersionThatNamesWhatItDoesNotHoldIsRefused() throws IOException {
        Stores.write(temp.resolve("a.csv"), "a\n1\n");
        Stores.write(
                temp.resolve("each/1/datapackage.json"),
                "{\"resources\": [{\"name\": \"a\", \"path\": \"../../a.csv\", \"schema\": {\"fields\": [{\"name\":"
                        + " \"a\"}]}}]}");
        VersionImport.each(
                temp.resolve("each"), temp.resolve("dist"), RunOptions.DEFAULT.withTrusted(true), Instant.EPOCH);
        WeirException refused = assertThrows(WeirException.class, () -> Stores.publish(temp.resolve("dist"), pub()));
        assertEquals(
                "version 1.0.0 (#1): resource a names ../../a.csv, which is no file of the version: it cannot be"
                        + " published",
                refused.getMessage());
        assertFalse(Files.exists(pub()));
    }

    @Test
    void addressesAreNamesEverywhereAndStay() {
        List<Version> log = List.of(
                version(1, "1.0.0", true),
                version(2, "1.1.0-invalid.1", false),
                version(3, "1.0.0", true),
                version(4, "2024/05 (final)+1", true),
                version(5, "..", true),
                version(6, "", true));
        assertEquals(
                List.of("1.0.0", "1.0.0_3", "2024_05__final__1", "_..", "_"),
                VersionAddress.of(log).stream().map(VersionAddress::address).toList());
    }

    private static Version version(int number, String version, boolean valid) {
        return new Version(
                number + "-x",
                number,
                version,
                null,
                Instant.EPOCH,
                valid,
                null,
                "none",
                List.of(),
                number,
                List.of(),
                List.of(),
                JsonObject.EMPTY);
    }
}
