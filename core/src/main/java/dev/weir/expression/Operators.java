package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.ArithmeticKernels;
import dev.weir.expression.kernel.CellKernel;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.CompareKernels;
import dev.weir.expression.kernel.JoinCells;
import dev.weir.expression.kernel.Kernel;
import dev.weir.expression.kernel.MomentCells;
import dev.weir.expression.kernel.SetKernels;
import dev.weir.row.CalendarDuration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types arithmetic, {@code ||} and comparisons. */
final class Operators {

    Typed sign(Node.Unary node, Typed operand) {
        if (operand.isNull()) {
            return Typed.constant(node, FieldType.INTEGER, null);
        }
        if (operand.type() == FieldType.DURATION) {
            Typed minus = Typed.constant(node, FieldType.INTEGER, node.sign().equals("-") ? -1L : 1L);
            return cells(node, FieldType.DURATION, MomentCells::times, operand, Types.to(FieldType.NUMBER, minus));
        }
        if (!Types.isNumeric(operand.type())) {
            throw Binder.error(node, "'" + node.sign() + "' takes a number, not " + Binder.named(operand.type()));
        }
        if (node.sign().equals("+")) {
            return operand.field() == null
                    ? operand
                    : new Typed(node, operand.type(), false, null, null, -1, operand.scale(), operand.maker());
        }
        Typed zero = Typed.constant(
                node, operand.type(), operand.type() == FieldType.NUMBER ? BigDecimal.ZERO : (Object) 0L);
        Typed negative = numeric(node, '-', zero, operand);
        return operand.scale() < 0 ? negative : negative.withScale(operand.scale());
    }

    /** {@code a || b || c}: of texts, joined at once. */
    Typed join(Node.Binary node, List<Typed> operands) {
        List<Typed> texts = new ArrayList<>();
        for (Typed operand : operands) {
            if (!Types.isText(operand.type())) {
                throw Binder.error(
                        operand.node(),
                        "|| joins texts, not " + Binder.named(operand.type()) + "; write CAST(… AS VARCHAR)");
            }
            texts.add(Types.to(FieldType.STRING, operand));
        }
        return Typed.of(
                node,
                FieldType.STRING,
                texts,
                () -> new CellKernel(
                        FieldType.STRING,
                        true,
                        JoinCells::join,
                        texts.stream().map(Typed::kernel).toArray(Kernel[]::new)));
    }

    Typed compare(Node node, String sign, Typed left, Typed right) {
        FieldType type = comparable(node, sign, left, right);
        Typed a = Types.to(type, left);
        Typed b = Types.to(type, right);
        return Typed.of(
                node, FieldType.BOOLEAN, List.of(a, b), () -> CompareKernels.compare(sign, a.kernel(), b.kernel()));
    }

    Typed distinct(Node.Distinct node, Typed left, Typed right) {
        FieldType type = comparable(node, "IS DISTINCT FROM", left, right);
        Typed a = Types.to(type, left);
        Typed b = Types.to(type, right);
        return Typed.of(
                node,
                FieldType.BOOLEAN,
                List.of(a, b),
                () -> SetKernels.distinct(a.kernel(), b.kernel(), node.negated()));
    }

    private static FieldType comparable(Node node, String sign, Typed left, Typed right) {
        if (left.isNull() || right.isNull()) {
            return left.isNull() ? right.isNull() ? FieldType.STRING : right.type() : left.type();
        }
        FieldType type = Types.common(left.type(), right.type());
        if (type == null) {
            throw Binder.error(
                    node,
                    "'" + sign + "' compares values of one type, not " + Binder.named(left.type()) + " with "
                            + Binder.named(right.type()) + Types.hint(left, right.type())
                            + Types.hint(right, left.type()));
        }
        return type;
    }

    Typed arithmetic(Node.Binary node, Typed left, Typed right) {
        char sign = node.sign().charAt(0);
        boolean leftNumeric = left.isNull() || Types.isNumeric(left.type());
        boolean rightNumeric = right.isNull() || Types.isNumeric(right.type());
        if (leftNumeric && rightNumeric) {
            return numeric(node, sign, number(left, right), number(right, left));
        }
        Typed typed = moments(node, sign, left, right);
        if (typed == null) {
            throw new ExpressionException(
                    "'" + sign + "' takes " + takes(sign) + ", not " + Binder.named(left.type()) + " and "
                            + Binder.named(right.type()) + textHint(left, right),
                    node.signAt(),
                    1);
        }
        return typed;
    }

