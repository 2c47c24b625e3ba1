package dev.weir.version;

import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the files of a version into a folder beside its place, then gives that its name. */
final class Checkout {
    private Checkout() {}

    static void of(VersionStore store, Version version, Path out) {
        boolean isThere = Files.exists(out);
        if (isThere && !Files.isDirectory(out)) {
            throw new ConflictException(out + ": is a file: check out into a folder that is empty or not there");
        }
        if (!Disk.list(out).isEmpty()) {
            throw new ConflictException(out + ": is not empty: check out into a folder that is, or that is not there");
        }
        Path parent = out.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new ConflictException(out + ": is the root of all folders: name another");
        }
        List<Path> made = new ArrayList<>();
        SafeFiles.makeFolders(parent, made);
        Path temporary = Disk.temporary(parent, 0);
        boolean done = false;
        try {
            files(store, version, temporary);
            if (isThere) {
                Disk.deleteQuietly(out); // a rename does not replace a folder everywhere
            }
            Disk.rename(temporary, out);
            Disk.force(parent);
            SafeFiles.forceMade(made);
            done = true;
        } finally {
            if (!done) {
                delete(temporary);
            }
        }
    }

    /** Writes the files of a version into a folder that is made for them; brought to disk. */
    static void files(VersionStore store, Version version, Path folder) {
        Set<Path> folders = new LinkedHashSet<>();
        Disk.makeFolder(folder);
        folders.add(folder);
        for (VersionFile file : version.files()) {
            Path place = folder.resolve(file.path());
            Path parent = place.getParent();
            List<Path> made = new ArrayList<>();
            SafeFiles.makeFolders(parent == null ? folder : parent, made);
            folders.addAll(made);
            write(store, file, place);
        }
        folders.forEach(Disk::force);
    }

    /** Writes one file of a version at its place, over what is there, in one step. */
    static void write(VersionStore store, VersionFile file, Path place) {
        Path parent = place.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(place + " is in no folder");
        }
        write(store, file, place, parent);
    }

    /** @param making the folder, on the same disk, in which the file is until it is whole */
    static void write(VersionStore store, VersionFile file, Path place, Path making) {
        NewFile made = NewFile.in(making);
        boolean done = false;
        try {
            store.copy(file, made);
            made.rename(place);
            done = true;
        } finally {
            if (!done) {
                made.discard();
            }
        }
    }

    /** Removes a folder that was being made, as far as it goes. */
    static void delete(Path folder) {
        if (Files.isDirectory(folder)) {
            for (Path entry : Disk.list(folder)) {
                delete(entry);
            }
        }
        Disk.deleteQuietly(folder);
    }
}
