package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.refresh.snapshot.FirstBlocks;
import dev.weir.row.Slices;
import dev.weir.store.ChunkFile;
import dev.weir.store.SpillFolder;
import dev.weir.store.VarBytes;
import java.util.Set;

/**
 * Holds the labels of rows, in their order, for a file that is still being written: it is described when it has its place.
 *
 * <p>Memory: a chunk of labels; the others are in a temporary file, about 15 bytes a row.
 */
final class HeldLabels implements LoadNode, AutoCloseable {
    private static final int CHUNK = 1 << 18;

    private final ChunkFile chunks;
    private final VarBytes held = new VarBytes(new byte[1 << 10]);
    private boolean hasEnded;
    private boolean isStopped;

    HeldLabels(SpillFolder spills) {
        this.chunks = new ChunkFile(spills);
    }

    @Override
    public void take(LoadedRows rows) {
        LabelList labels = rows.labels();
        byte[] bytes = labels.bytes();
        for (int i = 0; i < labels.size(); i++) {
            int from = labels.from(i);
            int length = labels.to(i) - from;
            held.putVarint(length);
            held.put(bytes, from, length);
        }
        if (held.at > CHUNK) {
            append();
        }
    }

    private synchronized void append() {
        chunks.append(held.bytes, 0, held.at);
        held.at = 0;
        notifyAll();
    }

    @Override
    public synchronized void end() {
        hasEnded = true;
        notifyAll();
    }

    /** No more will come, and that is not all. Any thread. */
    synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    /** Hands all labels on, as they come. Another thread than the one that brings them, or behind it. */
    void giveTo(FirstBlocks blocks) {
        LabelList labels = new LabelList();
        for (int chunk = 0; waitFor(chunk); chunk++) {
            byte[] bytes = chunks.read(chunk);
            give(bytes, Slices.PAD_FRONT, bytes.length - Slices.PAD_BEHIND, labels, blocks);
        }
        give(held.bytes, 0, held.at, labels, blocks);
    }

    /** Whether there is such a chunk, when that is known. */
    private synchronized boolean waitFor(int chunk) {
        boolean interrupted = false;
        while (chunk >= chunks.chunks() && !hasEnded && !isStopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // what brings the labels ends soon, too
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (isStopped && !hasEnded) {
            throw new RefusedException("the load was stopped");
        }
        return chunk < chunks.chunks();
    }

    private static void give(byte[] bytes, int from, int to, LabelList labels, FirstBlocks blocks) {
        labels.clear();
        VarBytes in = new VarBytes(bytes);
        in.at = from;
        while (in.at < to) {
            int length = in.count();
            labels.next().put(bytes, in.at, in.at + length);
            labels.end();
            in.at += length;
        }
        blocks.add(labels);
    }

    @Override
    public Set<String> fields() {
        return Set.of();
    }

    @Override
    public void close() {
        chunks.close();
    }
}
