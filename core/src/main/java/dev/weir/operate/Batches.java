package dev.weir.operate;

import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** Rows in their order, part by part. */
public interface Batches extends AutoCloseable {

    /** The next rows, null behind the last ones. One thread at a time. */
    @Nullable
    Part next();

    /** The next rows as a batch, null behind the last ones. One thread at a time. */
    default @Nullable Batch nextBatch() {
        Part part = next();
        return part == null ? null : part.batch();
    }

    @Override
    void close();

    /** Rows whose place is known. */
    interface Part {
        /**
         * Makes the batch: the larger part of the work. Any thread, also while the next parts are asked for; the batch
         * owns its cells.
         */
        Batch batch();
    }
}
