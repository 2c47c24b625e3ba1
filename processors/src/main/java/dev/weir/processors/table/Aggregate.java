package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Bound;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Expression;
import dev.weir.expression.ExpressionException;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Expressions;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.processors.schema.TableProcessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one row of the rows with equal keys: the keys, then the aggregates. Missing key values are a value of their own.
 * Rows come in key order, missing values last, whatever the order of the input.
 */
public final class Aggregate implements Step {
    private static final Spec SPEC = Spec.of(
                    "aggregate",
                    "Group",
                    "Makes one row of the rows with equal keys: the keys, then the aggregates; rows come in key order,"
                            + " missing values last.")
            .option("by", Option.Kind.EXPRESSIONS, "the keys, AS a name where one is no field; none: one row of all")
            .required("fields", Option.Kind.NAMED_EXPRESSIONS, "name to aggregate: SUM(amount), COUNT(*), …")
            .option("to", Option.Kind.TEXT, "the resource to make; by default the rows replace those of their own")
            .choice("order", "first: groups in order of first appearance instead of key order", "first")
            .example("{by: [status], fields: {total: \"SUM(amount)\", orders: \"COUNT(*)\"}, to: totals}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        Map<String, Expression> aggregates = new LinkedHashMap<>();
        options.names("fields").forEach((name, sql) -> {
            try {
                aggregates.put(name, Expression.parse(sql).with(options.inputs()));
            } catch (ExpressionException fault) {
                throw named(options, name, sql, fault);
            }
        });
        return new Totals(options, options.expressions("by"), aggregates);
    }

    private static dev.weir.process.FlowException named(
            Options options, String name, String sql, ExpressionException fault) {
        return NamedExpressions.error(options, "fields", name, sql, fault);
    }

    @Override
    public Processor processor(Options options) {
        return new Aggregating(SPEC.name(), options, (Group) form(options));
    }

    /** Applies a group to one resource: its rows make those of {@code to}, or take their place. */
    static final class Aggregating extends PackageProcessor {
        private final Group form;

        Aggregating(String name, Options options, Group form) {
            super(name, options);
            this.form = form;
        }

        private Resource source(DataPackage input) {
            List<Resource> selected = TableProcessor.selected(input, options, true);
            if (selected.size() > 1) {
                throw options.error("resources", "one resource is aggregated at a time, not " + selected.size());
            }
            return selected.get(0);
        }

        @Override
        public String configuration() {
            return options.configuration("resources", "to");
        }

        @Override
        public DataPackage describe(DataPackage input) {
            Resource source = source(input);
            Schema schema = form.describe(TableProcessor.schema(source));
            if (!options.has("to")) {
                return checked(
                        input, input.withResource(like(source, source.name()).withSchema(schema)), "to");
            }
            return input.withResource(Resource.of(free(input, "to", List.of()), schema));
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            String source = source(input).name();
            String to = options.textOrNull("to");
            return List.of(new Operation.Apply(List.of(source), to == null ? source : to, form, OnError.FAIL));
        }
    }

    /** Keys and aggregates; findings about an aggregate are those of the option {@code fields}. */
    record Totals(Options options, List<Expression> keys, Map<String, Expression> aggregates) implements Group {
        @Override
        public Schema describe(Schema input) {
            List<Field> fields = new ArrayList<>();
            for (Expression key : keys) {
                Bound bound = Expressions.bind(options, "by", key, input);
                String name = key.alias();
                if (name == null) {
                    throw options.error("by", "the key " + key.sql() + " needs a name: " + key.sql() + " AS …");
                }
                Field field = FieldProperties.withoutConstraint(bound.result(name), "unique");
                fields.add(bound.field() < 0 ? field : FieldProperties.standing(input, field));
            }
            bound(input).forEach((name, aggregate) -> fields.add(aggregate.result(name)));
            for (int i = 0; i < fields.size(); i++) {
                String name = fields.get(i).name();
                if (fields.subList(0, i).stream().anyMatch(f -> f.name().equals(name))) {
                    throw options.error("fields", "two fields would be called '" + name + "'");
                }
            }
            return Schema.of(fields);
        }

        private Map<String, BoundAggregate> bound(Schema input) {
            Map<String, BoundAggregate> bound = new LinkedHashMap<>();
            aggregates.forEach((name, aggregate) -> {
                try {
                    bound.put(name, aggregate.bindAggregate(input));
                } catch (ExpressionException fault) {
                    throw named(options, name, options.names("fields").getOrDefault(name, ""), fault);
                }
            });
            return bound;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.none();
            for (Expression key : keys) {
                boolean plain = key.bind(inputs.get(0)).field() >= 0;
                origins = origins.rows(How.GROUP, 0, key.fields());
                origins = origins.from(
                        String.valueOf(key.alias()), plain ? How.IDENTITY : How.TRANSFORMATION, 0, key.fields());
            }
            for (Map.Entry<String, Expression> made : aggregates.entrySet()) {
                origins = origins.from(
                        made.getKey(), How.AGGREGATION, 0, made.getValue().fields());
            }
            return origins;
        }

        @Override
        public Body body(Schema input) {
            return new Aggregation(List.copyOf(bound(input).values()), "first".equals(options.textOrNull("order")));
        }
    }
}
