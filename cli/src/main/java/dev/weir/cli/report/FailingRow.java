package dev.weir.cli.report;

import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a table with all that was found in it, or what was found in its header or file.
 *
 * @param rowNumber 0 for the header and the file
 * @param cells the row's texts, empty where they are not known
 * @param errors in the order of fields
 */
record FailingRow(long rowNumber, long line, List<String> cells, List<RowError> errors) {
    /** The rows of a task's listed errors, in their order, the first {@code most}. */
    static List<FailingRow> of(Task task, int most) {
        Map<Long, FailingRow> rows = new LinkedHashMap<>();
        for (RowError error : task.errors()) {
            long number = error.position().rowNumber();
            FailingRow row = rows.get(number);
            if (row == null) {
                if (rows.size() == most) {
                    continue;
                }
                row = new FailingRow(number, error.position().line(), error.cells(), new ArrayList<>());
            } else if (row.cells().isEmpty() && !error.cells().isEmpty()) {
                row = new FailingRow(number, error.position().line(), error.cells(), row.errors());
            }
            row.errors().add(error);
            rows.put(number, row);
        }
        return List.copyOf(rows.values());
    }

    /** The errors of one cell, by its number from 1. */
    List<RowError> of(int fieldNumber) {
        return errors.stream()
                .filter(error -> error.fieldNumber() == fieldNumber)
                .toList();
    }

    /** The errors of no single cell of the row: of all of it, or of one that is not there. */
    List<RowError> ofRow() {
        return errors.stream()
                .filter(error -> error.fieldNumber() == 0 || error.fieldNumber() > cells.size())
                .toList();
    }
}
