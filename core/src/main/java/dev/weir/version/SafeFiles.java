package dev.weir.version;

import dev.weir.source.Sha256;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Files of a package's folder: which there are, how they are named in a manifest, and what their bytes are. */
final class SafeFiles {
    private static final int CHUNK = 1 << 18;

    private SafeFiles() {}

    /** Whether a path stays within the folder and outside of the store: relative, with {@code /}, no part of it a step up. */
    static boolean isSafe(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            return false;
        }
        boolean first = true;
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || first && part.equals(StoreFolder.NAME)) {
                return false;
            }
            first = false;
        }
        return true;
    }

    /** Every file below a folder but those of a store, in the order of their paths; links out of it are refused. */
    static List<String> all(Path folder) {
        List<String> found = new ArrayList<>();
        collect(folder, "", found);
        Collections.sort(found);
        return found;
    }

    private static void collect(Path folder, String prefix, List<String> found) {
        for (Path entry : Disk.list(folder)) {
            String path = prefix + Disk.name(entry);
            if (path.equals(StoreFolder.NAME) || Disk.isTemporary(entry)) {
                continue;
            }
            if (!isSafe(path)) {
                throw new StoreException(entry, "has a name that not every system takes: rename it");
            }
            if (Files.isSymbolicLink(entry)) {
                throw new StoreException(
                        entry, "is a symbolic link: a version has files only, put the file itself there");
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                collect(entry, path + "/", found);
            } else {
                found.add(path);
            }
        }
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }

    /** The SHA-256 of a file's bytes, in digits. */
    static String hash(Path file) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (FileChannel in = NewFile.read(file)) {
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Makes a folder and those above it; the ones that were made are added, outermost first. */
    static void makeFolders(Path folder, List<Path> made) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            makeFolders(parent, made);
        }
        if (Disk.makeFolder(folder)) {
            made.add(folder);
        }
    }

    /** Brings the names of new folders to disk. */
    static void forceMade(List<Path> made) {
        for (Path folder : made) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Disk.force(parent);
            }
        }
    }
}
