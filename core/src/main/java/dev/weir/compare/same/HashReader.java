package dev.weir.compare.same;

import dev.weir.run.Interruption;
import dev.weir.run.RawRows;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the rows of one file on a thread of its own, a few parts ahead of who takes them. What goes wrong there is
 * thrown here.
 */
final class HashReader implements AutoCloseable {
    private static final int AHEAD = 4;

    private final Supplier<RawRows> opener;
    private final TableSide side;
    private final BlockingQueue<Hashes> full = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Hashes> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Hashes end = new Hashes();
    private final Thread thread;
    private volatile @Nullable Throwable problem;
    private Hashes part = new Hashes();
    private int at;
    private long place;
    private boolean isDone;

    HashReader(TableSide side, String name) {
        this.side = side;
        this.opener = () -> side.open(AHEAD + 2); // those ahead, the one that is read, the one that is hashed
        this.thread = new Thread(this::read, "weir-" + name);
        for (int i = 0; i < AHEAD; i++) {
            free.add(new Hashes());
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (RawRows rows = opener.get()) {
            while (rows.next()) {
                Hashes hashes = free.take();
                hashes.ensure(rows.rows());
                side.hash(rows, hashes);
                full.put(hashes);
            }
        } catch (InterruptedException closed) {
            return;
        } catch (Throwable thrown) { // goes to the thread that waits for the rows
            problem = thrown;
        }
        full.add(end);
    }

    /** Whether there is a row at hand. */
    boolean has() {
        return at < part.count || !isDone && fetch();
    }

    private boolean fetch() {
        try {
            while (at == part.count) { // a part without rows is none
                if (part.count > 0) {
                    free.put(part);
                }
                part = full.take();
                at = 0;
                if (part == end) {
                    isDone = true;
                    rethrow();
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Interruption();
        }
    }

    private void rethrow() {
        if (problem instanceof RuntimeException thrown) {
            throw thrown;
        } else if (problem instanceof Error thrown) {
            throw thrown;
        } else if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }

    long high() {
        return part.high[at];
    }

    long low() {
        return part.low[at];
    }

    /** Adds the row at hand to those that have met none. */
    void leave(Unmatched waiting) {
        waiting.add(part.high[at], part.low[at], place, part.bytes, part.starts[at], part.ends[at]);
        take();
    }

    /** The place of the row at hand, from 0. */
    long place() {
        return place;
    }

    void take() {
        at++;
        place++;
    }

    /** Takes the rows at hand that both readers have in common, as far as they are read; returns how many. */
    static int takeSame(HashReader a, HashReader b) {
        Hashes mine = a.part;
        Hashes theirs = b.part;
        int most = Math.min(mine.count - a.at, theirs.count - b.at);
        int same = 0;
        while (same < most
                && mine.high[a.at + same] == theirs.high[b.at + same]
                && mine.low[a.at + same] == theirs.low[b.at + same]) {
            same++;
        }
        a.at += same;
        a.place += same;
        b.at += same;
        b.place += same;
        return same;
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
