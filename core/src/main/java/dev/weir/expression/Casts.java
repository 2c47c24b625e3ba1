package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.ArithmeticKernels;
import dev.weir.expression.kernel.CastKernels;
import dev.weir.expression.kernel.Kernel;
import java.util.List;

/** Types CAST and TRY_CAST, and the conversions that need none. */
final class Casts {
    private Casts() {}

    static Typed cast(Node.Cast node, Typed operand) {
        SqlType type = node.type();
        Typed cast = operand.isNull() ? Typed.constant(node, type.type(), null) : converted(node, type.type(), operand);
        if (type.type() == FieldType.NUMBER && type.scale() >= 0) {
            if (type.digits() < Math.max(1, type.scale()) || type.digits() > 1000) {
                throw Binder.error(node, type.sql() + ": digits are 1 to 1000, and not fewer than the scale");
            }
            Typed whole = cast;
            cast = Typed.of(
                            node,
                            FieldType.NUMBER,
                            List.of(whole),
                            () -> CastKernels.decimal(whole.kernel(), type.digits(), type.scale()))
                    .withScale(type.scale());
        } else if (type.type() == FieldType.STRING && type.digits() >= 0) {
            Typed whole = cast;
            cast = Typed.of(
                    node, FieldType.STRING, List.of(whole), () -> CastKernels.cut(whole.kernel(), type.digits()));
        } else if (type.type() == FieldType.DATETIME && (type.zone() || operand.type() == FieldType.DATETIME)) {
            Typed whole = cast;
            cast = Typed.of(
                    node, FieldType.DATETIME, List.of(whole), () -> CastKernels.zone(whole.kernel(), type.zone()));
        }
        if (!node.trying()) {
            return cast;
        }
        Typed tried = cast;
        Typed typed = Typed.of(node, tried.type(), List.of(tried), () -> CastKernels.trying(tried.kernel()));
        return tried.scale() < 0 ? typed : typed.withScale(tried.scale());
    }

    /** The conversion of an operand where no CAST is written: integer to number, date to datetime. */
    static Typed to(FieldType type, Typed operand) {
        return converted(operand.node(), type, operand);
    }

    private static Typed converted(Node node, FieldType to, Typed operand) {
        FieldType from = operand.type();
        if (from == to) {
            return new Typed(node, to, operand.constant(), operand.value(), null, -1, operand.scale(), operand.maker());
        }
        if (!possible(from, to)) {
            throw Binder.error(node, "CAST makes no " + to.text() + " of " + Binder.named(from) + advice(from, to));
        }
        int scale = operand.scale();
        return Typed.of(node, to, List.of(operand), () -> {
            Kernel kernel = operand.kernel();
            if (Types.isText(to)) {
                return Types.isText(from) ? kernel : CastKernels.toText(kernel, to, scale);
            }
            if (Types.isText(from)) {
                return CastKernels.fromText(kernel, to);
            }
            return to == FieldType.NUMBER && Types.isInteger(from)
                    ? ArithmeticKernels.toNumber(kernel)
                    : CastKernels.between(kernel, to);
        });
    }

    private static String advice(FieldType from, FieldType to) {
        boolean days = from == FieldType.DATE && Types.isNumeric(to);
        return days ? "; write x - DATE '1970-01-01' for days" : "";
    }

    /** Every type to and from text; else where the meaning is plain. */
    private static boolean possible(FieldType from, FieldType to) {
        if (Types.isText(from) || Types.isText(to)) {
            return true;
        }
        return switch (from) {
            case INTEGER, YEAR ->
                to == FieldType.NUMBER || to == FieldType.INTEGER || to == FieldType.YEAR || to == FieldType.BOOLEAN;
            case NUMBER -> to == FieldType.INTEGER || to == FieldType.YEAR || to == FieldType.BOOLEAN;
            case BOOLEAN -> to == FieldType.INTEGER || to == FieldType.NUMBER;
            case DATE -> to == FieldType.DATETIME || to == FieldType.YEARMONTH || to == FieldType.YEAR;
            case DATETIME ->
                to == FieldType.DATE || to == FieldType.TIME || to == FieldType.YEARMONTH || to == FieldType.YEAR;
            case YEARMONTH -> to == FieldType.DATE || to == FieldType.YEAR;
            case OBJECT, GEOJSON -> to == FieldType.OBJECT || to == FieldType.GEOJSON;
            default -> false;
        };
    }
}
