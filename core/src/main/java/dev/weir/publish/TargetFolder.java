package dev.weir.publish;

import dev.weir.source.Sha256;
import dev.weir.version.LocalDisk;
import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine. Files come under a temporary name, are brought to disk and get their own by a rename; those
 * with the bytes of an older version's are hard links to it, where the disk has them. One publishes at a time.
 */
public final class TargetFolder implements Target {
    private static final int CHUNK = 1 << 18;

    private final Path folder;
    private final Set<Path> entered = new HashSet<>();
    private final Set<Path> gained = new LinkedHashSet<>();
    private @Nullable FolderLock lock;

    private TargetFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, which need not be there yet.
     *
     * @param trusted whether it may be on a network file system
     * @throws ConflictException where it is a file, or on a network
     */
    public static TargetFolder open(Path folder, boolean trusted) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ConflictException(folder + ": is a file: publish to a folder");
        }
        LocalDisk.require(folder, trusted);
        return new TargetFolder(folder);
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public @Nullable Found read(String path) {
        Path file = folder.resolve(path);
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new Found(bytes, Sha256.of(bytes));
        } catch (NoSuchFileException absent) {
            return null;
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }

    @Override
    public List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (Path entry : Disk.list(folder.resolve(path))) {
            String name = Disk.name(entry);
            if (!Disk.isTemporary(entry) && !(path.isEmpty() && name.equals(FolderLock.NAME))) {
                names.add(Files.isDirectory(entry) ? name + "/" : name);
            }
        }
        return names;
    }

    @Override
    public void begin(String who) {
        makeFolders(folder);
        lock = FolderLock.of(folder, who);
        Disk.removeTemporaries(folder);
    }

    @Override
    public Put put(String path, Content content, @Nullable String like) {
        Path file = folder.resolve(path);
        Path parent = file.resolveSibling("").toAbsolutePath().normalize();
        makeFolders(parent);
        enter(parent);
        if (Files.exists(file)) {
            return has(file, content) ? Put.THERE : Put.OTHER;
        }
        if (like != null && has(folder.resolve(like), content) && link(file, folder.resolve(like))) {
            return Put.COPIED;
        }
        NewFile made = NewFile.in(parent);
        boolean done = false;
        try {
            content.writeTo(into(made));
            made.seal();
            made.rename(file);
            done = true;
        } catch (IOException e) {
            throw Disk.failed(file, "written", e);
        } finally {
            if (!done) {
                made.discard();
            }
        }
        return Put.SENT;
    }

    /** Clears a folder, and those above it, of what an unfinished publication left; its names may not be on disk yet. */
    private void enter(Path parent) {
        Path top = folder.toAbsolutePath().normalize();
        for (Path above = parent; above != null && above.startsWith(top) && entered.add(above); ) {
            Disk.removeTemporaries(above);
            gained.add(above);
            above = above.getParent();
        }
    }

    private static boolean link(Path file, Path existing) {
        try {
            Files.createLink(file, existing);
            return true;
        } catch (FileAlreadyExistsException | UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            return false; // it is written instead
        }
    }

    private static boolean has(Path file, Content content) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == content.size()
                    && hash(file).equals(content.hash());
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (FileChannel in = NewFile.read(file)) {
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static WritableByteChannel into(NewFile file) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) {
                int count = source.remaining();
                byte[] chunk = new byte[count];
                source.get(chunk);
                file.append(chunk, count);
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                // The file is sealed by its maker.
            }
        };
    }

    private void makeFolders(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            makeFolders(parent);
        }
        if (Disk.makeFolder(path) && parent != null) {
            gained.add(parent);
        }
    }

    @Override
    public void settle() {
        gained.forEach(Disk::force);
        gained.clear();
        entered.clear();
    }

    @Override
    public boolean replace(String path, @Nullable String tag, byte[] bytes) {
        Path file = folder.resolve(path);
        NewFile made = NewFile.of(folder, bytes);
        boolean done = false;
        try {
            Found now = read(path);
            if (tag == null ? now != null : now == null || !now.tag().equals(tag)) {
                return false;
            }
            made.rename(file);
            done = true;
        } finally {
            if (!done) {
                made.discard();
            }
        }
        Disk.force(folder);
        return true;
    }

    @Override
    public void close() {
        FolderLock held = lock;
        if (held != null) {
            held.close();
            lock = null;
        }
    }
}
