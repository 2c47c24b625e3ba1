package dev.weir.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds files of the folder shared beside the project, where it is there. */
public final class SharedFolder {
    private SharedFolder() {}

    /** The file, or null. The folder is named by {@code weir.shared} or stands beside the project. */
    public static Path find(String name) throws java.io.IOException {
        String stated = System.getProperty("weir.shared", System.getenv().getOrDefault("weir.shared", ""));
        if (!stated.isEmpty()) {
            return existing(Path.of(stated).resolve(name));
        }
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !isRoot(root.resolve("pom.xml"))) {
            root = root.getParent();
        }
        for (String shared : root == null ? List.<String>of() : List.of("../shared", "../../shared")) {
            Path file = existing(root.resolve(shared).resolve(name).normalize());
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    private static boolean isRoot(Path pom) throws java.io.IOException {
        return Files.exists(pom) && Files.readString(pom).contains("<modules>");
    }

    private static Path existing(Path file) {
        return Files.exists(file) ? file : null;
    }
}
