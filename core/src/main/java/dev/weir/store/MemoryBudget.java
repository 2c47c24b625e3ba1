package dev.weir.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that keys, groups, joins and sorts of a run may hold together; who does not get what it asks for spills.
 * Safe for several threads.
 */
public final class MemoryBudget {
    private final long total;
    private final AtomicLong used = new AtomicLong();

    private MemoryBudget(long total) {
        this.total = total;
    }

    public static MemoryBudget ofBytes(long bytes) {
        return new MemoryBudget(bytes);
    }

    /** A third of the heap that this process may use. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 3);
    }

    public long total() {
        return total;
    }

    public long used() {
        return used.get();
    }

    /** Reserves {@code bytes} if they are there; who got them gives them back with {@link #release}. */
    public boolean tryReserve(long bytes) {
        if (used.addAndGet(bytes) <= total) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
