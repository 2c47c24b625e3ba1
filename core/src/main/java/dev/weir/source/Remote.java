package dev.weir.source;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Brings files from addresses; where there is none, nothing remote is read. */
public interface Remote {
    /**
     * The file at an address, whole and on disk; asked for once.
     *
     * @param sha256 the hash that it is said to have, in hexadecimal digits, null where none is; not checked
     * @param mostBytes how large it may be
     * @throws SourceException {@code scheme-error} where it may not be read or is not there, {@code source-error} past a
     *     limit
     * @throws java.io.UncheckedIOException where it cannot be had
     */
    Path fetch(URI address, @Nullable String sha256, long mostBytes);

    /** The address that a file was fetched from; null for any other file. */
    @Nullable
    URI address(Path file);

    /** The address that answered in its place, which relative paths within it start from; null for any other file. */
    @Nullable
    URI base(Path file);

    /** Where the files are. */
    Path folder();
}
