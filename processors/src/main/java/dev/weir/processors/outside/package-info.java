/** Steps where a flow meets the outside: load, validate, print and dump. */
@NullMarked
package dev.weir.processors.outside;

import org.jspecify.annotations.NullMarked;
