package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.process.OnError;
import dev.weir.report.ErrorLog;
import dev.weir.validate.RowChecks;
import dev.weir.validate.TableKeys;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table that is read. Its rows are checked as they are read: their types and shape, or, where the step behind it is a
 * check, all that their schema says.
 */
final class ScanNode extends FeedNode implements KeyGroup.Member {
    private final TableScan scan;
    private final Supplier<TableScan> reopen;
    private final ErrorLog log;
    private final boolean leavesErrors;
    private final QuarantineNode quarantine = new QuarantineNode(this);
    private OnError onError;
    private boolean cutShort;
    private RowChecks checks;
    private @Nullable TableKeys tableKeys;
    private @Nullable KeyGroup keys;

    /**
     * @param reopen opens the same table anew
     * @param leavesErrors whether what becomes of rows in error is for a check behind to say
     */
    ScanNode(TableScan scan, Supplier<TableScan> reopen, OnError onError, ErrorLog log, boolean leavesErrors) {
        super(scan.positions().resource(), scan.schema());
        this.scan = scan;
        this.reopen = reopen;
        this.onError = onError;
        this.log = log;
        this.leavesErrors = leavesErrors;
        this.checks = RowChecks.ofTypes(scan.schema());
        scan.headerErrors().forEach(log::add);
        this.cutShort = scan.table().headerProblem() != null;
    }

    /** Makes the check of types that of the step behind. */
    void check(OnError onError, KeyGroup keys) {
        this.onError = onError;
        this.keys = keys;
        this.checks = RowChecks.of(schema);
        this.tableKeys = keys.join(this);
    }

    /** Leaves it to a check behind what becomes of bad cells: only what is wrong with the shape and bytes of rows is said here. */
    void leaveCells() {
        this.checks = RowChecks.of(Schema.EMPTY);
    }

    QuarantineNode quarantine() {
        return quarantine;
    }

    /** Whether a check behind may take the place of this one, which is of types only. */
    boolean leavesErrors() {
        return leavesErrors && keys == null;
    }

    @Override
    @Nullable
    KeyGroup checkedWith() {
        return keys;
    }

    @Override
    boolean isWhole() {
        return onError == OnError.FAIL || onError == OnError.KEEP;
    }

    @Override
    Pipe open() {
        throw new IllegalStateException("no step comes before a table that is read");
    }

    @Override
    Positions positions() {
        return scan.positions();
    }

    @Override
    void move(int threads) {
        CheckStage stage = new CheckStage(
                resource,
                schema,
                checks,
                tableKeys,
                onError,
                log,
                scan,
                scan.positions(),
                this::openTakers,
                quarantine::openTakers);
        Conveyor.run(scan, () -> new CheckPipe(stage), threads);
        cutShort |= stage.isCutShort();
    }

    /** Whether the table could not be read to its end: then the run fails, whatever becomes of rows in error. */
    boolean isCutShort() {
        return cutShort;
    }

    /** How many rows were read. */
    long rows() {
        return scan.rows();
    }

    @Override
    void passed() {
        if (keys != null) {
            keys.passed(this);
        }
        super.passed();
        quarantine.passed();
    }

    @Override
    public ErrorLog log() {
        return log;
    }

    @Override
    public RowReader reader() {
        return new RowReader(scan, reopen);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void close() {
        scan.close();
    }
}
