package dev.weir.compare.same;

import dev.weir.descriptor.WeirException;
import dev.weir.report.ErrorCode;
import dev.weir.source.SourceException;

/** What a comparison holds of the rows that differ; more than it may is an error that says so. */
public final class MemoryUse {
    private final String table;
    private final long limit;
    private long held;

    public MemoryUse(String table, long limit) {
        this.table = table;
        this.limit = limit;
    }

    /** @throws SourceException where it would be too much */
    public synchronized void hold(long bytes) {
        held += bytes;
        if (held > limit) {
            throw tooMuch();
        }
    }

    public synchronized void release(long bytes) {
        held -= bytes;
    }

    private WeirException tooMuch() {
        String note =
                "so many rows differ that they do not fit into " + (limit >> 20) + " MB; allow more with --memory";
        return new SourceException(ErrorCode.SOURCE_ERROR, table, note, -1, null);
    }
}
