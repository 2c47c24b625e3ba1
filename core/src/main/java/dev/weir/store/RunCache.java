package dev.weir.store;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the readers of a map's runs share: blocks that were read by key, the latest used ones, as many as the budget
 * lends; and decompressors. Safe for several threads.
 */
final class RunCache implements AutoCloseable {
    private static final long MOST = 16 << 20;

    private final MemoryBudget budget;
    private final long most;
    private final Map<Long, RunBlock> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private final ArrayDeque<ZstdDecompressCtx> idle = new ArrayDeque<>();
    private long held;
    private int files;
    private boolean closed;

    RunCache(MemoryBudget budget) {
        this.budget = budget;
        this.most = Math.min(MOST, budget.total() / 8);
    }

    /** A number for a file. */
    synchronized int file() {
        return files++;
    }

    private static long key(int file, int block) {
        return (long) file << 32 | block;
    }

    synchronized @Nullable RunBlock get(int file, int block) {
        return blocks.get(key(file, block));
    }

    synchronized void put(int file, int number, RunBlock block) {
        long bytes = block.heapBytes();
        if (closed || bytes > most / 2 || blocks.containsKey(key(file, number))) {
            return;
        }
        Iterator<RunBlock> eldest = blocks.values().iterator();
        while (held + bytes > most && eldest.hasNext()) {
            drop(eldest);
        }
        while (!budget.tryReserve(bytes)) {
            if (!eldest.hasNext()) {
                return;
            }
            drop(eldest);
        }
        held += bytes;
        blocks.put(key(file, number), block);
    }

    private void drop(Iterator<RunBlock> eldest) {
        long bytes = eldest.next().heapBytes();
        eldest.remove();
        held -= bytes;
        budget.release(bytes);
    }

    synchronized long heapBytes() {
        return held;
    }

    synchronized ZstdDecompressCtx take() {
        ZstdDecompressCtx some = idle.poll();
        return some == null ? new ZstdDecompressCtx() : some;
    }

    synchronized void giveBack(ZstdDecompressCtx context) {
        if (closed) {
            context.close();
        } else {
            idle.push(context);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        blocks.clear();
        budget.release(held);
        held = 0;
        idle.forEach(ZstdDecompressCtx::close);
        idle.clear();
    }
}
