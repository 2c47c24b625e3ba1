package dev.weir.processors.table;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.Expression;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Expressions;
import dev.weir.row.Batch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes fields of the values of a field: one row of the rows with equal keys, with one aggregate for each of the values
 * that are named. Values are named so that the schema is known before the first row; rows with another value count for
 * none of them.
 */
public final class Pivot implements Step {
    private static final Spec SPEC = Spec.of(
                    "pivot",
                    "Group",
                    "Makes fields of the values of a field: one row of the rows with equal keys, with an aggregate for"
                            + " each value that is named; rows come in key order, missing values last.")
            .option("by", Option.Kind.EXPRESSIONS, "the keys, AS a name where one is no field; none: one row of all")
            .required("name", Option.Kind.TEXT, "the field whose values become fields")
            .required("values", Option.Kind.JSON, "its values: a list, or a map of new field to value")
            .required("value", Option.Kind.EXPRESSION, "one aggregate, computed for each of the values: SUM(amount)")
            .option("to", Option.Kind.TEXT, "the resource to make; by default the rows replace those of their own")
            .example("{by: [day], name: currency, values: [EUR, USD], value: \"SUM(amount)\"}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        if (!options.expression("value").isAggregate()) {
            throw options.error(
                    "value", "'value' takes an aggregate, as several rows may meet in one cell: SUM(…), FIRST(…)");
        }
        return new Pivoting(options, options.expressions("by"), values(options));
    }

    @Override
    public Processor processor(Options options) {
        return new Aggregate.Aggregating(SPEC.name(), options, (Group) form(options));
    }

    /** New field to the text of its value. */
    private static Map<String, String> values(Options options) {
        Map<String, String> values = new LinkedHashMap<>();
        if (options.get("values") instanceof JsonObject) {
            values.putAll(options.names("values"));
        } else {
            for (String value : options.texts("values")) {
                if (values.put(value, value) != null) {
                    throw options.error("values", "the value '" + value + "' is named twice");
                }
            }
        }
        if (values.isEmpty()) {
            throw options.error("values", "'values' is empty: name the values that become fields");
        }
        return values;
    }

    private record Pivoting(Options options, List<Expression> keys, Map<String, String> values) implements Group {
        @Override
        public Schema describe(Schema input) {
            return totals(input).describe(input);
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return totals(inputs.get(0)).origins(inputs, output);
        }

        @Override
        public Body body(Schema input) {
            return totals(input).body(input);
        }

        private Aggregate.Totals totals(Schema input) {
            String name = options.text("name");
            Field field = input.field(name);
            if (field == null) {
                throw options.error("name", "no field '" + name + "'" + Nearest.hint(name, input.names()));
            }
            Expressions.bindAggregate(options, "value", options.expression("value"), input);
            Map<String, Expression> aggregates = new LinkedHashMap<>();
            values.forEach((made, value) -> {
                String where = Expression.field(name).sql() + " = " + literal(field.type(), value);
                String sql = options.text("value").strip() + " FILTER (WHERE " + where + ")";
                Expression aggregate = options.expression("value", sql);
                Expressions.bindAggregate(options, "value", aggregate, input);
                aggregates.put(made, aggregate);
            });
            return new Aggregate.Totals(options, keys, aggregates);
        }

        /** The value in SQL, of the field's type. */
        private String literal(FieldType type, String value) {
            String text = "'" + value.replace("'", "''") + "'";
            if (type == FieldType.STRING || type == FieldType.ANY) {
                return text;
            }
            String sql = "CAST(" + text + " AS " + Expressions.sqlType(type) + ")";
            Bound bound = Expressions.bind(options, "values", options.expression("values", sql), Schema.EMPTY);
            Batch one = new Batch(Schema.EMPTY, 1, List.of(), 0, null);
            if (bound.evaluator().evaluate(one).isNull(0)) {
                Json node = options.get("values");
                throw options.error(
                        "values",
                        "'" + value + "' is not " + type.text() + ", the type of '" + options.text("name") + "'"
                                + (node instanceof JsonObject ? "; the map is of new field to value" : ""));
            }
            return sql;
        }
    }
}
