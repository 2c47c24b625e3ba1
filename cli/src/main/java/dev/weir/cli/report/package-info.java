/**
 * Reports as users and programs read them.
 *
 * <p>In: {@link dev.weir.report.Report}. Out: text for people, the JSON of frictionless-py 5 for programs.
 */
@NullMarked
package dev.weir.cli.report;

import org.jspecify.annotations.NullMarked;
