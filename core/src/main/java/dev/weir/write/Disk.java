package dev.weir.write;

import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names, folders and renames that last: what a crash leaves is the old name or the new one, never half of it. */
public final class Disk {
    public static final String TEMPORARY = ".weir-tmp-";
    private static final Pattern OURS = Pattern.compile("\\.weir-tmp-[0-9a-f]{16}");

    private Disk() {}

    /** A failing world, as an exception that begins with the file's name. */
    public static UncheckedIOException failed(Path file, String what, IOException problem) {
        return new UncheckedIOException(file + ": cannot be " + what + ": " + Reason.of(problem), problem);
    }

    /** Whether a name is one that an unfinished run left. */
    public static boolean isTemporary(Path file) {
        return OURS.matcher(name(file)).matches();
    }

    public static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** A name in {@code folder} that is not taken, most likely; who makes the file finds out. */
    public static Path temporary(Path folder, int attempt) {
        long mixed = (System.nanoTime() + attempt) * 0x9e3779b97f4a7c15L
                ^ ProcessHandle.current().pid() << 40;
        String digits = Long.toHexString(mixed);
        return folder.resolve(TEMPORARY + "0".repeat(16 - digits.length()) + digits);
    }

    /** Renames, in one step, over what has the name. */
    public static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw failed(to, "written: this file system has no atomic rename", e);
        } catch (IOException e) {
            throw failed(to, "written", e);
        }
    }

    /** Brings the names in a folder to disk, where the system knows how to. */
    public static void force(Path folder) {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException | UnsupportedOperationException e) {
            return; // a system that cannot open folders has no other way to bring names to disk
        }
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw failed(folder, "brought to disk", e);
        }
    }

    public static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a folder if it is not there; whether it was made. */
    public static boolean makeFolder(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                return false;
            }
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                return false;
            }
            throw new ConflictException(folder + ": is a file where a folder has to be: move it out of the way");
        } catch (IOException e) {
            throw failed(folder, "made", e);
        }
    }

    /** What is in a folder, in the order of names; nothing where it is not there. */
    public static List<Path> list(Path folder) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            throw failed(folder, "read", e);
        } catch (DirectoryIteratorException e) {
            IOException cause = e.getCause();
            throw failed(folder, "read", cause == null ? new IOException(e) : cause);
        }
        found.sort((one, other) -> name(one).compareTo(name(other)));
        return found;
    }

    /** Removes what an unfinished run left in a folder. */
    public static void removeTemporaries(Path folder) {
        for (Path file : list(folder)) {
            if (isTemporary(file)) {
                deleteQuietly(file);
            }
        }
    }

    /** Deletes a file, if it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, "removed", e);
        }
    }

    /** Deletes as far as it goes: what stays has a name that the next run knows for a leftover. */
    public static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The failure that led here is the one to report; the next run removes what stays.
        }
    }
}
