package dev.weir.refresh.snapshot;

import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.process.Whole;
import dev.weir.store.SortedRuns;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Describes a published file while the labels of its rows come by, in order, as {@link Snapshot} keeps it. Holds a few
 * blocks. One thread.
 *
 * <p>Errors: labels that are not in order, or a file that has not as many rows or is not as it was written, are a {@link
 * RefusedException}; what was described does not count then.
 */
public final class FirstBlocks implements AutoCloseable {
    private final SortedRuns blocks;
    private final Whole.Records records;
    private final PublishedFile published;
    private final int usualRows;
    private @Nullable FileParts parts;
    private @Nullable BlockIndexing indexing;
    private byte @Nullable [] last;

    FirstBlocks(SortedRuns blocks, Whole.Records records, PublishedFile published, int usualRows) {
        this.blocks = blocks;
        this.records = records;
        this.published = published;
        this.usualRows = usualRows;
    }

    /** Takes the labels of the rows behind those that came before. */
    public void add(LabelList labels) {
        BlockIndexing opened = open();
        for (int i = 0; i < labels.size(); i++) {
            byte[] label = labels.get(i);
            if (last != null && Arrays.compareUnsigned(last, label) >= 0) {
                throw new RefusedException(published.file() + ": has its rows in another order");
            }
            opened.add(label);
            last = label;
        }
    }

    /** All labels have come: brings the blocks to disk. */
    public void finish() {
        open().finish();
        blocks.seal();
        close();
    }

    private BlockIndexing open() {
        BlockIndexing opened = indexing;
        if (opened == null) {
            byte[] identity = published.identity();
            blocks.load(Snapshot.FILE, 0, Snapshot.FILE.length, identity, 0, identity.length);
            parts = Snapshot.open(published, true);
            opened = new BlockIndexing(published, parts, records, new BlockBuilder(blocks, null, usualRows));
            indexing = opened;
        }
        return opened;
    }

    @Override
    public void close() {
        if (parts != null) {
            parts.close();
        }
    }
}
