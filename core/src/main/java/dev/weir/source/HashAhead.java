package dev.weir.source;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of bytes as they come, computed on a thread of its own: hashing takes longer than reading or writing them.
 * Little is hashed at the end, without a thread. Memory: a megabyte and a half. Used by one thread at a time.
 */
public final class HashAhead implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int AHEAD = 4;
    private static final byte[] END = {};

    private final MessageDigest digest = Sha256.digest();
    private final ArrayBlockingQueue<byte[]> full = new ArrayBlockingQueue<>(AHEAD);
    private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(AHEAD);
    private byte[] chunk = new byte[1 << 12];
    private int filled;
    private @Nullable Thread thread;

    /** Takes in a copy of bytes. */
    public void update(byte[] bytes, int from, int to) {
        for (int done = from; done < to; ) {
            if (filled == chunk.length) {
                makeRoom();
            }
            int some = Math.min(to - done, chunk.length - filled);
            System.arraycopy(bytes, done, chunk, filled, some);
            filled += some;
            done += some;
        }
    }

    private void makeRoom() {
        if (filled < CHUNK) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, 4 * filled));
            return;
        }
        if (thread == null) {
            Thread started = new Thread(this::hash, "weir-hash");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
        handOver(chunk);
        byte[] hashed = free.poll();
        chunk = hashed == null ? new byte[CHUNK] : hashed;
        filled = 0;
    }

    private void hash() {
        try {
            for (byte[] next = full.take(); next.length > 0; next = full.take()) {
                digest.update(next);
                free.offer(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody asks for the hash
        }
    }

    /** Waits, however often it is interrupted: the other thread is done with a chunk soon. */
    private void handOver(byte[] bytes) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                full.put(bytes);
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The hash of all bytes; nothing more comes. */
    public byte[] digest() {
        Thread running = thread;
        if (running != null) {
            handOver(END);
            boolean interrupted = false;
            while (running.isAlive()) {
                try {
                    running.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
        digest.update(chunk, 0, filled);
        filled = 0;
        return digest.digest();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }
}
