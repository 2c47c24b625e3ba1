package dev.weir.refresh.snapshot;

import dev.weir.delta.Label;
import dev.weir.delta.RefusedException;
import dev.weir.process.Whole;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the next file of a table from the last one and what has changed: bytes of blocks without a change are copied, in
 * the others the records of unchanged rows. Every byte that is copied is one that was written: its block's checksum says so.
 *
 * <p>Memory: the largest block, twice.
 */
final class Splice {
    private final Path file;
    private final FileParts old;
    private final SortedRuns index;
    private final ChangedRecords changes;
    private final Whole.RecordTable out;
    private final BlockBuilder builder;

    /**
     * @param old what is published, and {@code index} describes under {@link Side#BEFORE}
     * @param out the next file, which has its head
     */
    Splice(Path file, FileParts old, SortedRuns index, ChangedRecords changes, Whole.RecordTable out, int usualRows) {
        this.file = file;
        this.old = old;
        this.index = index;
        this.changes = changes;
        this.out = out;
        this.builder = new BlockBuilder(index, out, usualRows);
    }

    /**
     * Writes the records; the index describes them under {@link Side#AFTER}.
     *
     * @throws RefusedException where the published file is not what was written
     */
    void run(int headBytes) {
        out.madeFrom(file);
        require(old.has(headBytes));
        old.skip(headBytes);
        try (SortedRuns.Cursor blocks = index.cursor(Side.BEFORE)) {
            FileBlock block = blocks.seek(Snapshot.BLOCK) ? at(blocks) : null;
            while (block != null) {
                FileBlock next = blocks.next() ? at(blocks) : null;
                require(old.has(block.bytes())
                        && FileBlock.checksum(old.bytes, old.from, old.from + block.bytes()) == block.checksum());
                write(block, next == null ? null : next.first());
                old.skip(block.bytes());
                block = next;
            }
        }
        addBefore(null);
        builder.flush();
        require(!old.has(1));
    }

    private static FileBlock at(SortedRuns.Cursor blocks) {
        byte[] key = blocks.key();
        return FileBlock.read(Arrays.copyOfRange(key, Snapshot.BLOCK.length, key.length), blocks.value());
    }

    private void require(boolean isAsWritten) {
        if (!isAsWritten) {
            throw new RefusedException(file + ": is not as it was written");
        }
    }

    /** @param behind the label of the first row behind the block; null where it is the last one */
    private void write(FileBlock block, byte @Nullable [] behind) {
        if (builder.isEmpty() && !changes.isBefore(behind)) {
            out.copyRecords(old.bytes, old.from, old.from + block.bytes(), old.position(), block.rows());
            return;
        }
        index.remove(Label.join(Snapshot.BLOCK, block.first()));
        byte[][] labels = block.labels();
        int[] lengths = block.lengths();
        int from = old.from;
        for (int row = 0; row < labels.length; row++) {
            byte[] label = labels[row];
            addBefore(label);
            if (Arrays.equals(label, changes.label())) {
                changes.take(builder);
            } else {
                builder.add(label, old.bytes, from, from + lengths[row]);
            }
            from += lengths[row];
        }
        addBefore(behind);
        if (builder.isEnough()) {
            builder.flush();
        }
    }

    private void addBefore(byte @Nullable [] label) {
        while (changes.isBefore(label)) {
            changes.take(builder);
        }
    }
}
