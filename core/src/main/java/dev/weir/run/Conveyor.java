package dev.weir.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Moves all pieces of a feed through pipes on several threads, and redeems their tickets in the order of the input.
 *
 * <p>Pieces are settled in order before they are delivered, so that nothing is delivered twice; they are delivered in no
 * order; whichever thread finishes the next piece in order redeems it and those that wait behind it. A piece of many
 * parts is redeemed part by part when its turn has come, so that what is deferred does not grow with it. Memory: a few
 * pieces a thread. The first failure stops all threads and is thrown; so does an interrupt of the calling thread, as an {@link
 * Interruption}, whatever failed in its wake.
 */
final class Conveyor {
    /** How many parts of a piece are delivered before what was deferred for them must be done. */
    private static final int PARTS_AHEAD = 8;

    private final Feed feed;
    private final Supplier<Pipe> pipes;
    private final Deque<Slot> free = new ArrayDeque<>();
    private final List<Slot> slots = new ArrayList<>();
    private final Map<Long, Slot> finished = new HashMap<>();
    private long settled;
    private long redeemed;
    private boolean redeeming;
    private volatile boolean interrupted;
    private @Nullable Throwable failure;

    private static final class Slot {
        final Feed.Cargo cargo;
        final Pipe pipe;
        final Ticket ticket = new Ticket();

        Slot(Feed.Cargo cargo, Pipe pipe) {
            this.cargo = cargo;
            this.pipe = pipe;
        }
    }

    private Conveyor(Feed feed, Supplier<Pipe> pipes) {
        this.feed = feed;
        this.pipes = pipes;
    }

    /**
     * @param pipes makes the first pipe of a chain for one thread at a time
     * @param threads how many threads, this one counted
     */
    static void run(Feed feed, Supplier<Pipe> pipes, int threads) {
        new Conveyor(feed, pipes).run(Math.max(1, Math.min(threads, feed.threads())));
    }

    private void run(int threads) {
        int count = threads == 1 ? 1 : threads + 2;
        for (int i = 0; i < count; i++) {
            slots.add(new Slot(feed.cargo(), pipes.get()));
        }
        free.addAll(slots);
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(this::work, "weir-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        work();
        for (Thread helper : helpers) {
            join(helper);
        }
        if (Thread.interrupted() || interrupted) {
            throw new Interruption();
        }
        Throwable failed = failure;
        if (failed instanceof RuntimeException problem) {
            throw problem;
        }
        if (failed instanceof Error problem) {
            throw problem;
        }
        Slot first = slots.get(0);
        first.pipe.drain(first.ticket);
        first.ticket.redeem();
        slots.forEach(slot -> slot.pipe.end());
    }

    private void join(Thread helper) {
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true;
                fail(new Interruption());
            }
        }
    }

    private void work() {
        try {
            Slot slot = take();
            while (slot != null && isWanted() && feed.next(slot.cargo)) {
                settle(slot);
                deliver(slot);
                finish(slot);
                slot = take();
            }
        } catch (Throwable problem) {
            fail(problem);
        }
    }

    private boolean isWanted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interruption();
        }
        return true;
    }

    /** A free slot; null when there is nothing more to do. */
    private synchronized @Nullable Slot take() {
        while (free.isEmpty() && failure == null) {
            await();
        }
        return failure == null ? free.poll() : null;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            interrupted = true;
            throw new Interruption();
        }
    }

    private void settle(Slot slot) {
        synchronized (this) {
            while (settled != slot.cargo.sequence() && failure == null) {
                await();
            }
            if (failure != null) {
                throw new Interruption();
            }
        }
        feed.settle(slot.cargo);
        synchronized (this) {
            settled++;
            notifyAll();
        }
    }

    private void deliver(Slot slot) {
        int ahead = 0;
        while (feed.deliver(slot.cargo, slot.pipe, slot.ticket) && isWanted()) {
            ahead++;
            if (isTurn(slot, ahead == PARTS_AHEAD)) {
                slot.ticket.redeem();
                ahead = 0;
            }
        }
    }

    /** Whether all pieces before a slot's were redeemed. */
    private synchronized boolean isTurn(Slot slot, boolean mustBe) {
        while (mustBe && redeemed != slot.cargo.sequence() && failure == null) {
            await();
        }
        if (failure != null) {
            throw new Interruption();
        }
        return redeemed == slot.cargo.sequence();
    }

    private void finish(Slot slot) {
        synchronized (this) {
            finished.put(slot.cargo.sequence(), slot);
            if (redeeming) {
                return;
            }
            redeeming = true;
        }
        while (true) {
            Slot next;
            synchronized (this) {
                next = finished.remove(redeemed);
                if (next == null || failure != null) {
                    redeeming = false;
                    return;
                }
            }
            next.ticket.redeem();
            feed.delivered(next.cargo);
            synchronized (this) {
                redeemed++;
                free.add(next);
                notifyAll();
            }
        }
    }

    private synchronized void fail(Throwable problem) {
        if (failure == null || failure instanceof Interruption && !(problem instanceof Interruption)) {
            failure = problem;
        }
        notifyAll();
    }
}
