package dev.weir.refresh.snapshot;

import dev.weir.delta.RefusedException;
import dev.weir.parse.CsvFormat;
import dev.weir.parse.RecordEnds;
import dev.weir.process.Whole;
import dev.weir.store.SortedRuns;

/** Finds out which bytes of a file that was written are the record of which row. Holds a few blocks. One thread. */
final class BlockIndexing {
    private final PublishedFile published;
    private final FileParts parts;
    private final RecordEnds ends;
    private final BlockBuilder to;
    private int found;
    private int next;

    /** Begins with the first row. */
    BlockIndexing(PublishedFile published, FileParts parts, Whole.Records records, BlockBuilder to) {
        this.published = published;
        this.parts = parts;
        this.to = to;
        CsvFormat format = CsvFormat.of(records.dialect());
        if (format == null) {
            throw new IllegalArgumentException("a dialect that is not plain");
        }
        this.ends = new RecordEnds(format);
        if (!parts.has(records.headBytes())) {
            throw otherRows();
        }
        parts.skip(records.headBytes());
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
        BlockIndexing indexing = new BlockIndexing(published, parts, records, to);
        for (boolean more = labels.seek(Snapshot.NONE); more; more = labels.next()) {
            indexing.add(labels.key());
        }
        indexing.finish();
    }

    /** The next row has this label. */
    void add(byte[] label) {
        int end = nextEnd();
        to.add(label, parts.bytes, parts.from, end);
        parts.skip(end - parts.from);
    }

    /** There are no more rows. */
    void finish() {
        if (parts.has(1) || !parts.hash().equals(published.hash())) {
            throw otherRows();
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
