/** Steps at the edge of a flow: what comes in, what is looked at, what leaves, and marks on the way. */
@NullMarked
package dev.weir.processors.outside;

import org.jspecify.annotations.NullMarked;
