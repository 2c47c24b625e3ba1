/**
 * Bytes that are kept for good: immutable, compressed, each named by the SHA-256 of what it holds.
 *
 * <p>In: the bytes of a file, and which objects it may resemble. Out: the same bytes, checked. An object holds its bytes
 * in full or as a difference to another object, its base; which, whoever reads it need not know. To read in this order:
 * {@code Header}, {@code FullFrame}, {@code DeltaFrame}, {@code ObjectEncoder}, {@code PackFile}, {@link
 * dev.weir.store.object.ObjectStore}.
 */
@NullMarked
package dev.weir.store.object;

import org.jspecify.annotations.NullMarked;
