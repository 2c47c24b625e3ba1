package dev.weir.version;

import dev.weir.write.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a store has what, below a package's folder.
 *
 * @param folder of the package
 */
record StoreFolder(Path folder) {
    static final String NAME = ".weir";
    static final String DESCRIPTOR = "datapackage.json";

    Path weir() {
        return folder.resolve(NAME);
    }

    Path head() {
        return weir().resolve("HEAD");
    }

    Path manifests() {
        return weir().resolve("manifests");
    }

    Path objects() {
        return weir().resolve("objects");
    }

    /** The folders that a writer makes files in. */
    List<Path> folders() {
        return List.of(weir(), manifests(), objects(), objects().resolve("packs"));
    }

    Path lock() {
        return weir().resolve("lock");
    }

    Path descriptor() {
        return folder.resolve(DESCRIPTOR);
    }

    /** The name of the newest manifest; null where there is no version. */
    @Nullable
    String readHead() {
        byte[] bytes = bytes(head());
        if (bytes == null) {
            return null;
        }
        String line = new String(bytes, StandardCharsets.UTF_8);
        String name = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (!line.endsWith("\n") || !ManifestJson.isName(name)) {
            throw new StoreException(head(), "is damaged: it names no manifest");
        }
        return name;
    }

    /** A small file; null where it is not there. */
    static byte @Nullable [] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }
}
