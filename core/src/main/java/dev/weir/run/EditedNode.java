package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.process.Operation;
import dev.weir.refresh.source.FirstLoad;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Physical;
import dev.weir.source.SourceException;
import dev.weir.store.TemporaryRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table that is read, with the edits since: its rows are collected in order, edited, and come out as they are then, under
 * numbers of their own. They are not checked.
 *
 * <p>Errors: a row of the file whose shape or bytes are wrong is a {@link SourceException}, as edits count on all rows.
 */
final class EditedNode extends FeedNode {
    private final Operation.Read read;
    private final SourceEdits edits;
    private final RunOptions options;
    private final TemporaryRuns tables;
    private final Positions positions;
    private final List<@Nullable Physical> physicals;
    private long rows;

    /** @param near on the file system of temporary files */
    EditedNode(Operation.Read read, SourceEdits edits, RunOptions options, Path near) {
        super(read.resource().name(), Objects.requireNonNull(read.resource().schema()));
        this.read = read;
        this.edits = edits;
        this.options = options;
        try (TableScan scan = KeptSource.scan(read, options)) {
            this.positions = new Positions(resource, scan.table().recordsBefore(), 1, false);
            this.physicals = scan.physicals();
        }
        this.tables = new TemporaryRuns(options.temporary(near), options.budget());
    }

    @Override
    @Nullable
    Pipe open() {
        throw new IllegalStateException("no step comes before a table that is read");
    }

    @Override
    Positions positions() {
        return positions;
    }

    /** How many rows the file has. */
    long rows() {
        return rows;
    }

    @Override
    void move(int threads) {
        KeptSource source = new KeptSource(read, "source", physicals, tables::table);
        FirstLoad load = new FirstLoad(source.table(options));
        try (SourceRows file = new SourceRows(KeptSource.scan(read, options), true)) {
            for (Batch batch = file.nextBatch(); batch != null; batch = file.nextBatch()) {
                load.append(batch);
            }
            rows = load.finish();
        } catch (RefusedException refused) {
            String note = refused.getMessage() + ": its rows can only be edited when all of them can be read";
            throw new SourceException(
                    ErrorCode.SOURCE_ERROR, String.join(", ", read.resource().paths()), note, -1, refused);
        }
        edits.applyAll(source, options);
        try (BatchesFeed feed = new BatchesFeed(source.all(), positions, threads)) {
            Conveyor.run(feed, () -> Pipes.orNone(openTakers()), threads);
        }
    }

    @Override
    public void close() {
        tables.close();
    }
}
