/**
 * First loads: the tables of a plan's state made from all rows at once, batch by batch, without looking anything up in
 * them. What comes out is what carrying the same rows through as a change gives.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.refresh.load;
