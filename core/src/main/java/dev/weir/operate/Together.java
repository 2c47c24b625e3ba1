package dev.weir.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Does things that are independent of one another on several threads, this one counted. */
public final class Together {
    private Together() {}

    /** Returns when all are done; the first failure is thrown, and what was not begun by then is left. */
    public static void run(int threads, List<? extends Runnable> tasks) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            try {
                for (int i = next.getAndIncrement();
                        i < tasks.size() && failure.get() == null;
                        i = next.getAndIncrement()) {
                    tasks.get(i).run();
                }
            } catch (RuntimeException | Error problem) {
                failure.compareAndSet(null, problem);
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks.size()); i++) {
            Thread helper = new Thread(work, "weir-together-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        work.run();
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true; // a few tasks at the most are left, which end by themselves
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() instanceof RuntimeException problem) {
            throw problem;
        }
        if (failure.get() instanceof Error problem) {
            throw problem;
        }
    }
}
