/**
 * The versions of a package's folder: a log of manifests, the bytes of every file of each, and one line, {@code HEAD}, that
 * says which is the newest.
 *
 * <p>In: what a dump wrote, or a folder of versions from elsewhere. Out: any version again, to the byte, and how it
 * differs from the one before. {@link dev.weir.version.VersionStore} reads and takes no lock; {@link
 * dev.weir.version.VersionWriter} is the one writer. Read {@code Version}, {@code ManifestJson}, {@code Manifests}, {@code
 * VersionStore}, {@code VersionWriter}, {@code DumpedVersions}, {@code Import}.
 */
@NullMarked
package dev.weir.version;

import org.jspecify.annotations.NullMarked;
