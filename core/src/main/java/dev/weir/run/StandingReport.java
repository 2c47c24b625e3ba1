package dev.weir.run;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Schema;
import dev.weir.process.Operation;
import dev.weir.refresh.Refresh;
import dev.weir.refresh.StandingErrors;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.row.CellText;
import dev.weir.row.Position;
import dev.weir.validate.CellErrors;
import dev.weir.validate.PackageKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run on changes says of the rows in error that there are: what a run from scratch says, but lines and bytes. */
final class StandingReport {
    private final Refresh.Errors errors;
    private final RunOptions options;
    private long before = 1;
    private @Nullable TableScan scan;

    private StandingReport(Refresh.Errors errors, RunOptions options) {
        this.errors = errors;
        this.options = options;
    }

    /** @throws RefusedException where it is not known where a row in error stands */
    static RunReport of(List<Refresh.Errors> all, RunOptions options) {
        RunReport report = new RunReport();
        for (Refresh.Errors errors : all) {
            Map<ErrorCode, Map<String, Long>> counts = errors.counts().all();
            if (errors.onError().removes()) {
                long count = counts.values().stream()
                        .flatMap(fields -> fields.values().stream())
                        .mapToLong(Long::longValue)
                        .sum();
                report.addRemoved(errors.step(), errors.resource(), errors.onError(), count);
            } else if (!counts.isEmpty()) {
                report.add(errors.step(), errors.resource(), new StandingReport(errors, options).log(counts));
            }
        }
        return report;
    }

    private ErrorLog log(Map<ErrorCode, Map<String, Long>> counts) {
        ErrorLog log = new ErrorLog(options.limitErrors());
        StandingErrors standing = errors.standing();
        Operation.Read read = errors.read();
        if (standing == null) {
            throw new IllegalStateException("rows in error of " + errors.resource() + " that are not kept");
        }
        if (read == null) {
            standing.list(options.limitErrors()).forEach(placed -> log.add(error(placed)));
        } else {
            try (TableScan opened = KeptSource.scan(read, options)) {
                requireNumbers(read);
                scan = opened;
                before = opened.table().recordsBefore();
                standing.list(options.limitErrors()).forEach(placed -> log.add(error(placed)));
            }
        }
        Map<ErrorCode, Map<String, Long>> listed = new HashMap<>();
        log.counts().forEach((code, fields) -> listed.put(code, new HashMap<>(fields)));
        counts.forEach((code, fields) -> fields.forEach((field, count) -> {
            long left = count - listed.getOrDefault(code, Map.of()).getOrDefault(field, 0L);
            if (left > 0) {
                log.addUnlisted(code, field, left);
            }
        }));
        return log;
    }

    /** Comments count where rows are numbered, and are not kept. */
    private static void requireNumbers(Operation.Read read) {
        var dialect = TableFormat.of(read.resource()).dialect();
        if (dialect.commentChar() != null || !dialect.commentRows().isEmpty()) {
            throw new RefusedException("rows in error among comments");
        }
    }

    private RowError error(StandingErrors.Placed placed) {
        StandingErrors.Error error = placed.error();
        Schema schema = error.batch().schema();
        String name = error.field() == CellErrors.WHOLE_ROW
                ? null
                : schema.field(error.field()).name();
        List<String> cells =
                error.key() != null && !errors.asRead() ? List.of() : CellText.ofRow(error.batch(), error.row());
        return new RowError(
                error.code(),
                new Position(errors.resource(), before + placed.place() + 1, 0, -1),
                number(error),
                name,
                cell(error, cells),
                cells,
                note(placed, schema, cells),
                null);
    }

    private int number(StandingErrors.Error error) {
        TableScan read = scan;
        boolean asRead = errors.asRead() && error.key() == null && error.field() >= 0;
        return asRead && read != null ? read.columnNumber(error.field()) : error.field() + 1;
    }

    private static @Nullable String cell(StandingErrors.Error error, List<String> cells) {
        if (error.code() == ErrorCode.MISSING_CELL) {
            return "";
        }
        return error.field() < 0 || cells.isEmpty()
                ? null
                : CellText.of(error.batch().column(error.field()), error.row());
    }

    private String note(StandingErrors.Placed placed, Schema schema, List<String> cells) {
        StandingErrors.Error error = placed.error();
        if (error.key() != null) {
            return error.key().note(before + placed.firstPlace() + 1);
        }
        if (error.foreignKey() == null) {
            return error.note();
        }
        List<String> texts = error.foreignKey().fields().stream()
                .map(field -> cells.get(schema.indexOf(field)))
                .toList();
        return PackageKeys.note(error.foreignKey(), texts);
    }
}
