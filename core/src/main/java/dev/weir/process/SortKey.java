package dev.weir.process;

import dev.weir.expression.Expression;

/** A key to sort by: the value of an expression, missing values last in either direction. */
public record SortKey(Expression expression, boolean descending) {}
