/** Steps that keep the fields: they drop, order or mend rows. */
@NullMarked
package dev.weir.processors.row;

import org.jspecify.annotations.NullMarked;
