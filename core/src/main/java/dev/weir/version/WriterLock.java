package dev.weir.version;

import dev.weir.source.DataFolder;
import dev.weir.write.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a store: a lock on {@code .weir/lock} among processes, and one holder a store within this one. Waits
 * for the writer at work. The file stays; what is in it does not matter.
 */
final class WriterLock implements AutoCloseable {
    private static final Set<String> HELD = new HashSet<>();

    private final String place;
    private final FileChannel channel;

    private WriterLock(String place, FileChannel channel) {
        this.place = place;
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @throws UncheckedIOException where the file cannot be made or locked, or the wait is interrupted
     */
    static WriterLock of(StoreFolder store) {
        String place = DataFolder.place(store.folder()).toString();
        hold(place, store);
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = open(store);
            channel.lock();
            done = true;
            return new WriterLock(place, channel);
        } catch (IOException e) {
            throw Disk.failed(store.lock(), "locked", e);
        } finally {
            if (!done) {
                close(channel);
                release(place);
            }
        }
    }

    private static FileChannel open(StoreFolder store) {
        try {
            return FileChannel.open(store.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Disk.failed(store.lock(), "made", e);
        }
    }

    private static void hold(String place, StoreFolder store) {
        synchronized (HELD) {
            while (!HELD.add(place)) {
                try {
                    HELD.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Disk.failed(store.lock(), "locked", new ClosedByInterruptException());
                }
            }
        }
    }

    private static void release(String place) {
        synchronized (HELD) {
            HELD.remove(place);
            HELD.notifyAll();
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }

    @Override
    public void close() {
        close(channel);
        release(place);
    }
}
