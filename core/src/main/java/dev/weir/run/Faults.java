package dev.weir.run;

import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rows of a batch so far, row by row; used again for the next batch. One thread. */
final class Faults {
    private static final int KEPT = 1024;
    private List<Fault> faults = new ArrayList<>();

    /**
     * @param row index in the batch
     * @param field index in the schema, -1 for the row as a whole or a cell that belongs to no field
     * @param column number of the cell in the record, from 1; 0 for the row as a whole
     */
    record Fault(ErrorCode code, int row, int field, int column, String note) {}

    void add(Fault fault) {
        faults.add(fault);
    }

    List<Fault> list() {
        return faults;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void clear() {
        if (faults.size() > KEPT) {
            faults = new ArrayList<>();
        } else {
            faults.clear();
        }
    }
}
