package dev.weir.write;

import org.jspecify.annotations.Nullable;

/**
 * How a package is written.
 *
 * @param fixedPaths whether data files are called {@code data/<name>.csv} in every version; else {@code
 *     data/<n>/<name>.csv}, n counting up, and never change once named
 * @param version the package's version; null for the one that the package states, else 1.0.0
 */
public record DumpOptions(boolean fixedPaths, @Nullable String version) {
    public static final DumpOptions DEFAULT = new DumpOptions(false, null);
}
