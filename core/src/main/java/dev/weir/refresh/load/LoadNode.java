package dev.weir.refresh.load;

/** Takes the rows of one place of a plan, a few thousand at a time, in the order in which they come. One thread at a time. */
interface LoadNode {
    void take(LoadedRows rows);

    /** All rows have come. */
    void end();
}
