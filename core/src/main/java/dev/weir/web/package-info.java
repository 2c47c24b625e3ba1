/**
 * Files from addresses: fetched over http and https, only where a user asked for it, into a cache.
 *
 * <p>In: an address. Out: a whole file on disk, named by what it holds. Every server is checked before a byte is sent to
 * it, and what it sends is held to {@link dev.weir.web.WebLimits}. Read {@code WebCache}, then {@code WebRequest}, {@code
 * PublicAddress}, {@code WebBody}. Nothing here is loaded by a command that reads local files.
 */
@NullMarked
package dev.weir.web;

import org.jspecify.annotations.NullMarked;
