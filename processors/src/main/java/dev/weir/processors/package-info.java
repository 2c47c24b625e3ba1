/**
 * The built-in steps, and flows in Java.
 *
 * <p>In: nothing but core. Out: a {@link dev.weir.processors.Flow}, which builds the same plan as a flow file does. Steps
 * are in packages by what they do: {@code outside} (load, validate, print, dump), {@code row}, {@code field}, {@code
 * table}; each is one file with its {@code Spec}. Read {@code Flow}, {@code schema}, then any step.
 */
@NullMarked
package dev.weir.processors;

import org.jspecify.annotations.NullMarked;
