package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.operate.PutAside;
import dev.weir.process.OnError;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.row.Position;
import dev.weir.validate.RowChecks;
import dev.weir.validate.RowJudge;
import dev.weir.validate.TableKeys;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check of a stream of rows: types and shape, constraints, keys. Shared by the pipes of all threads; its log is written
 * in row order.
 */
final class CheckStage {
    final String resource;
    final Schema schema;
    final RowChecks checks;
    final @Nullable TableKeys keys;
    final OnError onError;
    final ErrorLog log;
    final @Nullable TableScan scan;
    final Positions positions;
    final Supplier<@Nullable Pipe> next;
    final Supplier<@Nullable Pipe> quarantine;
    final Schema quarantined;
    private final boolean[] present;
    private volatile boolean detailed = true;
    private volatile boolean cutShort;

    /**
     * @param scan the table that the rows come straight from, null where steps stand between
     * @param positions where the rows stand
     * @param next the pipe behind the check, for one thread; null for none
     * @param quarantine the pipe of quarantined rows, for one thread; null for none
     */
    CheckStage(
            String resource,
            Schema schema,
            RowChecks checks,
            @Nullable TableKeys keys,
            OnError onError,
            ErrorLog log,
            @Nullable TableScan scan,
            Positions positions,
            Supplier<@Nullable Pipe> next,
            Supplier<@Nullable Pipe> quarantine) {
        this.resource = resource;
        this.schema = schema;
        this.checks = checks;
        this.keys = keys == null || keys.isEmpty() ? null : keys;
        this.onError = onError;
        this.log = log;
        this.scan = scan;
        this.positions = positions;
        this.next = next;
        this.quarantine = quarantine;
        this.quarantined = PutAside.schema(schema);
        this.present = new boolean[schema.fields().size()];
        for (int i = 0; i < present.length; i++) {
            present[i] = scan == null || scan.isPresent(i);
        }
    }

    /** Judges rows, for one thread. */
    RowJudge newJudge() {
        return new RowJudge(checks, present);
    }

    /** Whether errors are still listed, so that their texts are wanted; else they are counted only. */
    boolean isDetailed() {
        return detailed;
    }

    /** Notes that nothing behind a place of the source could be read: no rows in error, but rows not seen. */
    void cutShort() {
        cutShort = true;
    }

    boolean isCutShort() {
        return cutShort;
    }

    /** Adds the errors of one batch; called in row order. */
    void take(List<Pending> errors, Unlisted unlisted) {
        for (Pending error : errors) {
            log.add(error.toRowError(positions.position(error.label(), error.lines(), error.offset())));
        }
        unlisted.addTo(log);
        detailed = log.wantsMore();
    }

    /**
     * An error whose row number is not known yet.
     *
     * @param lines line breaks of its segment before it
     */
    record Pending(RowError error, long label, int row, long lines, long offset) {
        RowError toRowError(Position position) {
            return new RowError(
                    error.code(),
                    position,
                    error.fieldNumber(),
                    error.fieldName(),
                    error.cell(),
                    error.cells(),
                    error.note(),
                    error.pointer());
        }
    }
}
