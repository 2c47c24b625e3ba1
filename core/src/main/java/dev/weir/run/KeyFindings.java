package dev.weir.run;

import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.CellText;
import dev.weir.row.Position;
import dev.weir.validate.CellErrors;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.TableKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors of keys, found when all rows of a table were read: the rows are read again for their texts while errors are
 * listed, else counted.
 */
final class KeyFindings {
    private static final int CHUNK = 1024;

    private final Schema schema;
    private final Positions positions;
    private final @Nullable RowReader reader;
    private final ErrorLog log;
    private final Rejects rejects;
    private final int limit;
    private final long[] labels = new long[CHUNK];
    private final long[] firstLabels = new long[CHUNK];
    private int count;
    private long described;
    private Object current = "";

    /** Takes the labels of rows in error. */
    interface Rejects {
        void reject(long label, KeyGroup.Rejected.Reason reason);
    }

    /**
     * @param reader reads rows again for their texts, null where no source holds them
     * @param limit how many errors are listed, 0 for all
     */
    KeyFindings(
            Schema schema, Positions positions, @Nullable RowReader reader, ErrorLog log, int limit, Rejects rejects) {
        this.schema = schema;
        this.positions = positions;
        this.reader = reader;
        this.log = log;
        this.limit = limit == 0 ? Integer.MAX_VALUE : limit;
        this.rejects = rejects;
    }

    void duplicate(TableKey key, long label, long firstLabel) {
        add(key, label, firstLabel);
    }

    void unmatched(ForeignKey key, long label) {
        add(key, label, label);
    }

    private void add(Object key, long label, long firstLabel) {
        if (!key.equals(current) || count == CHUNK || count > 0 && labels[count - 1] >= label) {
            flush();
            if (!key.equals(current)) {
                described = 0;
            }
            current = key;
        }
        labels[count] = label;
        firstLabels[count] = firstLabel;
        count++;
    }

    /** Adds what was found to the log. */
    void flush() {
        int texts = (int) Math.min(count, Math.max(0, limit - described));
        if (reader == null) {
            texts = 0;
        } else if (texts > 0) {
            reader.visit(labels, texts, this::describe);
        }
        for (int i = texts; i < count; i++) {
            Position position = new Position(positions.resource(), positions.rowNumber(labels[i]), 0, -1);
            log.add(error(position, i, List.of()));
        }
        described += count;
        count = 0;
    }

    private void describe(int index, Batch batch, int row, TableScan.Load load) {
        int at = load.block.recordStart(row);
        Position position = positions.position(labels[index], load.block.breaksBefore(at), load.block.offsetOf(at));
        log.add(error(position, index, CellText.ofRow(batch, row)).with(cell(batch, row)));
    }

    private @Nullable String cell(Batch batch, int row) {
        return current instanceof TableKey key && key.field() != CellErrors.WHOLE_ROW
                ? CellText.of(batch.column(key.field()), row)
                : null;
    }

    private RowError error(Position position, int index, List<String> cells) {
        RowError error = current instanceof TableKey key
                ? duplicate(key, position, positions.rowNumber(firstLabels[index]), cells)
                : unmatched((ForeignKey) current, position, cells);
        String note = current instanceof TableKey ? TableKey.NOTE : PackageKeys.note((ForeignKey) current);
        rejects.reject(labels[index], new KeyGroup.Rejected.Reason(error.code(), error.fieldName(), note));
        return error;
    }

    private RowError duplicate(TableKey key, Position position, long firstRowNumber, List<String> cells) {
        boolean whole = key.field() == CellErrors.WHOLE_ROW;
        return new RowError(
                key.code(),
                position,
                whole ? 0 : key.field() + 1,
                whole ? null : schema.field(key.field()).name(),
                null,
                cells,
                key.note(firstRowNumber),
                null);
    }

    private RowError unmatched(ForeignKey key, Position position, List<String> cells) {
        List<String> texts = cells.isEmpty()
                ? List.of()
                : key.fields().stream()
                        .map(name -> cells.get(schema.indexOf(name)))
                        .toList();
        return new RowError(ErrorCode.FOREIGN_KEY, position, 0, null, null, cells, PackageKeys.note(key, texts), null);
    }
}
