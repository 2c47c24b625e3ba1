package dev.weir.refresh.load;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one place of a plan, a few thousand at a time, in the order in which they come. One thread at a time. */
interface LoadNode {
    void take(LoadedRows rows);

    /** All rows have come. */
    void end();

    /** The names of the fields whose cells it looks at; null for all. */
    default @Nullable Set<String> fields() {
        return null;
    }
}
