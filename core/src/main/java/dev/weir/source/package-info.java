/**
 * Where bytes come from: files named by descriptors, inside the bounds that a stranger's descriptor has.
 *
 * <p>In: a path that the user gave. Out: an {@link dev.weir.source.OpenedPackage}, its references to schemas and dialects
 * in place and all findings at hand, and for each resource a {@link dev.weir.source.ByteSource}: the bytes of its table
 * in UTF-8, decompressed, transcoded, its parts joined. Everything a descriptor names goes through {@link
 * dev.weir.source.SafePath}; what is too large meets {@link dev.weir.source.Limits}. Read {@code PackageReader}, then
 * {@code DataFolder}, {@code ByteSource}, {@code StreamBytes}.
 */
@NullMarked
package dev.weir.source;

import org.jspecify.annotations.NullMarked;
