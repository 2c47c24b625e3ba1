package dev.weir.write;

import dev.weir.carry.hash.LogicalHash;
import dev.weir.descriptor.Resource;
import dev.weir.process.Copies;
import dev.weir.process.Whole;
import dev.weir.row.Batch;
import dev.weir.row.TextBuffer;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A table that is written: batches become bytes on many threads, and are appended to its file in order. */
final class TableFile implements Whole.RecordTable, PackageStage.Stored {
    private final Resource resource;
    private final CsvLayout layout;
    private final NewFile file;
    private final Whole.ErrorTaker errors;
    private final CsvRowWriter formatter;
    private final ConcurrentLinkedQueue<TextBuffer> free = new ConcurrentLinkedQueue<>();
    /** What the rows that each thread has seen say; null where nobody asks. */
    private final @Nullable ConcurrentLinkedQueue<LogicalHash> hashes;

    private @Nullable Copies copies;
    private boolean hasRecords;

    /** @param hashes whether {@link #logicalHash} is asked for */
    TableFile(Resource resource, CsvLayout layout, NewFile file, Whole.ErrorTaker errors, boolean hashes) {
        this.hashes = hashes ? new ConcurrentLinkedQueue<>() : null;
        this.resource = resource;
        this.layout = layout;
        this.file = file;
        this.errors = errors;
        this.formatter = layout.writer(errors);
        TextBuffer head = layout.head();
        file.append(head.bytes, head.length);
    }

    Resource resource() {
        return resource;
    }

    NewFile file() {
        return file;
    }

    /** How the file is made of rows; null where they are not told apart in it. */
    Whole.@Nullable Records records() {
        return layout.records();
    }

    /** What the file has from an older one; null where it was not made from one. */
    @Nullable
    Copies copies() {
        return copies;
    }

    /** The hash of all rows; null where some came as records, which are not looked at, or nobody asked. */
    @Nullable
    LogicalHash logicalHash() {
        if (hashes == null || hasRecords) {
            return null;
        }
        LogicalHash all = new LogicalHash(layout.schema);
        hashes.forEach(all::add);
        return all;
    }

    @Override
    public Preparer preparer() {
        CsvRowWriter writer = layout.writer(errors);
        if (hashes == null) {
            return batch -> prepare(batch, writer);
        }
        LogicalHash hash = new LogicalHash(layout.schema);
        hashes.add(hash);
        return batch -> {
            hash.add(batch);
            return prepare(batch, writer);
        };
    }

    private TextBuffer prepare(Batch batch, CsvRowWriter writer) {
        TextBuffer buffer = free.poll();
        TextBuffer out = buffer == null ? new TextBuffer(1 << 16) : buffer;
        out.clear();
        writer.write(batch, out);
        return out;
    }

    @Override
    public void take(Object prepared) {
        TextBuffer bytes = (TextBuffer) prepared;
        file.append(bytes.bytes, bytes.length);
        free.add(bytes);
    }

    @Override
    public void format(Batch batch, TextBuffer out, int[] ends) {
        formatter.write(batch, out, ends);
    }

    @Override
    public void takeRecords(byte[] bytes, int from, int to) {
        hasRecords = true;
        file.append(bytes, from, to);
    }

    @Override
    public void madeFrom(Path older) {
        hasRecords = true;
        copies = file.madeFrom(older);
    }

    @Override
    public void copyRecords(byte[] bytes, int from, int to, long at, int rows) {
        hasRecords = true;
        Copies known = copies;
        if (known != null) {
            known.add(at, file.size(), to - from, rows);
        }
        file.append(bytes, from, to);
    }

    /** Nothing more: the file is brought to disk with all others, when the stage is prepared. */
    @Override
    public void end() {}
}
