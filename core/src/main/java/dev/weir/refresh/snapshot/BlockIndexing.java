package dev.weir.refresh.snapshot;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Dialect;
import dev.weir.parse.CsvFormat;
import dev.weir.parse.RecordEnds;
import dev.weir.process.Whole;
import dev.weir.store.SortedRuns;

/** Finds out which bytes of a file that was written are the record of which row. Holds a few blocks. */
final class BlockIndexing {
    private final PublishedFile published;
    private final FileParts parts;
    private final RecordEnds ends;
    private int found;
    private int next;

    private BlockIndexing(PublishedFile published, FileParts parts, Dialect dialect) {
        this.published = published;
        this.parts = parts;
        CsvFormat format = CsvFormat.of(dialect);
        if (format == null) {
            throw new IllegalArgumentException("a dialect that is not plain");
        }
        this.ends = new RecordEnds(format);
    }

    /**
     * Makes the blocks of a file.
     *
     * @param labels its keys are those of the file's rows, all of them
     * @throws RefusedException where the file is not as it was written
     */
    static void run(
            PublishedFile published,
            FileParts parts,
            Whole.Records records,
            SortedRuns.Cursor labels,
            BlockBuilder to) {
        BlockIndexing indexing = new BlockIndexing(published, parts, records.dialect());
        if (!parts.has(records.headBytes())) {
            throw indexing.otherRows();
        }
        parts.skip(records.headBytes());
        for (boolean more = labels.seek(Snapshot.NONE); more; more = labels.next()) {
            int end = indexing.nextEnd();
            to.add(labels.key(), parts.bytes, parts.from, end);
            parts.skip(end - parts.from);
        }
        if (parts.has(1) || !parts.hash().equals(published.hash())) {
            throw indexing.otherRows();
        }
        to.flush();
    }

    /** Where the record ends that begins with the bytes at hand. */
    private int nextEnd() {
        int wanted = 1;
        while (next == found) {
            boolean isLast = !parts.has(wanted);
            next = 0;
            found = ends.find(parts.bytes, parts.from, parts.to, isLast);
            if (found == 0 && isLast) {
                throw otherRows();
            }
            wanted = parts.to - parts.from + 1;
        }
        return ends.end(next++);
    }

    private RefusedException otherRows() {
        return new RefusedException(published.file() + ": is not as it was written");
    }
}
