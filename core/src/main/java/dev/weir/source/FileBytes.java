package dev.weir.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of one plain file, read at positions. Safe for several threads. */
public final class FileBytes implements ByteSource {
    private final String name;
    private final FileChannel channel;
    private final long size;

    private FileBytes(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    public static FileBytes open(Path file) {
        return open(file, file.toString());
    }

    /** The same under the name that its user knows it by. */
    static FileBytes open(Path file, String name) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new FileBytes(name, channel, channel.size());
            } catch (IOException | RuntimeException problem) {
                channel.close();
                throw problem;
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(name + ": cannot be opened: " + Reason.of(problem), problem);
        }
    }

    /**
     * Reads {@code length} bytes from {@code position} (from 0) on; fewer only where the file ends.
     *
     * @return how many were read, 0 at the end of the file
     */
    public int read(long position, byte[] target, int offset, int length) {
        return read(position, ByteBuffer.wrap(target, offset, length));
    }

    /** Fills {@code target} from {@code position} on; the same otherwise. */
    public int read(long position, ByteBuffer target) {
        int read = 0;
        try {
            while (target.hasRemaining()) {
                int count = channel.read(target, position + read);
                if (count < 0) {
                    break;
                }
                read += count;
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(name + ": cannot be read: " + Reason.of(problem), problem);
        }
        return read;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long storedSize() {
        return size;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(name + ": cannot be closed: " + Reason.of(problem), problem);
        }
    }
}
