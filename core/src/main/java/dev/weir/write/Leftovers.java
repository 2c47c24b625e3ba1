package dev.weir.write;

import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What versions and unfinished runs leave in a package's folder, and what of it may go.
 *
 * <p>Removed are files with a temporary name; data files that only the staged descriptor of an unfinished run names; and,
 * after a commit, numbered data files that an older version named and neither the new version nor the one before it
 * does: {@code .weir-previous.json} keeps the descriptor of the version before for that. It is on disk before the switch,
 * as {@code .weir-replaced.json}, so that a run that breaks off right behind it is finished by the next one. Nothing else
 * is touched.
 */
final class Leftovers {
    private static final String PREVIOUS = ".weir-previous.json";
    private static final String REPLACED = ".weir-replaced.json";

    private Leftovers() {}

    /**
     * Finishes a run that broke off behind its switch; removes what one left that broke off before.
     *
     * @param needed data files that stay whoever names them
     */
    static void remove(Path folder, Published published, Predicate<String> needed) {
        Path record = folder.resolve(REPLACED);
        Published replaced = Published.readLeniently(record);
        if (replaced.isThere() && published.isThere() && !Arrays.equals(replaced.bytes(), published.bytes())) {
            finish(folder, replaced, published, needed);
        } else {
            takeBack(folder);
        }
        Set<String> named = new HashSet<>(published.paths());
        named.addAll(Published.readLeniently(folder.resolve(PREVIOUS)).paths());
        for (Path entry : Disk.list(folder)) {
            if (Disk.isTemporary(entry)) {
                Published journal = Published.readLeniently(entry);
                if (isRemoved(entry)) {
                    removeData(folder, journal.paths(), named, needed);
                    removeFixed(folder, journal, named);
                }
            }
        }
        Path data = folder.resolve("data");
        Disk.removeTemporaries(data);
        for (Path entry : Disk.list(data)) {
            if (Published.number("data/" + Disk.name(entry) + "/x") >= 0 && Files.isDirectory(entry)) {
                Disk.removeTemporaries(entry);
                removeIfEmpty(entry);
            }
        }
    }

    /** Whether this removed the file: a run that is just switching has renamed it, and its data must stay. */
    private static boolean isRemoved(Path journal) {
        try {
            Files.delete(journal);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw Disk.failed(journal, "removed", e);
        }
    }

    private static void removeData(Path folder, Set<String> paths, Set<String> named, Predicate<String> needed) {
        for (String path : paths) {
            if (Published.number(path) >= 0 && !named.contains(path) && !needed.test(path)) {
                Path file = folder.resolve(path);
                Disk.deleteQuietly(file);
                Path parent = file.getParent();
                removeIfEmpty(parent == null ? folder : parent);
            }
        }
    }

    /** Removes files of fixed paths that no version names and that are what the unfinished run had written. */
    private static void removeFixed(Path folder, Published journal, Set<String> named) {
        for (Resource resource : journal.dataPackage().resources()) {
            List<String> paths = resource.paths();
            if (paths.size() == 1 && paths.get(0).matches("data/[^/\\\\.][^/\\\\]*") && !named.contains(paths.get(0))) {
                Path file = folder.resolve(paths.get(0));
                if (Files.isRegularFile(file)
                        && CopiedFiles.measure(List.of(file)).hash().equals(resource.hash())) {
                    Disk.deleteQuietly(file);
                }
            }
        }
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody's file is in it.
        } catch (IOException e) {
            // An empty folder harms nobody; the next version tries again.
        }
    }

    /** Whether an entry of a folder without a descriptor is there only because a first run did not finish, or is
     * what runs keep for themselves. */
    static boolean isOnlyOurs(Path entry) {
        if (Disk.name(entry).equals(".weir")) {
            return true;
        }
        if (!Disk.name(entry).equals("data")) {
            return false;
        }
        Path folder = entry.resolveSibling("");
        Set<String> staged = new HashSet<>();
        for (Path sibling : Disk.list(folder)) {
            if (Disk.isTemporary(sibling)) {
                staged.addAll(Published.readLeniently(sibling).paths());
            }
        }
        for (Path file : Disk.list(entry)) {
            if (Disk.isTemporary(file) || staged.contains("data/" + Disk.name(file))) {
                continue;
            }
            if (Published.number("data/" + Disk.name(file) + "/x") < 0) {
                return false;
            }
            for (Path inner : Disk.list(file)) {
                String path = "data/" + Disk.name(file) + "/" + Disk.name(inner);
                if (!Disk.isTemporary(inner) && !staged.contains(path)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Before the switch: writes down what is about to be replaced. */
    static void announce(Path folder, Published before) {
        byte[] bytes = before.bytes();
        if (bytes != null) {
            NewFile file = NewFile.of(folder, bytes);
            rename(file, folder.resolve(REPLACED));
        }
    }

    /** There is no switch. */
    static void takeBack(Path folder) {
        Disk.deleteQuietly(folder.resolve(REPLACED));
    }

    private static void rename(NewFile file, Path target) {
        try {
            file.rename(target);
        } catch (UncheckedIOException e) {
            file.discard();
            throw e;
        }
    }

    /** After the switch: links for people, and what older versions named goes. */
    static void finish(Path folder, Published before, Published now, Predicate<String> needed) {
        try {
            Links.refresh(folder, before, now);
            Path record = folder.resolve(PREVIOUS);
            Published older = Published.readLeniently(record);
            Set<String> named = new HashSet<>(before.paths());
            named.addAll(now.paths());
            byte[] bytes = before.bytes();
            Path replaced = folder.resolve(REPLACED);
            if (bytes != null && Arrays.equals(bytes, Published.bytes(replaced))) {
                Disk.rename(replaced, record);
            } else if (bytes != null) { // another run that was just beginning has taken it for a leftover
                rename(NewFile.of(folder, bytes), record);
            }
            removeData(folder, older.paths(), named, needed);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    now.file() + ": the new version is in place, but what follows it failed: " + e.getMessage(),
                    e.getCause());
        }
    }
}