    private static String takes(char sign) {
        return switch (sign) {
            case '+' -> "numbers, or a date or datetime and days or an interval";
            case '-' -> "numbers, two dates or datetimes, or one and days or an interval";
            case '*', '/' -> "numbers, or an interval and a number";
            default -> "numbers";
        };
    }

    private static String textHint(Typed left, Typed right) {
        if (Types.isText(left.type()) && Types.isText(right.type())) {
            return "; texts are joined by ||";
        }
        return Types.hint(left, right.type()) + Types.hint(right, left.type());
    }

    private static Typed number(Typed operand, Typed other) {
        return operand.isNull()
                ? Typed.constant(operand.node(), other.isNull() ? FieldType.INTEGER : other.type(), null)
                : operand;
    }

    private static Typed numeric(Node node, char sign, Typed left, Typed right) {
        boolean integers = sign != '/' && Types.isInteger(left.type()) && Types.isInteger(right.type());
        FieldType type = integers ? FieldType.INTEGER : FieldType.NUMBER;
        return Typed.of(
                node,
                type,
                List.of(left, right),
                () -> integers
                        ? ArithmeticKernels.integers(sign, left.kernel(), right.kernel())
                        : ArithmeticKernels.numbers(sign, left.kernel(), right.kernel()));
    }

    /** Arithmetic of dates, times and durations, or null where there is none. */
    private static @Nullable Typed moments(Node node, char sign, Typed left, Typed right) {
        FieldType a = left.type();
        FieldType b = right.type();
        if (left.isNull() || right.isNull()) {
            FieldType known = left.isNull() ? b : a;
            boolean fits = sign == '+' || sign == '-';
            return fits && !Types.isText(known) && temporal(known) ? Typed.constant(node, known, null) : null;
        }
        if (sign == '+' && !temporal(a) && temporal(b)
                || sign == '+' && a == FieldType.DURATION && b != FieldType.DURATION) {
            return moments(node, sign, right, left);
        }
        if (sign == '*' && b == FieldType.DURATION && Types.isNumeric(a)) {
            return moments(node, sign, right, left);
        }
        boolean plus = sign == '+';
        if ((plus || sign == '-') && a == FieldType.DATE && Types.isInteger(b)) {
            return cells(node, a, MomentCells.addDays(plus), left, right);
        }
        if ((plus || sign == '-') && b == FieldType.DURATION) {
            if (a == FieldType.DATE) {
                wholeDays(right);
            }
            return switch (a) {
                case DATE -> cells(node, a, MomentCells.addToDate(plus), left, right);
                case DATETIME -> cells(node, a, MomentCells.addToDatetime(plus), left, right);
                case TIME -> cells(node, a, MomentCells.addToTime(plus), left, right);
                case DURATION -> cells(node, a, MomentCells.addDurations(plus), left, right);
                default -> null;
            };
        }
        if (sign == '-' && a == FieldType.DATE && b == FieldType.DATE) {
            return cells(node, FieldType.INTEGER, MomentCells::days, left, right);
        }
        if (sign == '-' && a == FieldType.TIME && b == FieldType.TIME) {
            return cells(node, FieldType.DURATION, MomentCells::betweenTimes, left, right);
        }
        if (sign == '-' && Types.common(a, b) == FieldType.DATETIME) {
            Typed from = Types.to(FieldType.DATETIME, left);
            Typed to = Types.to(FieldType.DATETIME, right);
            return cells(node, FieldType.DURATION, MomentCells::between, from, to);
        }
        boolean scaled = (sign == '*' || sign == '/') && a == FieldType.DURATION && Types.isNumeric(b);
        Cell cell = sign == '*' ? MomentCells::times : MomentCells::dividedBy;
        return scaled ? cells(node, a, cell, left, Types.to(FieldType.NUMBER, right)) : null;
    }

    private static boolean temporal(FieldType type) {
        return type == FieldType.DATE
                || type == FieldType.DATETIME
                || type == FieldType.TIME
                || type == FieldType.DURATION;
    }

    /** A date takes whole days; a constant that has hours is an error before the first row. */
    private static void wholeDays(Typed duration) {
        boolean hours = duration.value() instanceof CalendarDuration value
                && value.seconds().remainder(Literals.DAY).signum() != 0;
        if (hours) {
            throw Binder.error(
                    duration.node(), "a date takes an interval of whole days; write CAST(… AS TIMESTAMP) for hours");
        }
    }

    static Typed cells(Node node, FieldType type, Cell cell, Typed left, Typed right) {
        return Typed.of(
                node,
                type,
                List.of(left, right),
                () -> new CellKernel(type, true, cell, left.kernel(), right.kernel()));
    }
}
