package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.RunOptions;
import dev.weir.write.ConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders become versions: all of them, with all of their files. */
class VersionImportTest {
    @TempDir
    Path temp;

    private List<Version> into(Path dist, Path from) {
        return VersionImport.each(from, dist, RunOptions.DEFAULT, Folders.NOW);
    }

    private void assertComesBack(VersionStore store, Version version, Path original) throws IOException {
        Path out = temp.resolve("out" + version.number() + "-" + original.getFileName());
        store.checkout(version, out);
        assertEquals(Folders.files(original), Folders.files(out), version.name());
    }

    @Test
    void everyVersionComesBackToTheByte() throws IOException {
        Path from = Folders.three(temp.resolve("from"));
        Path dist = temp.resolve("dist");
        into(dist, from);
        VersionStore store = VersionStore.open(dist);
        assertEquals(3, store.log().size());
        for (int i = 1; i <= 3; i++) {
            assertComesBack(store, store.get("#" + i), from.resolve("000" + i));
        }
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void versionsAreNumberedAgainstTheNewestValidOne() throws IOException {
        Path dist = temp.resolve("dist");
        into(dist, Folders.three(temp.resolve("from")));
        List<Version> log = VersionStore.open(dist).log();
        assertEquals(
                List.of("1.0.0", "1.1.0-invalid.1", "1.1.0"),
                log.stream().map(Version::version).toList());
        assertEquals(
                List.of("none", "minor", "minor"),
                log.stream().map(Version::bump).toList());
        assertEquals(
                List.of(true, false, true), log.stream().map(Version::valid).toList());
        assertEquals("0.9", log.get(1).declared());
        assertEquals(
                List.of(new ResourceCounts("orders", 1, 0, 1, 0, 0)), log.get(2).resources());
    }

    @Test
    void theFolderShowsTheNewestValidVersion() throws IOException {
        Path from = Folders.three(temp.resolve("from"));
        Folders.aPackage(from.resolve("0004"), "", "not a number,x\n");
        Path dist = temp.resolve("dist");
        into(dist, from);
        Map<String, String> shown = Folders.files(dist);
        shown.keySet().removeIf(file -> file.startsWith(".weir/"));
        assertEquals(Folders.files(from.resolve("0003")), shown);
        VersionStore store = VersionStore.open(dist);
        assertEquals(3, store.shown().number());
        assertEquals(store.latest(), store.get("latest"));
        assertFalse(store.head().valid());
    }

    @Test
    void whatNoReaderTakesIsKeptToo() throws IOException {
        Path from = temp.resolve("from");
        Folders.write(from.resolve("a"), "datapackage.json", "{ this is no JSON");
        Folders.write(
                from.resolve("b"), "datapackage.json", "{\"resources\": [{\"name\": \"x\", \"path\": \"gone.csv\"}]}");
        Folders.write(from.resolve("c"), "datapackage.yaml", "resources: [{name: x, path: x.csv}]\n");
        Folders.write(from.resolve("c"), "x.csv", "a\n1\n");
        Folders.write(from.resolve("d"), "notes/only.txt", "");
        Folders.write(from.resolve("e"), ".hidden/x", "hidden");
        Path dist = temp.resolve("dist");
        into(dist, from);
        VersionStore store = VersionStore.open(dist);
        assertEquals(
                List.of(false, false, true, false, false),
                store.log().stream().map(Version::valid).toList());
        int number = 0;
        for (String name : List.of("a", "b", "c", "d", "e")) {
            assertComesBack(store, store.get("#" + ++number), from.resolve(name));
        }
        assertTrue(Files.exists(dist.resolve("datapackage.yaml")));
    }

    @Test
    void equalVersionsGetNumbersOfTheirOwn() throws IOException {
        Path from = temp.resolve("from");
        Folders.aPackage(from.resolve("1"), "", "1,x\n");
        Folders.aPackage(from.resolve("2"), "", "1,x\n");
        Path dist = temp.resolve("dist");
        into(dist, from);
        List<Version> again = into(dist, from);
        assertEquals(List.of(3, 4), again.stream().map(Version::number).toList());
        assertEquals(
                List.of("1.0.0", "1.0.1", "1.0.2", "1.0.3"),
                VersionStore.open(dist).log().stream().map(Version::version).toList());
    }

    @Test
    void aPackageWithoutAStoreIsTheFirstVersion() throws IOException {
        Path dist = Folders.aPackage(temp.resolve("dist"), "2.5.0", "1,x\n");
        Map<String, String> before = Folders.files(dist);
        Path from = temp.resolve("from");
        Folders.aPackage(from.resolve("1"), "", "1,x\n2,y\n");
        List<Version> added = into(dist, from);
        assertEquals(List.of(2), added.stream().map(Version::number).toList());
        VersionStore store = VersionStore.open(dist);
        assertEquals("2.5.0", store.get("#1").version());
        assertEquals("2.6.0", store.get("#2").version());
        Path out = temp.resolve("out");
        store.checkout(store.get("#1"), out);
        assertEquals(before, Folders.files(out));
    }

    @Test
    void foldersThatAreNotOursAreLeftAlone() throws IOException {
        Path from = Folders.three(temp.resolve("from"));
        Path foreign = temp.resolve("foreign");
        Folders.write(foreign, "notes.txt", "mine");
        assertThrows(ConflictException.class, () -> into(foreign, from));
        assertThrows(ConflictException.class, () -> into(foreign.resolve("notes.txt"), from));
        assertThrows(ConflictException.class, () -> into(temp.resolve("dist"), temp.resolve("absent")));
        assertThrows(ConflictException.class, () -> into(temp.resolve("dist"), from.resolve("0001/data")));
        assertEquals(Map.of("notes.txt", "mine"), Folders.files(foreign));
        Path dist = temp.resolve("dist");
        into(dist, Files.createDirectories(temp.resolve("one")).resolve("..").resolve("from"));
        Folders.write(dist, "more.csv", "mine");
        Folders.write(from.resolve("0004"), "more.csv", "theirs");
        Folders.aPackage(from.resolve("0004"), "", "1,x\n");
        assertThrows(ConflictException.class, () -> into(dist, from));
        assertEquals("mine", Files.readString(dist.resolve("more.csv")));
        assertEquals(3, VersionStore.open(dist).log().size());
    }
}
