package dev.weir.version;

import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.write.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * A version, open for reading as a package. Data files that still stand in the folder are read there; what is an object
 * is brought back for a while, in the folder of temporary files, and goes when this is closed.
 */
public final class OpenVersion implements AutoCloseable {
    private final Version version;
    private final Path temporary;
    private final OpenPackage opened;

    private OpenVersion(Version version, Path temporary, OpenPackage opened) {
        this.version = version;
        this.temporary = temporary;
        this.opened = opened;
    }

    static OpenVersion of(VersionStore store, Version version, RunOptions options) {
        Path temporary = temporary(store.folder().folder(), options);
        boolean done = false;
        try {
            Map<String, Path> elsewhere = new HashMap<>();
            for (VersionFile file : version.files()) {
                Path place = store.folder().folder().resolve(file.path());
                if (Showing.isNumbered(file.path()) && isWhole(place, file)) {
                    elsewhere.put(file.path(), place);
                } else {
                    bringBack(store, file, temporary.resolve(file.path()));
                }
            }
            OpenPackage opened = Weir.openLeniently(temporary, elsewhere, options);
            done = true;
            return new OpenVersion(version, temporary, opened);
        } finally {
            if (!done) {
                Checkout.delete(temporary);
            }
        }
    }

    private static Path temporary(Path near, RunOptions options) {
        Path folder = options.temporary(near);
        try {
            return Files.createTempDirectory(folder, "weir-version-");
        } catch (IOException e) {
            throw Disk.failed(folder, "written to", e);
        }
    }

    /** A numbered file is never changed once it is there. */
    private static boolean isWhole(Path place, VersionFile file) {
        return Files.isRegularFile(place) && SafeFiles.size(place) == file.bytes();
    }

    private static void bringBack(VersionStore store, VersionFile file, Path place) {
        Path parent = place.getParent();
        if (parent != null) {
            SafeFiles.makeFolders(parent, new ArrayList<>());
        }
        try (FileChannel out = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            store.copy(file, out);
        } catch (IOException e) {
            throw Disk.failed(place, "written", e);
        }
    }

    /** Which version this is. */
    public Version version() {
        return version;
    }

    /** Its package; readable until this is closed. */
    public OpenPackage opened() {
        return opened;
    }

    @Override
    public void close() {
        Checkout.delete(temporary);
    }
}
