package dev.weir.version;

import dev.weir.write.Disk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the files of a version into the package's folder: data first, the descriptor last, then what is left of the one before goes. */
final class Showing {
    private Showing() {}

    /** @param before the version that the folder shows; null where it shows none */
    static void show(VersionStore store, @Nullable Version before, Version shown) {
        StoreFolder folder = store.folder();
        Set<Path> gained = new LinkedHashSet<>();
        List<VersionFile> descriptors = new ArrayList<>();
        for (VersionFile file : shown.files()) {
            if (isDescriptor(file.path())) {
                descriptors.add(file);
            } else {
                put(store, folder, file, gained);
            }
        }
        gained.forEach(Disk::force);
        for (VersionFile descriptor : descriptors) {
            put(store, folder, descriptor, gained);
        }
        Disk.force(folder.folder());
        if (before != null) {
            for (VersionFile old : before.files()) {
                String plain = isNumbered(old.path()) ? plain(old.path()) : old.path();
                if (shown.file(plain) == null) {
                    remove(folder, new VersionFile(plain, old.hash(), old.bytes(), null));
                }
            }
        }
    }

    static boolean isDescriptor(String path) {
        return path.startsWith("datapackage.") && path.indexOf('/') < 0;
    }

    /** The name without a number that a dump gives its newest file for people. */
    private static String plain(String path) {
        return "data/" + path.substring(path.lastIndexOf('/') + 1);
    }

    /** Data files of dumps: they go when no version needs them there. */
    static boolean isNumbered(String path) {
        return path.matches("data/[0-9]{1,9}/[^/]+");
    }

    private static void put(VersionStore store, StoreFolder folder, VersionFile file, Set<Path> gained) {
        Path place = folder.folder().resolve(file.path());
        if (isSame(place, file)) {
            return;
        }
        Path parent = place.getParent();
        List<Path> made = new ArrayList<>();
        SafeFiles.makeFolders(parent == null ? folder.folder() : parent, made);
        Checkout.write(store, file, place, folder.weir()); // where a clean-up finds what a kill leaves
        for (Path one : made) {
            gained.add(one.toAbsolutePath().getParent());
        }
        gained.add(parent == null ? folder.folder() : parent);
    }

    private static boolean isSame(Path place, VersionFile file) {
        return Files.isRegularFile(place)
                && SafeFiles.size(place) == file.bytes()
                && SafeFiles.hash(place).equals(file.hash());
    }

    /**
     * Whether every file of a version is in the folder.
     *
     * @param known files that are known to be what was written, if they have the size
     */
    static boolean isThere(StoreFolder folder, Version shown, Set<Path> known) {
        for (VersionFile file : shown.files()) {
            Path place = folder.folder().resolve(file.path());
            boolean isKnown = known.contains(place.toAbsolutePath().normalize());
            if (!(isKnown
                    ? Files.isRegularFile(place) && SafeFiles.size(place) == file.bytes()
                    : isSame(place, file))) {
                return false;
            }
        }
        return true;
    }

    /** Removes a file of a version that was shown, if it is still that. */
    private static void remove(StoreFolder folder, VersionFile old) {
        Path place = folder.folder().resolve(old.path());
        if (isSame(place, old)) {
            Disk.deleteQuietly(place);
            Path parent = place.getParent();
            if (parent != null
                    && !parent.equals(folder.folder())
                    && Disk.list(parent).isEmpty()) {
                Disk.deleteQuietly(parent);
            }
        }
    }
}
