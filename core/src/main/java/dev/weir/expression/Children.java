package dev.weir.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a node, in the order of the text. */
final class Children {
    private Children() {}

    static List<Node> of(Node node) {
        if (node instanceof Node.Unary unary) {
            return List.of(unary.operand());
        } else if (node instanceof Node.Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (node instanceof Node.Is is) {
            return List.of(is.operand());
        } else if (node instanceof Node.Distinct distinct) {
            return List.of(distinct.left(), distinct.right());
        } else if (node instanceof Node.Between between) {
            return List.of(between.operand(), between.low(), between.high());
        } else if (node instanceof Node.In in) {
            List<Node> all = new ArrayList<>(List.of(in.operand()));
            all.addAll(in.items());
            return all;
        } else if (node instanceof Node.Like like) {
            return present(like.operand(), like.pattern(), like.escape());
        } else if (node instanceof Node.Case choice) {
            List<Node> all = present(choice.operand());
            for (Node.When when : choice.whens()) {
                all.add(when.test());
                all.add(when.then());
            }
            all.addAll(present(choice.otherwise()));
            return all;
        } else if (node instanceof Node.Cast cast) {
            return List.of(cast.operand());
        } else if (node instanceof Node.Call call) {
            List<Node> all = new ArrayList<>(call.arguments());
            all.addAll(present(call.within() == null ? null : call.within().by(), call.filter()));
            return all;
        }
        return List.of();
    }

    private static List<Node> present(@Nullable Node... nodes) {
        List<Node> present = new ArrayList<>();
        for (Node node : nodes) {
            if (node != null) {
                present.add(node);
            }
        }
        return present;
    }
}
