package dev.weir.version;

import org.jspecify.annotations.Nullable;

/**
 * A file of a version.
 *
 * @param path as the version's own descriptor names it, from the folder of the package
 * @param hash SHA-256 of its bytes, in hexadecimal digits
 * @param bytes its size
 * @param at where in the folder the bytes are as long as they are no object: a large data file that a dump wrote; null
 *     where they are an object from the start
 * @param common what it has in common with the file of a version before; null where that is not known
 */
public record VersionFile(
        String path,
        String hash,
        long bytes,
        @Nullable String at,
        @Nullable Common common) {

    /** A file of which nothing else is known. */
    VersionFile(String path, String hash, long bytes, @Nullable String at) {
        this(path, hash, bytes, at, null);
    }

    /**
     * What two files have in common.
     *
     * @param file the hash of the other one, which is older
     * @param records the object that says which records they are
     */
    public record Common(String file, String records) {}

    VersionFile with(@Nullable Common known) {
        return new VersionFile(path, hash, bytes, at, known);
    }
}
