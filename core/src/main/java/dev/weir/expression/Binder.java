package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.expression.kernel.Kernel;
import dev.weir.expression.kernel.LogicKernels;
import dev.weir.expression.kernel.Predicate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types a parse tree against a schema, from the leaves up, and folds what is constant. */
class Binder {
    private final Schema schema;
    private final RunInputs inputs;
    private final Operators operators = new Operators();
    private final Choices choices = new Choices(this);

    Binder(Schema schema, RunInputs inputs) {
        this.schema = schema;
        this.inputs = inputs;
    }

    Typed bind(Node node) {
        if (node instanceof Node.Literal literal) {
            FieldType type = literal.type();
            return Typed.constant(node, type == null ? FieldType.ANY : type, literal.value());
        } else if (node instanceof Node.FieldRef field) {
            return field(field);
        } else if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.Is is) {
            return is(is);
        } else if (node instanceof Node.Distinct distinct) {
            return operators.distinct(distinct, bind(distinct.left()), bind(distinct.right()));
        } else if (node instanceof Node.Between between) {
            return choices.between(between);
        } else if (node instanceof Node.In in) {
            return choices.in(in);
        } else if (node instanceof Node.Like like) {
            return choices.like(like);
        } else if (node instanceof Node.Case choice) {
            return choices.choice(choice);
        } else if (node instanceof Node.Cast cast) {
            return Casts.cast(cast, bind(cast.operand()));
        }
        return call((Node.Call) node);
    }

    List<Typed> bindAll(List<Node> nodes) {
        List<Typed> typed = new ArrayList<>();
        for (Node node : nodes) {
            typed.add(bind(node));
        }
        return typed;
    }

    Typed field(Node.FieldRef reference) {
        int index = schema.indexOf(reference.name());
        if (index < 0) {
            throw error(
                    reference,
                    "no field is called '" + reference.name() + "'" + Nearest.hint(reference.name(), schema.names()));
        }
        Field field = schema.field(index);
        return Typed.field(reference, field, index);
    }

    static ExpressionException error(Node node, String message) {
        return new ExpressionException(message, node.at(), node.end() - node.at());
    }

    /** {@code "a"} or {@code "an"} and the name of a type. */
    static String named(FieldType type) {
        String text = type.text();
        return ("aeio".indexOf(text.charAt(0)) >= 0 ? "an " : "a ") + text;
    }

    /** The operand as a truth value; an error where it is none. */
    static Typed truth(Typed operand, String where) {
        if (operand.isNull()) {
            return Typed.constant(operand.node(), FieldType.BOOLEAN, null);
        }
        if (operand.type() != FieldType.BOOLEAN) {
            throw error(operand.node(), where + " takes a truth value, not " + named(operand.type()));
        }
        return operand;
    }

    private Typed unary(Node.Unary unary) {
        Typed operand = bind(unary.operand());
        if (unary.sign().equals("NOT")) {
            Typed truth = truth(operand, "NOT");
            return Typed.of(unary, FieldType.BOOLEAN, List.of(truth), () -> LogicKernels.not(truth.kernel()));
        }
        return operators.sign(unary, operand);
    }

    /** The operands of a chain of {@code ||}. */
    private void joined(Node node, List<Typed> operands) {
        if (node instanceof Node.Binary binary && binary.sign().equals("||")) {
            joined(binary.left(), operands);
            joined(binary.right(), operands);
        } else {
            operands.add(bind(node));
        }
    }

    private Typed binary(Node.Binary binary) {
        if (binary.sign().equals("||")) {
            List<Typed> operands = new ArrayList<>();
            joined(binary, operands);
            return operators.join(binary, operands);
        }
        Typed left = bind(binary.left());
        Typed right = bind(binary.right());
        return switch (binary.sign()) {
            case "AND", "OR" -> logic(binary, left, right);
            case "+", "-", "*", "/", "%" -> operators.arithmetic(binary, left, right);
            default -> operators.compare(binary, binary.sign(), left, right);
        };
    }

    private static Typed logic(Node.Binary node, Typed left, Typed right) {
        Typed a = truth(left, node.sign());
        Typed b = truth(right, node.sign());
        boolean and = node.sign().equals("AND");
        return Typed.of(node, FieldType.BOOLEAN, List.of(a, b), () -> {
            Kernel first = a.kernel();
            Kernel second = b.kernel();
            return and ? LogicKernels.and(first, second) : LogicKernels.or(first, second);
        });
    }

    private Typed is(Node.Is is) {
        Typed operand = bind(is.operand());
        if (is.what().equals("NULL")) {
            return Typed.of(
                    is, FieldType.BOOLEAN, List.of(operand), () -> LogicKernels.isNull(operand.kernel(), is.negated()));
        }
        Typed truth = truth(operand, "IS " + is.what());
        byte code = switch (is.what()) {
            case "TRUE" -> Predicate.TRUE;
            case "FALSE" -> Predicate.FALSE;
            default -> Predicate.UNKNOWN;
        };
        return Typed.of(
                is, FieldType.BOOLEAN, List.of(truth), () -> LogicKernels.is(truth.kernel(), code, is.negated()));
    }

    private Typed call(Node.Call call) {
        List<Function> functions = named(call);
        if (functions.get(0).isAggregate()) {
            return aggregate(call);
        }
        if (call.star() || call.distinct() || call.filter() != null || call.within() != null) {
            throw error(call, call.name() + " is no aggregate: it takes no *, DISTINCT, WITHIN GROUP or FILTER");
        }
        Object current = inputs.value(call.name());
        if (functions.get(0).family() == Function.Family.CHOICE
                && call.arguments().isEmpty()) {
            if (current == null) {
                throw error(call, call.name() + " has no value here: it is fixed for a run");
            }
            FieldType type = call.name().equals("CURRENT_DATE") ? FieldType.DATE : FieldType.DATETIME;
            return Typed.constant(call, type, current);
        }
        return Calls.bind(call, functions, bindAll(call.arguments()));
    }

    /** The functions of a call's name; an error where there are none. */
    static List<Function> named(Node.Call call) {
        List<Function> functions = Function.named(call.name());
        if (functions.isEmpty()) {
            String refused = Function.refused(call.name());
            throw new ExpressionException(
                    refused != null
                            ? call.name() + " " + refused
                            : "no function is called '" + call.name() + "'"
                                    + Nearest.hint(call.name(), Function.names()),
                    call.at(),
                    call.nameEnd() - call.at());
        }
        return functions;
    }

    /** An aggregate call where a scalar stands. */
    Typed aggregate(Node.Call call) {
        throw new ExpressionException(
                call.name() + " is an aggregate: it has no value in one row; use it in an aggregate step",
                call.at(),
                call.nameEnd() - call.at());
    }

    @Nullable
    Field fieldNamed(String name) {
        return schema.field(name);
    }
}
