/** Steps that make or change whole resources: join, aggregate, concatenate, duplicate, and properties of descriptors. */
@NullMarked
package dev.weir.processors.table;

import org.jspecify.annotations.NullMarked;
