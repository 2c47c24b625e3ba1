/**
 * What a flow does, as users, programs and diagrams show it.
 *
 * <p>In: an {@link dev.weir.cli.explain.Explanation}: a plan, and what its last run has kept. Out: text, JSON, Mermaid.
 */
@NullMarked
package dev.weir.cli.explain;

import org.jspecify.annotations.NullMarked;
