package dev.weir.store;

import dev.weir.row.Slices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows that are looked up one by one: blocks appended by several threads, then put in the order of their first labels
 * and read by place. A place is a block's number and a row's index in the lower {@value #ROW_BITS} bits.
 *
 * <p>Memory: blocks are held while the budget lasts; of the others only where each row stands, 4 bytes a row: such a row
 * is read from the file when it is asked for.
 */
public final class RowStore implements AutoCloseable {
    public static final int ROW_BITS = 13;
    public static final int MAX_BLOCK_ROWS = 1 << ROW_BITS;

    private final MemoryBudget budget;
    private final ChunkFile file;
    private final List<Kept> kept = new ArrayList<>();
    private Kept[] blocks = {};
    private int[] firstRows = {};
    private long reserved;
    private int rows;

    public RowStore(MemoryBudget budget, SpillFolder folder) {
        this.budget = budget;
        this.file = new ChunkFile(folder);
    }

    /** A block in the heap, or where it stands in the file. */
    private record Kept(long label, int rows, int shape, RowBlock block, int number, int[] starts) {}

    /** Takes a block of at most {@link #MAX_BLOCK_ROWS} rows. Safe for several threads. */
    public void append(RowBlock block) {
        if (block.rows() == 0) {
            return;
        }
        boolean fits = budget.tryReserve(block.heapBytes());
        int number = fits ? -1 : block.spill(file);
        int[] starts = new int[fits ? 0 : block.rows() + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = block.start(i) - Slices.PAD_FRONT;
        }
        synchronized (kept) {
            reserved += fits ? block.heapBytes() : 0;
            long all = (long) rows + block.rows();
            if (all > Integer.MAX_VALUE - MAX_BLOCK_ROWS || kept.size() + 1 >= 1 << 31 - ROW_BITS) {
                throw new IllegalStateException("more than 2^31 rows, or 2^18 batches of rows, are looked up by key");
            }
            rows = (int) all;
            kept.add(new Kept(
                    block.label(0), block.rows(), block.shape(), fits ? block : RowBlock.EMPTY, number, starts));
        }
    }

    /** All blocks were appended: puts them in order. */
    public void seal() {
        kept.sort(Comparator.comparingLong(Kept::label));
        blocks = kept.toArray(Kept[]::new);
        firstRows = new int[blocks.length + 1];
        for (int i = 0; i < blocks.length; i++) {
            firstRows[i + 1] = firstRows[i] + blocks[i].rows();
        }
        kept.clear();
    }

    public int rows() {
        return rows;
    }

    public int blocks() {
        return blocks.length;
    }

    /** How many rows stand before that of a place. */
    public int ordinal(int place) {
        return firstRows[place >>> ROW_BITS] + (place & MAX_BLOCK_ROWS - 1);
    }

    /** A whole block. */
    public RowBlock block(int index) {
        Kept at = blocks[index];
        return at.number() < 0 ? at.block() : RowBlock.read(file, at.number());
    }

    /** The shape of the rows of a place's block. */
    public int shape(int place) {
        return blocks[place >>> ROW_BITS].shape();
    }

    /**
     * The rows of some places, copied into one block.
     *
     * @param shape the union of the shapes of their blocks
     */
    public RowBlock gather(int[] places, int from, int to, int shape) {
        RowGather rowsToCopy = new RowGather(to - from);
        for (int i = from; i < to; i++) {
            Kept at = blocks[places[i] >>> ROW_BITS];
            int row = places[i] & MAX_BLOCK_ROWS - 1;
            if (at.number() < 0) {
                int start = at.block().start(row);
                rowsToCopy.set(i - from, at.block().bytes, start, at.block().start(row + 1) - start);
            } else {
                int size = at.starts()[row + 1] - at.starts()[row];
                byte[] read = new byte[size];
                file.read(at.number(), at.starts()[row], read, 0, size);
                rowsToCopy.set(i - from, read, 0, size);
            }
        }
        return rowsToCopy.copy(shape);
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        kept.clear();
        blocks = new Kept[0];
        file.close();
    }
}
