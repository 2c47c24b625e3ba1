/**
 * What an author writes: a step, in one of five forms.
 *
 * <p>A {@link dev.weir.process.Processor} has two halves: {@code describe}, what it does to the package's resources and
 * schemas, checked before row 1; and {@code operations}, its row half, each a {@link dev.weir.process.Form}: {@link
 * dev.weir.process.Each}, {@link dev.weir.process.Join}, {@link dev.weir.process.Group}, {@link dev.weir.process.Scan}
 * or {@link dev.weir.process.Whole}. The form says how the step runs on changes; nobody sets a flag. A {@link
 * dev.weir.process.Step} is a kind of processor with a name, found by {@code ServiceLoader}; its {@link
 * dev.weir.process.Spec} feeds flow files, library, help and docs.
 *
 * <p>Read {@code Form} and the five forms, {@code Operation}, {@code Processor}, {@code Spec}, {@code Options}, {@code
 * Step}.
 */
@NullMarked
package dev.weir.process;

import org.jspecify.annotations.NullMarked;
