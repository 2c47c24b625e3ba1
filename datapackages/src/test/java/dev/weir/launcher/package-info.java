/** The launcher as its users meet it: other folders, links, JDKs, broken archives, closed pipes. */
@NullMarked
package dev.weir.launcher;

import org.jspecify.annotations.NullMarked;
