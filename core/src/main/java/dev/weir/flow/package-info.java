/**
 * A flow as a whole: read from its file and planned, checked before the first row.
 *
 * <p>In: a flow file, or processors from the library. Out: a {@link dev.weir.flow.Plan}: for each step the package before
 * and behind it and its operations. Read {@code Plan}; then {@code Steps}, {@code FlowFile}, {@code Entry} and {@code
 * FrictionlessStep} (spellings of other tools), {@code Parameters}, {@code OptionCheck}, {@code PythonFormula}.
 */
@NullMarked
package dev.weir.flow;

import org.jspecify.annotations.NullMarked;
