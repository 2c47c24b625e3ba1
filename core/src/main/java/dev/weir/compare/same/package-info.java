/**
 * What two tables have in common, to the byte. Two open tables enter ({@link dev.weir.compare.same.TablePair}); the places
 * of the rows that both have leave, and of those that one has alone ({@link dev.weir.compare.same.SameRows}).
 */
@NullMarked
package dev.weir.compare.same;

import org.jspecify.annotations.NullMarked;
