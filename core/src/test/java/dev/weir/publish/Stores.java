package dev.weir.publish;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.version.VersionImport;
import dev.weir.version.VersionStore;
import dev.weir.write.Disk;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small stores to publish from, and what is where they were published. */
final class Stores {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private Stores() {}

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A package of one table, as others write it. */
    static void aPackage(Path folder, String version, String rows) throws IOException {
        write(
                folder.resolve("datapackage.json"),
                "{\"version\": \"" + version + "\", \"licenses\": [{\"path\": \"LICENSE.md\"}, {\"name\": \"x\"}],"
                        + " \"resources\": [{\"name\": \"orders\", \"type\": \"table\", \"path\": \"./data/orders.csv\","
                        + " \"schema\": \"schema.json\"}]}\n");
        write(folder.resolve("schema.json"), "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}]}\n");
        write(folder.resolve("LICENSE.md"), "# Free\n");
        write(folder.resolve(".editor/state"), "hidden\n");
        write(folder.resolve("data/orders.csv"), "a\n" + rows);
    }

    /** Three versions: the second is not valid. */
    static Path imported(Path folder) throws IOException {
        aPackage(folder.resolve("each/1"), "1.0.0", "1\n");
        aPackage(folder.resolve("each/2"), "1.1.0", "no number\n");
        aPackage(folder.resolve("each/3"), "3.0.0", "1\n2\n");
        VersionImport.each(folder.resolve("each"), folder.resolve("dist"), RunOptions.DEFAULT, NOW);
        return folder.resolve("dist");
    }

    /** The next version of two tables, one of which changes. */
    static void dump(Path dist, int number) {
        new Dumps()
                .table("orders", "a,b\n1,x\n" + number + "7,y\n")
                .table("other", "a,b\n7,z\n")
                .dump(dist);
    }

    static Publication.Result publish(Path dist, Path to) {
        try (Target target = TargetFolder.open(to, false)) {
            return Publication.of("dist", VersionStore.open(dist), target, line -> {});
        }
    }

    /** Every file below a folder but the lock, with its bytes; nothing where it is not there. */
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (!name.equals(FolderLock.NAME)) {
                    files.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }

    /** How many versions the top names, each of which, and the top, is a valid package; 0 where there is no top. */
    static int readable(Path published, String where) throws IOException {
        Path top = published.resolve("datapackage.json");
        if (!Files.exists(top)) {
            return 0;
        }
        assertTrue(Weir.validate(published, RunOptions.DEFAULT).valid(), where + ": the top");
        Catalog catalog = Catalog.read(Files.readAllBytes(top), "top");
        assertTrue(catalog != null && !catalog.entries().isEmpty(), where);
        for (Catalog.Entry entry : catalog.entries()) {
            assertTrue(
                    Weir.validate(published.resolve(entry.path()), RunOptions.DEFAULT)
                            .valid(),
                    where + ": " + entry.version());
        }
        return catalog.entries().size();
    }

    static boolean hasTemporaries(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.anyMatch(Disk::isTemporary);
        }
    }
}
