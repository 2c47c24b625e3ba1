package dev.weir.process;

import dev.weir.descriptor.WeirException;

/** A step's function gave two results of the same row: it is wrong, not the row. Thrown where runs check for it. */
public final class ImpureException extends WeirException {
    private static final long serialVersionUID = 1L;
    private final String step;
    private final String found;
    private final long label;

    /**
     * @param step its number and name
     * @param found what differs
     * @param label of the row in its batch, -1 where it has none
     */
    public ImpureException(String step, String found, long label) {
        this(step, "", found, label);
    }

    private ImpureException(String step, String where, String found, long label) {
        super(step + ": " + where + found + "; what a function gives must follow from what it is given alone");
        this.step = step;
        this.found = found;
        this.label = label;
    }

    public long label() {
        return label;
    }

    /** The same, saying where the row stands, if that is known. */
    public ImpureException at(String resource, long rowNumber) {
        return rowNumber < 1 ? this : new ImpureException(step, resource + ", row " + rowNumber + ": ", found, label);
    }
}
