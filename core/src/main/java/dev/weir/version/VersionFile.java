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
 */
public record VersionFile(
        String path, String hash, long bytes, @Nullable String at) {}
