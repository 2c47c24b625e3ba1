package dev.weir.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on Ctrl-C or a request to terminate: the command's thread is interrupted and has a moment to take back what
 * it staged. Should it not be done by then, the process ends all the same, as if killed: nothing is published, and the
 * next run removes what is left. The exit code is the JVM's, 130 or 143.
 */
final class Interrupts {
    private static final long MILLISECONDS = 800;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Interrupts() {}

    /** Watches over a command that this thread is about to run. */
    static Interrupts of(Thread command) {
        Interrupts interrupts = new Interrupts();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupts.stop(command), "weir-stop"));
        return interrupts;
    }

    /** The command is done: what comes now is the ordinary end of the process. */
    void finished() {
        finished.countDown();
    }

    private void stop(Thread command) {
        if (finished.getCount() == 0) {
            return;
        }
        command.interrupt();
        try {
            finished.await(MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
