package dev.weir.version;

import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that a version carries beside its data and its descriptor: objects of the store as all others. The folder shows
 * them behind the commit; who is interrupted in between has it done by the next writer. A file that no version wrote is its
 * author's and is never replaced.
 */
final class CarriedFiles {
    private static final Set<String> NAMES = Set.of(ChangelogFile.NAME, "croissant.json");
    private static final Set<String> FOLDERS = Set.of("provenance", "changes");

    private final Path folder;
    private final Map<String, NewFile> files = new LinkedHashMap<>();

    CarriedFiles(Path folder) {
        this.folder = folder;
    }

    /** Whether a file is one of those, by its path. */
    static boolean isCarried(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? NAMES.contains(path) : FOLDERS.contains(path.substring(0, slash));
    }

    /** Whether a folder has none of this path, or one that a version wrote. */
    static boolean isOurs(Path folder, String path, List<Version> versions) {
        Path file = folder.resolve(path);
        if (!Files.exists(file)) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String hash = SafeFiles.hash(file);
        for (int i = versions.size() - 1; i >= 0; i--) {
            VersionFile known = versions.get(i).file(path);
            if (known != null && known.hash().equals(hash)) {
                return true;
            }
        }
        return false;
    }

    /** @throws ConflictException where a file is in the way that no version wrote */
    static void requireOurs(Path folder, Set<String> paths, List<Version> versions) {
        for (String path : paths) {
            if (!isOurs(folder, path, versions)) {
                throw new ConflictException(folder.resolve(path)
                        + ": is in the way and was not written by a version of this package: move it; nothing was"
                        + " written");
            }
        }
    }

    /** Brings a file to disk, under a name for the time being. */
    void add(String path, byte[] bytes) {
        files.put(path, NewFile.of(folder, bytes));
    }

    /** Behind the commit: gives the files their names. */
    void show() {
        Set<Path> gained = new LinkedHashSet<>();
        for (Map.Entry<String, NewFile> file : new TreeMap<>(files).entrySet()) {
            Path place = folder.resolve(file.getKey());
            gained.addAll(parents(place, folder));
            file.getValue().rename(place);
        }
        gained.forEach(Disk::force);
    }

    /** Makes the folders of a file. */
    private static List<Path> parents(Path place, Path otherwise) {
        Path parent = place.getParent();
        List<Path> made = new ArrayList<>();
        SafeFiles.makeFolders(parent == null ? otherwise : parent, made);
        List<Path> gained = new ArrayList<>();
        for (Path one : made) {
            Path above = one.toAbsolutePath().getParent();
            gained.add(above == null ? one : above);
        }
        if (parent != null && !parent.equals(otherwise)) {
            gained.add(parent);
        }
        return gained;
    }

    void discard() {
        files.values().stream().filter(file -> !file.isMoved()).forEach(NewFile::discard);
    }

    /** Puts those of the version shown in place, where others are or none: a commit was interrupted there. */
    static void finish(VersionStore store, Version shown) {
        Path folder = store.folder().folder();
        for (VersionFile own : shown.files()) {
            Path place = folder.resolve(own.path());
            boolean isSame = !isCarried(own.path())
                    || Files.isRegularFile(place)
                            && SafeFiles.size(place) == own.bytes()
                            && SafeFiles.hash(place).equals(own.hash());
            if (!isSame && isOurs(folder, own.path(), store.log())) {
                List<Path> gained = parents(place, folder);
                Checkout.write(store, own, place, folder);
                gained.forEach(Disk::force);
            }
        }
        clear(store, shown);
    }

    /** Removes those of the version before which the one that is shown does not have. */
    static void clear(VersionStore store, Version shown) {
        Path folder = store.folder().folder();
        if (shown.number() < 2) {
            return;
        }
        Version before = store.log().get(shown.number() - 2);
        for (VersionFile old : before.files()) {
            Path place = folder.resolve(old.path());
            if (isCarried(old.path())
                    && shown.file(old.path()) == null
                    && !old.path().equals(ChangelogFile.NAME)
                    && Files.isRegularFile(place)
                    && SafeFiles.hash(place).equals(old.hash())) {
                Disk.deleteQuietly(place);
                Path parent = place.getParent();
                while (parent != null
                        && !parent.equals(folder)
                        && Disk.list(parent).isEmpty()) {
                    Disk.deleteQuietly(parent);
                    parent = parent.getParent();
                }
            }
        }
    }
}
