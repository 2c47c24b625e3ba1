/**
 * What a version carries about itself beyond its data: statements of where it comes from, in the words of others.
 *
 * <p>In: a written package, the plan that made it, and the run. Out: {@link dev.weir.carry.Origin}, the facts, and what is made of them: {@link dev.weir.carry.Statement} (in-toto with SLSA
 * provenance), {@link dev.weir.carry.OpenLineage}, {@link dev.weir.carry.Croissant}; {@link dev.weir.carry.Signatures}.
 */
@NullMarked
package dev.weir.carry;

import org.jspecify.annotations.NullMarked;
