package dev.weir.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place of a plan where something is kept from run to run: a table that is read, a step's work on one table, a check, a
 * table that is written.
 *
 * @param table begins the names of what is kept there; no two places of a plan have the same
 * @param hash says all that follows from the flow about what is kept; null where nothing says it
 */
public record Place(String table, @Nullable String hash) {

    @Override
    public boolean equals(@Nullable Object other) { // by hand: a record's own is linked anew in each process
        return other instanceof Place place && table.equals(place.table) && Objects.equals(hash, place.hash);
    }

    @Override
    public int hashCode() {
        return 31 * table.hashCode() + Objects.hashCode(hash);
    }
}
