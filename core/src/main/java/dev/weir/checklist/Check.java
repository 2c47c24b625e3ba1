package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;

/** One check of a checklist, as it was stated. Immutable: {@link #start} gives what sees the rows of one table. */
public interface Check {
    /** What it finds; also the name that a checklist calls it by. */
    ErrorCode code();

    /**
     * Begins with a table.
     *
     * @throws CheckException if the table is not one for the check: a field is not there or of another type
     */
    TableCheck start(Schema schema);
}
