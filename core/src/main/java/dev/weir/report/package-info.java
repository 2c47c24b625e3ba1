/**
 * What was found in data: row errors with the codes of frictionless-py 5, collected in a report.
 *
 * <p>In: {@link dev.weir.report.RowError}s, from any stage. Out: a {@link dev.weir.report.Report}, a value of tasks, one
 * a resource. Rendering is the command's business.
 */
@NullMarked
package dev.weir.report;

import org.jspecify.annotations.NullMarked;
