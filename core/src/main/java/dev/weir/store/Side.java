package dev.weir.store;

/** Which state of a map that is being changed a reader sees. */
public enum Side {
    /** What was committed: what the map held when it was opened, whatever happened since. */
    BEFORE,
    /** What was committed, with the changes of this run. */
    AFTER
}
