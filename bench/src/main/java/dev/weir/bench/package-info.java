/** Data of the kernels that are measured: made here, from a seed. The kernels stand in the packages that they measure. */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
