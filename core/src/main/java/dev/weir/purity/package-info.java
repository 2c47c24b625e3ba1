/**
 * Calls the functions of a plan's steps twice and compares what they give.
 *
 * <p>In: a plan. Out: the same plan, whose steps throw {@link dev.weir.process.ImpureException} where a function gives two
 * results of the same input. Read {@code Purity}, then {@code Results}.
 */
@NullMarked
package dev.weir.purity;

import org.jspecify.annotations.NullMarked;
