package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which types go together without a CAST: integers with numbers, dates with datetimes, NULL with all. */
final class Types {
    private Types() {}

    static boolean isInteger(FieldType type) {
        return type == FieldType.INTEGER || type == FieldType.YEAR;
    }

    static boolean isNumeric(FieldType type) {
        return type == FieldType.NUMBER || isInteger(type);
    }

    static boolean isText(FieldType type) {
        return type == FieldType.STRING || type == FieldType.ANY;
    }

    /** The type that both become, or null where there is none. */
    static @Nullable FieldType common(FieldType a, FieldType b) {
        if (a == b) {
            return a;
        }
        if (isNumeric(a) && isNumeric(b)) {
            return a == FieldType.NUMBER || b == FieldType.NUMBER ? FieldType.NUMBER : FieldType.INTEGER;
        }
        if (isText(a) && isText(b)) {
            return FieldType.STRING;
        }
        boolean moments =
                (a == FieldType.DATE || a == FieldType.DATETIME) && (b == FieldType.DATE || b == FieldType.DATETIME);
        return moments ? FieldType.DATETIME : null;
    }

    /** The type that all operands become; an error at the first that does not fit. All NULL are text. */
    static FieldType common(List<Typed> operands, String where) {
        FieldType type = null;
        for (Typed operand : operands) {
            if (operand.isNull()) {
                continue;
            }
            FieldType both = type == null ? operand.type() : common(type, operand.type());
            if (both == null) {
                throw Binder.error(
                        operand.node(),
                        where + " takes values of one type, not " + Binder.named(java.util.Objects.requireNonNull(type))
                                + " and " + Binder.named(operand.type()) + hint(operand, type));
            }
            type = both;
        }
        return type == null ? FieldType.STRING : type;
    }

    /** What to write instead, where one side is a text. */
    static String hint(Typed operand, @Nullable FieldType other) {
        if (other == null || !isText(operand.type()) || isText(other)) {
            return "";
        }
        boolean literal = operand.constant() && operand.value() instanceof String;
        boolean temporal = other == FieldType.DATE || other == FieldType.DATETIME || other == FieldType.TIME;
        String name = SqlType.sql(other);
        return literal && temporal
                ? "; write " + name + " " + Literals.quoted(String.valueOf(operand.value()))
                : "; write CAST(… AS " + name + ")";
    }

    /** The operand as {@code type}, which is {@link #common} to it and others. */
    static Typed to(FieldType type, Typed operand) {
        if (operand.isNull()) {
            return Typed.constant(operand.node(), type, null);
        }
        if (operand.type() == type || isInteger(operand.type()) && isInteger(type) || isText(type)) {
            return operand;
        }
        return Casts.to(type, operand);
    }
}
