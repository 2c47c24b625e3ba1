/** How a difference is printed: {@code weir diff --format}. A {@code PackageDifference} enters, text leaves. */
@NullMarked
package dev.weir.cli.diff;

import org.jspecify.annotations.NullMarked;
