/**
 * Checks of a table beside what its schema says: the optional checks of frictionless-py 5, one file a check.
 *
 * <p>In: a checklist as JSON, then the typed rows of a table in order, once or twice. Out: errors by row and field.
 */
@NullMarked
package dev.weir.checklist;

import org.jspecify.annotations.NullMarked;
