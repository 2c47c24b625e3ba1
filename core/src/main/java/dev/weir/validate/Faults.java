package dev.weir.validate;

import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the rows of a batch so far, row by row; used again for the next batch. One thread. */
public final class Faults {
    private static final int KEPT = 1024;
    private List<Fault> faults = new ArrayList<>();

    /**
     * @param row index in the batch
     * @param field index in the schema, -1 for the row as a whole or a cell that belongs to no field
     * @param column number of the cell in the record, from 1; 0 for the row as a whole
     */
    public record Fault(ErrorCode code, int row, int field, int column, String note) {}

    public void add(Fault fault) {
        faults.add(fault);
    }

    public List<Fault> list() {
        return faults;
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public void clear() {
        if (faults.size() > KEPT) {
            faults = new ArrayList<>();
        } else {
            faults.clear();
        }
    }
}
