/** Which fields a form makes its output of: said by the form itself, in terms of its own inputs. */
@NullMarked
package dev.weir.process.origin;

import org.jspecify.annotations.NullMarked;
