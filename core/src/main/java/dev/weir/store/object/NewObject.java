package dev.weir.store.object;

import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A file that is being written under a temporary name: its checksum last, then brought to disk, then renamed. */
final class NewObject implements Output, AutoCloseable {
    private static final String TEMPORARY = ".weir-tmp-";
    private static final int CHUNK = 1 << 16;
    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    private final CRC32C sum = new CRC32C();
    private boolean moved;

    private NewObject(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** A new file in a folder, which is made where it is not there. */
    static NewObject in(Path folder) {
        for (int attempt = 0; ; attempt++) {
            long mixed = (System.nanoTime() + attempt) * 0x9e3779b97f4a7c15L
                    ^ ProcessHandle.current().pid() << 40;
            String digits = Long.toHexString(mixed);
            Path path = folder.resolve(TEMPORARY + "0".repeat(16 - digits.length()) + digits);
            try {
                Files.createDirectories(folder);
                return new NewObject(
                        path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (FileAlreadyExistsException e) {
                if (attempt == 100) {
                    throw failed(path, "made", e);
                }
            } catch (IOException e) {
                throw failed(path, "made", e);
            }
        }
    }

    static UncheckedIOException failed(Path file, String what, IOException problem) {
        return new UncheckedIOException(file + ": cannot be " + what + ": " + Reason.of(problem), problem);
    }

    Path path() {
        return path;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        sum.update(bytes, from, length);
        append(bytes, from, length);
    }

    private void append(byte[] bytes, int from, int length) {
        for (int done = 0; done < length; ) {
            if (!chunk.hasRemaining()) {
                flush();
            }
            int some = Math.min(length - done, chunk.remaining());
            chunk.put(bytes, from + done, some);
            done += some;
        }
    }

    private void flush() {
        chunk.flip();
        try {
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        } catch (IOException e) {
            throw failed(path, "written", e);
        }
        chunk.clear();
    }

    /** Nothing more comes: writes the checksum and brings all to disk. */
    void seal() {
        int value = (int) sum.getValue();
        byte[] checksum = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        append(checksum, 0, checksum.length);
        flush();
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw failed(path, "brought to disk", e);
        }
    }

    /** Gives a sealed file its name. */
    void rename(Path target) {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            moved = true;
        } catch (IOException e) {
            throw failed(target, "written", e);
        }
    }

    /** Removes the file, if it has not got its name. */
    @Override
    public void close() {
        try {
            channel.close();
            if (!moved) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // The failure that led here is the one to report; a leftover has a name that says so.
        }
    }
}
