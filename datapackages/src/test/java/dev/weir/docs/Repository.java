package dev.weir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that holds the launcher and the modules, found upwards from where the tests run. */
public final class Repository {
    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("weir")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder with weir and pom.xml above the working folder");
    }

    /** README.md, docs/*.md and the README of each example, as paths from the root, sorted. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.map(ROOT::relativize)
                    .filter(path -> path.toString().equals("README.md")
                            || path.getNameCount() == 2
                                    && path.startsWith("docs")
                                    && path.toString().endsWith(".md")
                            || path.getNameCount() == 3
                                    && path.startsWith("datapackages")
                                    && path.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
