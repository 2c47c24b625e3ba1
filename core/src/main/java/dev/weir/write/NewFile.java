package dev.weir.write;

import dev.weir.process.Copies;
import dev.weir.source.EarlyForce;
import dev.weir.source.HashAhead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being written under a temporary name in its own folder: bytes are counted and hashed as they come, then
 * brought to disk, then renamed. One thread at a time.
 */
public final class NewFile {
    private static final int FIRST_CHUNK = 1 << 13;
    private static final int CHUNK = 1 << 20;

    private Path path;
    private final FileChannel channel;
    private final EarlyForce early;
    private final HashAhead hashing = new HashAhead();
    private ByteBuffer chunk = ByteBuffer.allocate(FIRST_CHUNK);
    private long size;
    private String hash = "";
    private boolean moved;
    private @Nullable Copies copies;

    private NewFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.early = new EarlyForce(channel);
    }

    public static NewFile in(Path folder) {
        for (int attempt = 0; ; attempt++) {
            Path path = Disk.temporary(folder, attempt);
            try {
                return new NewFile(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                if (attempt == 100) {
                    throw Disk.failed(path, "made", e);
                }
            } catch (IOException e) {
                throw Disk.failed(path, "made", e);
            }
        }
    }

    /** Hexadecimal digits, with the algorithm in front. */
    public static String text(byte[] sha256) {
        StringBuilder text = new StringBuilder("sha256:");
        for (byte value : sha256) {
            text.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
        }
        return text.toString();
    }

    public void append(byte[] bytes, int length) {
        append(bytes, 0, length);
    }

    public void append(byte[] bytes, int from, int to) {
        hashing.update(bytes, from, to);
        size += to - from;
        int done = from;
        while (done < to) {
            if (!chunk.hasRemaining()) {
                flush();
                if (chunk.capacity() < CHUNK) {
                    chunk = ByteBuffer.allocateDirect(CHUNK);
                }
            }
            int some = Math.min(to - done, chunk.remaining());
            chunk.put(bytes, done, some);
            done += some;
        }
    }

    private void flush() {
        chunk.flip();
        try {
            int bytes = chunk.remaining();
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
            early.wrote(bytes);
        } catch (IOException e) {
            throw Disk.failed(path, "written", e);
        }
        chunk.clear();
    }

    /** All bytes were appended: brings them to disk. */
    public void seal() {
        flush();
        chunk = ByteBuffer.allocate(0);
        hash = text(hashing.digest());
        try {
            early.end();
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw Disk.failed(path, "brought to disk", e);
        }
    }

    public long size() {
        return size;
    }

    /** The hash of a sealed file, {@code sha256:} in front. */
    public String hash() {
        return hash;
    }

    /** What the file has from an older one; null where it was not made from one. */
    @Nullable
    Copies copies() {
        return copies;
    }

    /** The file is made from an older one: what is appended from there is noted by who appends it. */
    Copies madeFrom(Path older) {
        Copies from = new Copies(older);
        copies = from;
        return from;
    }

    public Path path() {
        return path;
    }

    public boolean isMoved() {
        return moved;
    }

    /** Gives the file its name, over what has it. */
    public void rename(Path target) {
        Disk.rename(path, target);
        path = target;
        moved = true;
    }

    /** Removes the file, whatever its name now is. */
    public void discard() {
        hashing.close();
        try {
            early.end();
        } catch (IOException e) {
            // It goes anyway.
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It goes anyway.
        }
        Disk.deleteQuietly(path);
    }

    /** Writes a whole small file. */
    public static NewFile of(Path folder, byte[] bytes) {
        NewFile file = in(folder);
        try {
            file.append(bytes, bytes.length);
            file.seal();
            return file;
        } catch (UncheckedIOException e) {
            file.discard();
            throw e;
        }
    }

    /** How a file is opened that is read once from its begin to its end. */
    public static FileChannel read(Path file) {
        try {
            return FileChannel.open(file, Set.of(StandardOpenOption.READ));
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }
}
