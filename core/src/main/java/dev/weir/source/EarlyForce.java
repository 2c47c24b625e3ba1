package dev.weir.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Brings a large file to disk while it is still being written, so that little is left to wait for at its end: each time
 * another stretch of bytes was written, a thread forces what is there, one at a time.
 */
public final class EarlyForce {
    private static final long STRETCH_BYTES = 64 << 20;

    private final FileChannel channel;
    private long written;
    private @Nullable Thread thread;
    private volatile @Nullable IOException failure;

    public EarlyForce(FileChannel channel) {
        this.channel = channel;
    }

    /** So many bytes more were written. */
    public void wrote(long bytes) throws IOException {
        written += bytes;
        Thread running = thread;
        if (written >= STRETCH_BYTES && (running == null || !running.isAlive())) {
            rethrow();
            written = 0;
            Thread next = new Thread(this::force, "weir-force");
            next.setDaemon(true);
            thread = next;
            next.start();
        }
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Waits for the thread. What it could not bring to disk is an error of the file: the system may say so only once. */
    public void end() throws IOException {
        Thread running = thread;
        boolean interrupted = false;
        while (running != null && running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void rethrow() throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }
}
