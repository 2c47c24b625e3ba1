/**
 * A flow as a whole: the plan of its steps, checked before the first row.
 *
 * <p>In: processors, from a flow file or the library. Out: a {@link dev.weir.flow.Plan}: for each step the package before
 * and behind it and its operations.
 */
@NullMarked
package dev.weir.flow;

import org.jspecify.annotations.NullMarked;
