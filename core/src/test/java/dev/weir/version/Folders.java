package dev.weir.version;

import dev.weir.write.DumpOptions;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small packages, versions of them, and what is in their folders. */
final class Folders {
    static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    static final String SCHEMA =
            "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}, {\"name\": \"b\"}]," + " \"primaryKey\": [\"a\"]}";

    private Folders() {}

    /** A folder with a package of one table. */
    static Path aPackage(Path folder, String version, String rows) throws IOException {
        String declared = version.isEmpty() ? "" : "\"version\": \"" + version + "\", ";
        write(
                folder,
                "datapackage.json",
                "{" + declared + "\"name\": \"orders\", \"resources\": [{\"name\": \"orders\","
                        + " \"path\": \"data/orders.csv\", \"schema\": " + SCHEMA + "}]}\n");
        write(folder, "data/orders.csv", "a,b\n" + rows);
        return folder;
    }

    static void write(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Three versions: the first valid, the second not, the third valid with one more file. */
    static Path three(Path folder) throws IOException {
        aPackage(folder.resolve("0001"), "", "1,x\n2,y\n");
        aPackage(folder.resolve("0002"), "0.9", "1,x\nno number,y\n");
        write(aPackage(folder.resolve("0003"), "7.0.0", "1,x\n2,z\n3,w\n"), "README.md", "# Orders\n");
        return folder;
    }

    /** Three dumps of two tables, one of which changes. */
    static void dumps(Path dist, int count) {
        for (int i = 1; i <= count; i++) {
            new Dumps()
                    .version("1.0.0")
                    .options(DumpOptions.DEFAULT)
                    .table("orders", "a,b\n1,x\n" + i + "7,y\n")
                    .table("other", "a,b\n7,z\n")
                    .dump(dist);
        }
    }

    /** Every file below a folder with its bytes. */
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        folder.relativize(path).toString(),
                        Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
