package dev.weir.write;

import dev.weir.numbering.NumberingOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a package is written.
 *
 * @param fixedPaths whether data files are called {@code data/<name>.csv} in every version; else {@code
 *     data/<n>/<name>.csv}, n counting up, and never change once named
 * @param version the package's version; null for the next one, or the one that the package states
 * @param versionReason why {@code version} is lower than what has changed asks for; null where it is not
 * @param numbering how what has changed is counted where the standard says nothing
 * @param logicalHash whether each table is described by the hash of what it says, too
 * @param changes whether a version of a folder carries the rows that have changed since the one before
 */
public record DumpOptions(
        boolean fixedPaths,
        @Nullable String version,
        @Nullable String versionReason,
        NumberingOptions numbering,
        boolean logicalHash,
        boolean changes) {
    public static final DumpOptions DEFAULT = new DumpOptions(false, null);

    /** Numbers by the defaults. */
    public DumpOptions(boolean fixedPaths, @Nullable String version) {
        this(fixedPaths, version, null, NumberingOptions.DEFAULT, false, false);
    }
}
