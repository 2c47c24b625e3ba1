/**
 * The example packages beside this module's sources, as tests: each validates, runs, runs again to the same bytes. And
 * where the bank's tables come from. Read {@code BankTables}, {@code BankTest}, {@code ExamplesTest}, {@code OwnStepTest},
 * {@code LibraryTest}.
 */
@NullMarked
package dev.weir.examples;

import org.jspecify.annotations.NullMarked;
