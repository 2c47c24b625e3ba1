package dev.weir.publish;

import dev.weir.write.ConflictException;
import dev.weir.write.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The one who publishes to a folder: a lock on a file there among processes, one holder a folder within this one. Whoever
 * comes second is told by whom it is held. The file stays.
 */
final class FolderLock implements AutoCloseable {
    static final String NAME = ".weir-lock";
    private static final Map<Path, String> HELD = new HashMap<>();

    private final Path place;
    private final FileChannel channel;

    private FolderLock(Path place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /** @throws ConflictException where another holds it */
    static FolderLock of(Path folder, String who) {
        Path file = folder.resolve(NAME);
        Path place = place(folder);
        synchronized (HELD) {
            String other = HELD.putIfAbsent(place, who);
            if (other != null) {
                throw taken(folder, who, other);
            }
        }
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder, who, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((who + "\n").getBytes(StandardCharsets.UTF_8)));
            done = true;
            return new FolderLock(place, channel);
        } catch (IOException e) {
            throw Disk.failed(file, "locked", e);
        } finally {
            if (!done) {
                release(place, channel);
            }
        }
    }

    private static Path place(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw Disk.failed(folder, "read", e);
        }
    }

    private static ConflictException taken(Path folder, String who, String other) {
        String message = folder + ": another publishes there now: " + (other.isEmpty() ? "it has just begun" : other)
                + "; " + who + " was not published, run again";
        return new ConflictException(
                message, new FileSystemException(folder.toString(), null, "another publishes there now"));
    }

    private static void release(Path place, @org.jspecify.annotations.Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
        synchronized (HELD) {
            HELD.remove(place);
        }
    }

    @Override
    public void close() {
        release(place, channel);
    }
}
