package dev.weir.store;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Slices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows kept for later: appended as batches by several threads, read back in label order as often as needed, by several
 * readers at once.
 *
 * <p>A batch's labels ascend, and those of two batches do not interleave, as with the parts of one stream of rows: so the
 * order is that of the batches' first labels; of equal ones, that of appending. Memory: blocks are held while the budget
 * lasts, the others in a temporary file.
 */
public final class Spool implements AutoCloseable {
    private final Schema schema;
    private final MemoryBudget budget;
    private final ChunkFile file;
    private final Physicals physicals = new Physicals();
    private final List<Kept> kept = new ArrayList<>();
    private long reserved;
    private long rows;
    private boolean sealed;

    public Spool(Schema schema, MemoryBudget budget, SpillFolder folder) {
        this.schema = schema;
        this.budget = budget;
        this.file = new ChunkFile(folder);
    }

    /** A way to append, for one thread. */
    public Appender appender() {
        return new Appender();
    }

    /** Appends batches; one thread. */
    public final class Appender {
        private final BlockEncoder encoder = new BlockEncoder(physicals);

        public void append(Batch batch) {
            if (batch.rows() > 0) {
                keep(encoder.encode(batch));
            }
        }
    }

    private void keep(Block block) {
        boolean fits = budget.tryReserve(block.heapBytes());
        int number = fits ? -1 : file.append(block.bytes(), Slices.PAD_FRONT, block.contentBytes());
        synchronized (kept) {
            reserved += fits ? block.heapBytes() : 0;
            kept.add(new Kept(block.label(0), rows, block.rows(), fits ? block : null, number));
            rows += block.rows();
        }
    }

    /** All rows were appended: puts the blocks in order. */
    public void seal() {
        synchronized (kept) {
            kept.sort(Comparator.comparingLong(Kept::label));
            long first = 0;
            for (int i = 0; i < kept.size(); i++) {
                kept.set(i, kept.get(i).from(first));
                first += kept.get(i).rows();
            }
            sealed = true;
        }
    }

    public Schema schema() {
        return schema;
    }

    public long rows() {
        return rows;
    }

    /** How many blocks there are; behind {@link #seal}. */
    public int blocks() {
        if (!sealed) {
            throw new IllegalStateException("rows are still appended");
        }
        return kept.size();
    }

    /** A block by its place in the order, from 0. Any thread. */
    public Block block(int index) {
        Kept at = kept.get(index);
        return at.block() != null ? at.block() : new Block(file.read(at.number()), physicals);
    }

    /** The place of a block's first row among all rows, from 0. */
    public long firstRow(int index) {
        return kept.get(index).first();
    }

    /** The rows of a block, with their labels. Any thread. */
    public Batch batch(int index) {
        return block(index).decode(schema);
    }

    @Override
    public void close() {
        synchronized (kept) {
            budget.release(reserved);
            reserved = 0;
            kept.clear();
            file.close();
        }
    }

    private record Kept(
            long label, long first, int rows, @Nullable Block block, int number) {
        Kept from(long first) {
            return new Kept(label, first, rows, block, number);
        }
    }
}
