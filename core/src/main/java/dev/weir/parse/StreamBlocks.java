package dev.weir.parse;

import dev.weir.row.Slices;
import java.util.List;
import java.util.function.Supplier;

/**
 * Blocks of bytes that come one after the other: whoever takes a block reads and indexes it while the others wait, so
 * every block begins where it must.
 */
final class StreamBlocks implements Blocks {
    /** Bytes in order. */
    interface Bytes extends AutoCloseable {
        /** Reads up to {@code length} bytes; 0 only at the end. */
        int read(byte[] target, int offset, int length);

        @Override
        void close();
    }

    private final Supplier<Block> workspaces;
    private final ParseLimits limits;
    private final Bytes bytes;
    private final List<Integer> commentRows;
    private byte[] carry;
    private int carryFrom;
    private int carryTo;
    private long position;
    private long segment;
    private long records;
    private boolean ended;
    private boolean fatal;
    private boolean stopped;

    /**
     * @param workspaces makes blocks of {@code blockBytes} and {@code tailBytes}
     * @param held bytes read already, from {@code from} to {@code to}; {@code from} begins the first record
     * @param position of {@code held[from]} in the stream
     * @param records how many records came before
     * @param commentRows records to drop, from 1
     */
    StreamBlocks(
            Supplier<Block> workspaces,
            ParseLimits limits,
            Bytes bytes,
            byte[] held,
            int from,
            int to,
            long position,
            long records,
            List<Integer> commentRows) {
        this.workspaces = workspaces;
        this.limits = limits;
        this.bytes = bytes;
        this.carry = held;
        this.carryFrom = from;
        this.carryTo = to;
        this.position = position;
        this.records = records;
        this.commentRows = commentRows;
    }

    @Override
    public Block workspace() {
        return workspaces.get();
    }

    @Override
    public synchronized boolean next(Block block) {
        if (fatal) {
            return false;
        }
        block.reset();
        block.segment = segment;
        block.offset = position;
        block.dataEnd = Slices.PAD_FRONT;
        int held = carryTo - carryFrom;
        block.ensure(held);
        System.arraycopy(carry, carryFrom, block.bytes, block.dataEnd, held);
        block.dataEnd += held;
        fill(block, limits.blockBytes() + limits.tailBytes());
        if (block.dataEnd == Slices.PAD_FRONT && block.isComplete()) {
            return false;
        }
        index(block);
        if (!commentRows.isEmpty()) {
            records += block.dropComments(commentRows, records);
        }
        keep(block);
        segment++;
        return true;
    }

    private void index(Block block) {
        int from = Slices.PAD_FRONT;
        while (true) {
            int until = Math.min(from + limits.blockBytes(), block.dataEnd);
            if (block.index(from, until, ended)) {
                block.refuseLongLast(from, limits.recordBytes());
                return;
            }
            if (block.unfinishedBytes() > limits.recordBytes()) {
                block.refuse(from, limits.recordBytes());
                return;
            }
            int held = block.dataEnd - from;
            int room = Math.max(limits.tailBytes(), limits.recordBytes() + limits.blockBytes() - held);
            fill(block, held + Math.min(held, room));
        }
    }

    /** Reads until the block holds {@code size} bytes or the stream ends. */
    private void fill(Block block, int size) {
        block.ensure(size);
        while (!ended && block.dataEnd - Slices.PAD_FRONT < size) {
            int count = bytes.read(block.bytes, block.dataEnd, size - (block.dataEnd - Slices.PAD_FRONT));
            if (count == 0) {
                ended = true;
            }
            block.dataEnd += count;
        }
    }

    /** What stands behind the last record belongs to the next block. */
    private void keep(Block block) {
        fatal |= block.isFatal();
        int left = block.dataEnd - block.end;
        if (carry.length < left) {
            carry = new byte[left];
        }
        System.arraycopy(block.bytes, block.end, carry, 0, left);
        carryFrom = 0;
        carryTo = fatal ? 0 : left;
        position = block.endOffset();
    }

    @Override
    public synchronized boolean settle(Block block) {
        stopped |= block.isFatal();
        return true;
    }

    @Override
    public boolean again(Block block, long segment, long start) {
        return false;
    }

    @Override
    public synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
