/** Steps that change fields and keep the rows: add, select, delete, rename, set the type; and unpivot, which melts fields. */
@NullMarked
package dev.weir.processors.field;

import org.jspecify.annotations.NullMarked;
