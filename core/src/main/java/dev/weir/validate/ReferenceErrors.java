package dev.weir.validate;

import dev.weir.descriptor.ForeignKey;

/** Takes the rows whose foreign key names no row: for each foreign key in label order. One thread. */
@FunctionalInterface
public interface ReferenceErrors {
    /**
     * @param table the table that refers, by its index among the tables that {@link PackageKeys#of} was given
     * @param key which foreign key of it
     * @param label the row that names no row
     */
    void unmatched(int table, ForeignKey key, long label);
}
