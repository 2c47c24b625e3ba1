package dev.weir.operate;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is done on a thread of its own, while the one that began it does something else. */
public final class Beside<T> {
    private final FutureTask<T> task;
    private final Runnable cancel;

    private Beside(Callable<T> work, Runnable cancel) {
        this.task = new FutureTask<>(work);
        this.cancel = cancel;
    }

    /**
     * Begins.
     *
     * @param name of the thread, which does not keep the process alive
     * @param cancel tells the work to end soon, by an exception
     */
    public static <T> Beside<T> begin(String name, Callable<T> work, Runnable cancel) {
        Beside<T> beside = new Beside<>(work, cancel);
        Thread thread = new Thread(beside.task, name);
        thread.setDaemon(true);
        thread.start();
        return beside;
    }

    /** What came out, as soon as it is there; the work's exception where it failed. One who is interrupted cancels. */
    public T result() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel.run();
                } catch (ExecutionException failed) {
                    if (failed.getCause() instanceof RuntimeException problem) {
                        throw problem;
                    }
                    if (failed.getCause() instanceof Error problem) {
                        throw problem;
                    }
                    throw new IllegalStateException(failed.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the work: what came out, or was wrong, is of no interest. Returns when it has ended. */
    public void cancel() {
        cancel.run();
        try {
            result();
        } catch (RuntimeException unwanted) {
            // It was told to end.
        }
    }
}
