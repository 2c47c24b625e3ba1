package dev.weir.refresh.snapshot;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.process.Whole;
import dev.weir.source.Reason;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the published file of a table is made of rows: the sum of all changes is in the file, and is not kept a second
 * time. The next file is made from it and what has changed since, see {@link Splice}; changes that are not written yet
 * are kept.
 *
 * <p>Three tables, by their names' ends: {@code blocks} has a {@link FileBlock} under the label of its first row, a 1 in
 * front, and under 0 which file they describe, so that no other is built on; {@code later} the changes, as {@link
 * KeptRows} keeps them; {@code labels}, during a first load only, the labels of all rows. One thread.
 *
 * <p>Memory: a few blocks. Errors: a published file that is not what was written is a {@link RefusedException} that names
 * it; one that cannot be read an {@link UncheckedIOException}.
 */
public final class Snapshot {
    static final byte[] NONE = {};
    static final byte[] BLOCK = {1};
    static final byte[] FILE = {0};
    /** Small enough for an edit here and there to leave most blocks alone, large enough for few of them. */
    private static final int USUAL_ROWS = 256;

    private final Tables tables;
    private final String name;
    private final RowCodec codec;
    private final Whole.Records records;
    private final @Nullable SortedRuns rows;
    private final int usualRows;
    private @Nullable SortedRuns collected;

    /**
     * @param name begins the names of the tables
     * @param codec of the rows' changes
     * @param rows a map whose keys are the labels of all rows, as they are after the change; null where there is none, so
     *     that they are collected in a first load
     */
    public Snapshot(Tables tables, String name, RowCodec codec, Whole.Records records, @Nullable SortedRuns rows) {
        this(tables, name, codec, records, rows, USUAL_ROWS);
    }

    Snapshot(
            Tables tables,
            String name,
            RowCodec codec,
            Whole.Records records,
            @Nullable SortedRuns rows,
            int usualRows) {
        this.tables = tables;
        this.name = name;
        this.codec = codec;
        this.records = records;
        this.rows = rows;
        this.usualRows = usualRows;
    }

    /** Forgets what is kept under a name: the file is made in another way now. */
    public static void forget(Tables tables, String name) {
        tables.forget(name + "-blocks");
        tables.forget(name + "-later");
    }

    /** Takes the labels of all rows in a first load; their values are empty. */
    public static SortedRuns labels(Tables tables, String name) {
        return tables.table(name + "-labels");
    }

    /** In a first load: a row with this label comes, or goes. */
    public void add(byte[] label, int weight) {
        if (rows != null) {
            return;
        }
        SortedRuns labels = collected;
        if (labels == null) {
            labels = labels(tables, name);
            collected = labels;
        }
        if (weight > 0) {
            labels.put(label, NONE);
        } else {
            labels.remove(label);
        }
    }

    /** In a first load: so much of it has come. */
    public void add(Delta change) {
        for (int i = 0; i < change.size(); i++) {
            add(change.label(i), change.weight(i));
        }
    }

    /** Keeps a change until it is written. */
    public void note(Delta change) {
        if (change.size() > 0) {
            new KeptRows(codec, tables.table(name + "-later")).note(change);
        }
    }

    /** Whether it is known how the last file is made of rows, so that the next one can be made from it. */
    public boolean isThere() {
        return tables.table(name + "-blocks").get(FILE, Side.BEFORE) != null;
    }

    /**
     * Begins to describe a file in a first load, of whose rows the labels come in order. It is opened with the first.
     */
    public static FirstBlocks describe(Tables tables, String name, Whole.Records records, PublishedFile published) {
        return new FirstBlocks(tables.table(name + "-blocks"), records, published, USUAL_ROWS);
    }

    /**
     * Ends a first load: describes the file that all rows were written to, unless {@link #describe} has seen to it.
     *
     * @param published null where there is none
     */
    public void finishLoad(@Nullable PublishedFile published) {
        if (published == null
                || !Arrays.equals(tables.table(name + "-blocks").get(FILE, Side.AFTER), published.identity())) {
            finish(published);
        }
    }

    /**
     * Describes a file that all rows were written to, in order.
     *
     * @param published null where there is none
     */
    public void finish(@Nullable PublishedFile published) {
        if (published == null) {
            throw new RefusedException("a table that was not written as one file");
        }
        forget(tables, name);
        SortedRuns labels = rows == null ? labels(tables, name) : rows;
        SortedRuns blocks = tables.table(name + "-blocks");
        try (FileParts file = open(published, true);
                SortedRuns.Cursor cursor = labels.cursor(Side.AFTER)) {
            BlockIndexing.run(published, file, records, cursor, new BlockBuilder(blocks, null, usualRows));
        }
        blocks.put(FILE, published.identity());
        if (rows == null) {
            tables.forget(name + "-labels");
        }
    }

    /**
     * Writes all rows, as they are after all changes that were noted.
     *
     * @param published what was written last, null where there is nothing
     * @param to the next file; {@link #written} is to be told when it has its place
     */
    public void splice(@Nullable PublishedFile published, Whole.RecordTable to) {
        SortedRuns blocks = tables.table(name + "-blocks");
        byte[] described = blocks.get(FILE, Side.BEFORE);
        if (published == null || !Arrays.equals(described, published.identity())) {
            throw new RefusedException(
                    (published == null ? "a file" : published.file()) + ": is not the one that was written last");
        }
        KeptRows later = new KeptRows(codec, tables.table(name + "-later"));
        try (FileParts old = open(published, false);
                KeptRows.Changes changes = later.changes()) {
            new Splice(published.file(), old, blocks, new ChangedRecords(changes, to), to, usualRows)
                    .run(records.headBytes());
        }
        tables.forget(name + "-later");
    }

    /** The file that was spliced has its place. */
    public void written(@Nullable PublishedFile published) {
        SortedRuns blocks = tables.table(name + "-blocks");
        if (published == null) {
            blocks.remove(FILE);
        } else {
            blocks.put(FILE, published.identity());
        }
    }

    /** All rows were written to a file, in order, and it has its place. Not described where it was changed at once. */
    public void rewritten(@Nullable PublishedFile published) {
        try {
            finish(published);
        } catch (RefusedException changed) {
            forget(tables, name);
        }
    }

    static FileParts open(PublishedFile published, boolean isHashed) {
        try {
            return new FileParts(published.file(), isHashed);
        } catch (NoSuchFileException gone) {
            throw new RefusedException(published.file() + ": is not there any more");
        } catch (IOException e) {
            throw new UncheckedIOException(published.file() + ": cannot be read: " + Reason.of(e), e);
        }
    }
}
