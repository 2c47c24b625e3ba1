/**
 * Hashes of what tables say, whatever they are written like: {@link dev.weir.carry.hash.LogicalHash}, made of rows in memory,
 * and {@link dev.weir.carry.hash.TableHash}, of files that have been written.
 */
@NullMarked
package dev.weir.carry.hash;

import org.jspecify.annotations.NullMarked;
