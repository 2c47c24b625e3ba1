package dev.weir.process;

/** What becomes of a row that is in error. */
public enum OnError {
    /** The run ends with the report; nothing is written. */
    FAIL,
    /** The row goes no further. */
    DROP,
    /** The row goes on, a bad cell is missing to later steps and is written with its text; the version is invalid. */
    KEEP,
    /** The row goes to the resource {@code <name>-quarantine}, as text, with {@code _field}, {@code _code}, {@code _note}. */
    QUARANTINE;

    /** Whether rows in error go no further. */
    public boolean removes() {
        return this == DROP || this == QUARANTINE;
    }
}
