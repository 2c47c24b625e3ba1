package dev.weir.run;

import dev.weir.process.OnError;
import dev.weir.report.ErrorCode;
import dev.weir.report.ErrorLog;
import dev.weir.report.RowError;
import dev.weir.row.Batch;
import dev.weir.row.CellText;
import dev.weir.row.Position;

/**
 * The errors of one step's rows, found while it runs, and what becomes of these rows. The log is filled in order.
 *
 * @param positions where the rows of the batches stand
 */
record StepErrors(String resource, OnError onError, ErrorLog log, Positions positions) {

    /** The error of a row, to be added in order. */
    void defer(Batch batch, int row, ErrorCode code, String field, String note, Ticket ticket) {
        RowError error = describe(batch, row, code, field, note, resource);
        long label = batch.label(row);
        ticket.defer(payload -> log.add(placed((RowError) payload, label)), error);
    }

    /** The error of a row whose number is not known yet. */
    static RowError describe(Batch batch, int row, ErrorCode code, String field, String note, String resource) {
        int index = batch.schema().indexOf(field);
        String cell = index < 0 ? null : CellText.of(batch.column(index), row);
        return new RowError(
                code,
                new Position(resource, 0, 0, -1),
                index + 1,
                field.isEmpty() ? null : field,
                cell,
                CellText.ofRow(batch, row),
                note,
                null);
    }

    private RowError placed(RowError error, long label) {
        long number = positions.rowNumber(label);
        return new RowError(
                error.code(),
                new Position(resource, number, 0, -1),
                error.fieldNumber(),
                error.fieldName(),
                error.cell(),
                error.cells(),
                error.note(),
                null);
    }
}
