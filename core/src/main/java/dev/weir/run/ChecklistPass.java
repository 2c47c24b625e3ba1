package dev.weir.run;

import dev.weir.checklist.Check;
import dev.weir.checklist.CheckException;
import dev.weir.checklist.TableCheck;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.CellText;
import dev.weir.row.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a checklist on a table that was validated: its rows are read once more, in order, by one thread, and again
 * for checks that need it.
 */
final class ChecklistPass {
    private final String resource;
    private final ErrorLog log;
    private final List<Running> running = new ArrayList<>();

    /** A check with where its errors go. */
    private final class Running implements TableCheck.Found {
        private final ErrorCode code;
        private final TableCheck check;
        private @Nullable Place place;

        Running(ErrorCode code, TableCheck check) {
            this.code = code;
            this.check = check;
        }

        @Override
        public void cell(int row, int field, String note) {
            Place at = place();
            String name = at.batch.schema().field(field).name();
            String cell = CellText.of(at.batch.column(field), row);
            log.add(new RowError(code, at.position(row), field + 1, name, cell, at.cells(row), note, null));
        }

        @Override
        public void row(int row, String note) {
            Place at = place();
            log.add(new RowError(code, at.position(row), 0, null, null, at.cells(row), note, null));
        }

        @Override
        public void table(String note) {
            log.add(RowError.ofFile(code, resource, note));
        }

        private Place place() {
            if (place == null) {
                throw new IllegalStateException("no rows are at hand");
            }
            return place;
        }
    }

    private record Place(Batch batch, TableScan.Load load, Positions positions) {
        Position position(int row) {
            int at = load.block.recordStart(row);
            return positions.position(batch.label(row), load.block.breaksBefore(at), load.block.offsetOf(at));
        }

        List<String> cells(int row) {
            return CellText.ofRow(batch, row);
        }
    }

    private ChecklistPass(String resource, ErrorLog log) {
        this.resource = resource;
        this.log = log;
    }

    /**
     * @param scan the table, read to its end, for where its rows stand
     * @param reopen opens the same table anew
     */
    static void run(List<Check> checks, TableScan scan, Supplier<TableScan> reopen, ErrorLog log) {
        if (checks.isEmpty()) {
            return;
        }
        ChecklistPass pass = new ChecklistPass(scan.positions().resource(), log);
        int passes = 1;
        for (Check check : checks) {
            try {
                TableCheck started = check.start(scan.schema());
                pass.running.add(pass.new Running(check.code(), started));
                passes = Math.max(passes, started.passes());
            } catch (CheckException unfit) {
                log.add(RowError.ofFile(ErrorCode.CHECK_ERROR, pass.resource, String.valueOf(unfit.getMessage())));
            }
        }
        for (int i = 0; i < passes && !pass.running.isEmpty(); i++) {
            pass.read(i, scan.positions(), reopen);
        }
    }

    private void read(int pass, Positions positions, Supplier<TableScan> reopen) {
        long rows = 0;
        try (TableScan scan = reopen.get()) {
            TableScan.Load load = scan.cargo();
            for (Batch batch = scan.readNext(load); batch != null; batch = scan.readNext(load)) {
                rows += batch.rows();
                for (Running check : running) {
                    if (pass < check.check.passes()) {
                        check.place = new Place(batch, load, positions);
                        check.check.rows(pass, batch, check);
                    }
                }
            }
        }
        for (Running check : running) {
            if (pass < check.check.passes()) {
                check.check.end(pass, rows, check);
            }
        }
    }
}
