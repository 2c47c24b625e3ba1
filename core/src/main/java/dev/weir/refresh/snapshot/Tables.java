package dev.weir.refresh.snapshot;

import dev.weir.store.SortedRuns;

/** The tables that are kept from run to run. */
public interface Tables {
    /** A table by name; new, and empty, where there is none. Valid until it is forgotten. */
    SortedRuns table(String name);

    /** Leaves a table out of what is kept from now on. */
    void forget(String name);
}
