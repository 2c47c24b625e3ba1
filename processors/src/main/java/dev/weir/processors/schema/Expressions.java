package dev.weir.processors.schema;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Expression;
import dev.weir.expression.ExpressionException;
import dev.weir.process.Options;

/** Binds expressions of options to schemas: what does not fit is a finding at its place in the flow file. */
public final class Expressions {
    private Expressions() {}

    /** The name of a field type in CAST. */
    public static String sqlType(FieldType type) {
        return switch (type) {
            case STRING -> "VARCHAR";
            case NUMBER -> "DECIMAL";
            case DATETIME -> "TIMESTAMP";
            case DURATION -> "INTERVAL";
            default -> type.name();
        };
    }

    public static Bound bind(Options options, String option, Expression expression, Schema schema) {
        try {
            return expression.bind(schema);
        } catch (ExpressionException fault) {
            throw options.error(option, fault);
        }
    }

    /** Binds a condition: a boolean expression. */
    public static Bound condition(Options options, String option, Expression expression, Schema schema) {
        Bound bound = bind(options, option, expression, schema);
        if (bound.type() != FieldType.BOOLEAN && bound.type() != FieldType.ANY) {
            throw options.error(
                    option,
                    "'" + option + "' takes a condition, but " + expression.sql() + " is "
                            + bound.type().text() + ": compare it with something");
        }
        return bound;
    }

    public static BoundAggregate bindAggregate(Options options, String option, Expression expression, Schema schema) {
        try {
            return expression.bindAggregate(schema);
        } catch (ExpressionException fault) {
            throw options.error(option, fault);
        }
    }

    /**
     * Binds an expression whose cells are to be of a type: its own, or one that it widens to (integer to number, date to
     * datetime, anything to string).
     *
     * @param option the option that a clash of types is a finding about
     */
    public static Bound widened(
            Options options, String valueOption, Expression value, Schema schema, FieldType stated, String option) {
        Bound bound = bind(options, valueOption, value, schema);
        if (bound.type() == stated) {
            return bound;
        }
        if (!widens(bound, stated)) {
            String advice = option.equals(valueOption) ? "" : "leave '" + option + "' out, or ";
            throw options.error(
                    option,
                    "the value is " + bound.type().text() + ", not " + stated.text() + ": " + advice + "write CAST("
                            + value.sql() + " AS " + sqlType(stated) + ")");
        }
        try {
            return Expression.parse("CAST(" + value.sql() + " AS " + sqlType(stated) + ")")
                    .with(options.inputs())
                    .bind(schema);
        } catch (ExpressionException fault) {
            throw options.error(option, "the value cannot be " + stated.text() + ": " + fault.getMessage());
        }
    }

    private static boolean widens(Bound bound, FieldType stated) {
        return switch (stated) {
            case NUMBER -> bound.type() == FieldType.INTEGER || isNull(bound);
            case DATETIME -> bound.type() == FieldType.DATE || isNull(bound);
            case STRING, ANY -> true;
            default -> bound.type() == FieldType.ANY || isNull(bound);
        };
    }

    private static boolean isNull(Bound bound) {
        return bound.isConstant() && bound.constant() == null;
    }
}
