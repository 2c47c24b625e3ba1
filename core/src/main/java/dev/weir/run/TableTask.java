package dev.weir.run;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.parse.TableSource;
import dev.weir.process.OnError;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Position;
import dev.weir.source.EncodingGuess;
import dev.weir.source.SourceException;
import dev.weir.validate.RowChecks;
import dev.weir.validate.TableKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The validation of one resource: opened, read once, and its findings. */
final class TableTask implements AutoCloseable {
    private final TableSource source;
    private final RunOptions options;
    private final boolean described;
    private final Resource resource;
    private final ErrorLog log;
    private final List<String> warnings = new ArrayList<>();
    private Schema schema = Schema.EMPTY;
    private Dialect dialect = Dialect.DEFAULT;
    private @Nullable TableScan scan;
    private @Nullable KeyFindings findings;
    private FileStats stats = FileStats.UNKNOWN;

    /** @param described whether there is a descriptor; else the schema was inferred, from the labels too */
    TableTask(TableSource source, RunOptions options, boolean described) {
        this.described = described;
        this.source = source;
        this.options = options;
        this.resource = source.resource();
        this.log = new ErrorLog(options.limitErrors(), options.checklist()::counts);
    }

    /** Opens the table and checks its header. Gives its schema, an empty one where it has no rows to read. */
    Schema open() {
        try {
            stats = FileStats.check(source, options.hash(), log);
            TableFormat format = TableFormat.of(resource);
            if (format.isTable()) {
                open(format);
            } else if (format.problem() != null) {
                log.add(RowError.ofFile(ErrorCode.FORMAT_ERROR, resource.name(), format.problem()));
            }
        } catch (SourceException problem) {
            fail(problem);
        }
        return schema;
    }

    private void open(TableFormat format) {
        dialect = format.dialect();
        TableScan opened = scan(resource.schema());
        if (opened.table().isEmpty()) {
            opened.close();
            log.add(RowError.ofFile(ErrorCode.SOURCE_ERROR, resource.name(), "the source is empty"));
            return;
        }
        schema = opened.schema();
        scan = opened;
        opened.headerErrors().forEach(log::add);
        if (!described || resource.schema() == null) {
            opened.unstatedErrors().forEach(log::add);
        }
        EncodingGuess guess = described ? source.data().guess(resource) : null;
        if (guess != null) {
            warnings.add(guess.words());
        }
        if (opened.table().headerProblem() != null) {
            scan = null;
            opened.close();
        }
    }

    private TableScan scan(@Nullable Schema stated) {
        return TableScan.open(source, stated, dialect, options);
    }

    /** Reads the table and checks its rows. */
    void check(TableKeys keys) {
        TableScan scan = this.scan;
        if (scan == null) {
            keys.giveUp();
            return;
        }
        CheckStage stage = new CheckStage(
                resource.name(),
                schema,
                RowChecks.of(schema),
                keys,
                OnError.FAIL,
                log,
                scan,
                scan.positions(),
                () -> null,
                () -> null);
        try {
            Conveyor.run(scan, () -> new CheckPipe(stage), options.threads());
        } catch (SourceException problem) {
            fail(problem);
            keys.giveUp();
            return;
        }
        if (scan.isLimited()) {
            warnings.add("only the first " + options.limitRows() + " rows were checked, and no foreign keys");
        }
        RowReader reader = new RowReader(scan, () -> scan(schema));
        KeyFindings found =
                new KeyFindings(schema, scan.positions(), reader, log, options.limitErrors(), (label, reason) -> {});
        keys.finish(reader, found::duplicate);
        found.flush();
        findings = found;
        ChecklistPass.run(options.checklist().checks(), scan, () -> scan(schema), log);
    }

    void unmatched(ForeignKey key, long label) {
        if (findings != null) {
            findings.unmatched(key, label);
        }
    }

    private void fail(SourceException problem) {
        Position position = new Position(resource.name(), 0, 0, problem.position());
        log.add(new RowError(problem.code(), position, 0, null, null, List.of(), problem.note(), null));
    }

    /** Adds an error of the table that was found elsewhere. */
    void add(RowError error) {
        log.add(error);
    }

    /** Why the file cannot be read, as far as is known, or null. */
    @Nullable
    String problem() {
        for (RowError error : log.errors()) {
            if (error.code().scope() == ErrorCode.Scope.FILE) {
                return error.note();
            }
        }
        return null;
    }

    Task finish() {
        if (findings != null) {
            findings.flush();
        }
        List<String> labels = scan == null || scan.table().labels() == null
                ? List.of()
                : scan.table().labels();
        return new Task(
                resource.name(),
                TableFormat.of(resource).isTable() ? "table" : "file",
                resource.paths().isEmpty() ? "<memory>" : String.join(",", resource.paths()),
                labels == null ? List.of() : labels,
                stats.bytes(),
                stats.hash(),
                schema.fields().size(),
                scan == null ? 0 : scan.rows(),
                log.count(),
                log.counts(),
                warnings,
                log.errors());
    }

    @Override
    public void close() {
        TableScan open = scan;
        if (open != null) {
            open.close();
        }
    }
}
