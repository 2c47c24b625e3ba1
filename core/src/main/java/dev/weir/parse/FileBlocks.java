package dev.weir.parse;

import dev.weir.row.Slices;
import dev.weir.source.FileBytes;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Blocks of a plain file, read at their place by whatever thread takes them, each guessing where its first record
 * begins. Bounds in the buffer follow from the block's segment.
 */
final class FileBlocks implements Blocks {
    private final Supplier<Block> workspaces;
    private final ParseLimits limits;
    private final FileBytes file;
    private final long begin;
    private final long size;
    private final long blockCount;
    private final AtomicLong claimed = new AtomicLong();
    private long expected;
    private volatile boolean stopped;

    /**
     * @param workspaces makes blocks of {@code blockBytes} and {@code tailBytes}
     * @param begin position of the first record
     */
    FileBlocks(Supplier<Block> workspaces, ParseLimits limits, FileBytes file, long begin) {
        this.workspaces = workspaces;
        this.limits = limits;
        this.file = file;
        this.begin = begin;
        this.size = file.size();
        this.blockCount = (size - begin + limits.blockBytes() - 1) / limits.blockBytes();
        this.expected = begin;
    }

    @Override
    public Block workspace() {
        return workspaces.get();
    }

    @Override
    public boolean next(Block block) {
        long number = claimed.getAndIncrement();
        if (number >= blockCount || stopped) {
            return false;
        }
        load(block, number);
        index(block, number == 0 ? Slices.PAD_FRONT : block.guess(until(block)));
        return true;
    }

    @Override
    public boolean again(Block block, long segment, long start) {
        load(block, segment);
        index(block, (int) (start - block.offset) + Slices.PAD_FRONT);
        return true;
    }

    private void load(Block block, long number) {
        long from = begin + number * limits.blockBytes();
        block.reset();
        block.segment = number;
        block.offset = number == 0 ? from : from - 1;
        block.dataEnd = Slices.PAD_FRONT;
        read(block, Math.min(size, from + limits.blockBytes() + limits.tailBytes()));
    }

    private int until(Block block) {
        long end = Math.min(size, begin + (block.segment + 1) * limits.blockBytes());
        return (int) (end - block.offset) + Slices.PAD_FRONT;
    }

    private void index(Block block, int from) {
        int until = until(block);
        while (!block.index(from, until, block.offsetOf(block.dataEnd) >= size)) {
            if (block.unfinishedBytes() > limits.recordBytes()) {
                block.refuse(from, limits.recordBytes());
                return;
            }
            int held = block.dataEnd - from;
            int room = limits.recordBytes() + limits.blockBytes() - held;
            int more = Math.max(limits.tailBytes(), Math.min(held, room));
            read(block, Math.min(size, block.offsetOf(block.dataEnd) + more));
        }
        block.refuseLongLast(from, limits.recordBytes());
    }

    private void read(Block block, long to) {
        int more = (int) (to - block.offsetOf(block.dataEnd));
        block.ensure(block.dataEnd - Slices.PAD_FRONT + more);
        long position = block.offsetOf(block.dataEnd);
        if (file.read(position, block.bytes, block.dataEnd, more) < more) {
            String message = file.name() + ": became shorter while it was read";
            throw new UncheckedIOException(message, new EOFException(message));
        }
        block.dataEnd += more;
    }

    @Override
    public boolean settle(Block block) {
        int until = until(block);
        if (stopped) {
            block.index(Slices.PAD_FRONT, Slices.PAD_FRONT, false);
            return false;
        }
        boolean right = block.startOffset() == expected || block.isEmpty() && expected >= block.offsetOf(until);
        if (!right) {
            index(block, (int) Math.min(expected - block.offset + Slices.PAD_FRONT, until));
        }
        stopped |= block.isFatal();
        if (!block.isEmpty()) {
            expected = block.endOffset();
        }
        return right;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        file.close();
    }
}
