package dev.weir.row;

import org.jspecify.annotations.Nullable;

/**
 * Where a row stands.
 *
 * @param resource the name of its resource
 * @param rowNumber the ordinal of the record in the resource, from 1, every record counted (header, comment, blank)
 * @param line the physical line where the record begins in its part, from 1; 0 where it is not known
 * @param offset the byte where the record begins in its part, from 0; -1 where it is not known
 * @param file the part, as its user would name it, of a resource of several; null where it is one or not known
 */
public record Position(
        String resource,
        long rowNumber,
        long line,
        long offset,
        @Nullable String file) {
    /** In a resource of one part, or where the part is not known. */
    public Position(String resource, long rowNumber, long line, long offset) {
        this(resource, rowNumber, line, offset, null);
    }
}
