package dev.weir.expression;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a parse tree as canonical SQL: words in capitals, one blank where one is needed, brackets around every operand
 * that is itself an operator. Reading it gives the same tree.
 */
final class Printer {
    private Printer() {}

    static String sql(Node node) {
        if (node instanceof Node.Literal literal) {
            return literal.sql();
        } else if (node instanceof Node.FieldRef field) {
            return name(field.name());
        } else if (node instanceof Node.Unary unary) {
            return unary.sign() + (unary.sign().equals("NOT") ? " " : "") + operand(unary.operand());
        } else if (node instanceof Node.Binary binary) {
            return operand(binary.left()) + " " + binary.sign() + " " + operand(binary.right());
        } else if (node instanceof Node.Is is) {
            return operand(is.operand()) + " IS " + not(is.negated()) + is.what();
        } else if (node instanceof Node.Distinct distinct) {
            return operand(distinct.left()) + " IS " + not(distinct.negated()) + "DISTINCT FROM "
                    + operand(distinct.right());
        } else if (node instanceof Node.Between between) {
            return operand(between.operand()) + " " + not(between.negated()) + "BETWEEN " + operand(between.low())
                    + " AND " + operand(between.high());
        } else if (node instanceof Node.In in) {
            return operand(in.operand()) + " " + not(in.negated()) + "IN (" + list(in.items()) + ")";
        } else if (node instanceof Node.Like like) {
            return like(like);
        } else if (node instanceof Node.Case choice) {
            return choice(choice);
        } else if (node instanceof Node.Cast cast) {
            return (cast.trying() ? "TRY_CAST(" : "CAST(") + sql(cast.operand()) + " AS "
                    + cast.type().sql() + ")";
        }
        return call((Node.Call) node);
    }

    private static String not(boolean negated) {
        return negated ? "NOT " : "";
    }

    private static String list(List<Node> nodes) {
        return nodes.stream().map(Printer::sql).collect(Collectors.joining(", "));
    }

    private static String operand(Node node) {
        boolean plain = node instanceof Node.Literal
                || node instanceof Node.FieldRef
                || node instanceof Node.Call
                || node instanceof Node.Cast
                || node instanceof Node.Case;
        return plain ? sql(node) : "(" + sql(node) + ")";
    }

    private static String like(Node.Like like) {
        String escape = like.escape() == null ? "" : " ESCAPE " + operand(like.escape());
        return operand(like.operand()) + " " + not(like.negated()) + (like.similar() ? "SIMILAR TO " : "LIKE ")
                + operand(like.pattern()) + escape;
    }

    private static String choice(Node.Case choice) {
        StringBuilder sql = new StringBuilder("CASE");
        if (choice.operand() != null) {
            sql.append(' ').append(operand(choice.operand()));
        }
        for (Node.When when : choice.whens()) {
            sql.append(" WHEN ").append(sql(when.test())).append(" THEN ").append(sql(when.then()));
        }
        if (choice.otherwise() != null) {
            sql.append(" ELSE ").append(sql(choice.otherwise()));
        }
        return sql.append(" END").toString();
    }

    private static String call(Node.Call call) {
        if (call.arguments().isEmpty() && !call.star() && Parser.RESERVED.contains(call.name())) {
            return call.name();
        }
        StringBuilder sql = new StringBuilder(call.name()).append('(');
        sql.append(call.distinct() ? "DISTINCT " : "").append(call.star() ? "*" : list(call.arguments()));
        sql.append(')');
        Node.@Nullable Order within = call.within();
        if (within != null) {
            sql.append(" WITHIN GROUP (ORDER BY ").append(sql(within.by()));
            sql.append(within.descending() ? " DESC)" : ")");
        }
        if (call.filter() != null) {
            sql.append(" FILTER (WHERE ").append(sql(call.filter())).append(')');
        }
        return sql.toString();
    }

    /** A field's name, quoted where it must be. */
    static String name(String name) {
        boolean plain = !name.isEmpty() && !Parser.RESERVED.contains(name.toUpperCase(java.util.Locale.ROOT));
        for (int i = 0; i < name.length() && plain; i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            plain = letter || i > 0 && c >= '0' && c <= '9';
        }
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
