/**
 * The documents as tests: every command that a page shows is run again and its output compared, every Java snippet is
 * cut from a test. In: the pages. Out: the same pages, or a failure; with {@code -Dweir.docs=write} they are rewritten.
 * Read {@code Repository}, {@code Scratch}, {@code Snippets}, {@code OwnStepJar}, {@code Page}, {@code DocsTest}, {@code TablesTest}.
 */
@NullMarked
package dev.weir.docs;

import org.jspecify.annotations.NullMarked;
