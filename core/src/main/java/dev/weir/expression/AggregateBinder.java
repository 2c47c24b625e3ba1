package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.Schema;
import dev.weir.type.CellType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types a scalar expression over aggregates: each aggregate becomes a field of a batch of results. */
final class AggregateBinder extends Binder {
    private final Binder rows;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final List<AggregateCall> calls = new ArrayList<>();

    private AggregateBinder(Schema schema, RunInputs inputs) {
        super(schema, inputs);
        this.rows = new Binder(schema, inputs) {
            @Override
            Typed aggregate(Node.Call call) {
                throw error(call, "aggregates do not stand inside each other");
            }
        };
    }

    static boolean isAggregate(Node node) {
        if (node instanceof Node.Call call) {
            List<Function> functions = Function.named(call.name());
            if (!functions.isEmpty() && functions.get(0).isAggregate()) {
                return true;
            }
        }
        return node.children().stream().anyMatch(AggregateBinder::isAggregate);
    }

    static BoundAggregate bind(Node root, Schema schema, RunInputs inputs) {
        AggregateBinder binder = new AggregateBinder(schema, inputs);
        Typed typed = binder.bind(root);
        List<AggregateCall> calls = List.copyOf(binder.calls);
        Schema results = Schema.of(calls.stream().map(AggregateCall::result).toList());
        return new Combined(calls, results, new BoundScalar(typed));
    }

    @Override
    Typed field(Node.FieldRef reference) {
        rows.field(reference);
        throw error(
                reference,
                "'" + reference.name() + "' has many values in a group; put it into an aggregate: MIN("
                        + Printer.name(reference.name()) + ")");
    }

    @Override
    Typed aggregate(Node.Call call) {
        String sql = Printer.sql(call);
        Integer known = indexes.get(sql);
        if (known == null) {
            known = calls.size();
            indexes.put(sql, known);
            calls.add(aggregateCall(call, "a" + known));
        }
        return Typed.field(call, calls.get(known).result(), known);
    }

    private AggregateCall aggregateCall(Node.Call call, String name) {
        if (call.name().equals("COUNT_IF")) {
            return aggregateCall(countIf(call), name);
        }
        Node filterNode = call.filter();
        Typed filter = filterNode == null ? null : truth(rows.bind(filterNode), "FILTER");
        Bound filterBound = filter == null ? null : new BoundScalar(filter);
        List<Function> functions = named(call);
        if (call.star()) {
            if (!call.name().equals("COUNT")) {
                throw error(call, "only COUNT takes *");
            }
            return new AggregateCall(
                    functions.get(0), null, false, filterBound, Field.of(name, FieldType.INTEGER), List.of(), false);
        }
        return call.name().startsWith("PERCENTILE_")
                ? percentile(call, functions.get(0), filterBound, name)
                : plain(call, functions, filterBound, name);
    }

    /** {@code COUNT_IF(x)} is {@code COUNT(*) FILTER (WHERE x)}. */
    private Node.Call countIf(Node.Call call) {
        if (call.star() || call.distinct() || call.within() != null) {
            throw error(call, "COUNT_IF takes a condition and nothing else");
        }
        Calls.fitting(call, named(call), rows.bindAll(call.arguments()));
        Node test = call.arguments().get(0);
        Node filter = call.filter() == null
                ? test
                : new Node.Binary("AND", call.filter(), test, test.at(), test.at(), test.end());
        return new Node.Call("COUNT", List.of(), true, false, null, filter, call.at(), call.nameEnd(), call.end());
    }

    private AggregateCall plain(Node.Call call, List<Function> functions, @Nullable Bound filter, String name) {
        if (call.within() != null && !call.name().equals("LISTAGG")) {
            throw error(call, call.name() + " takes no WITHIN GROUP");
        }
        if (call.within() != null) {
            throw error(call, "LISTAGG joins in the order of rows; sort them first, and leave WITHIN GROUP out");
        }
        List<Typed> arguments = rows.bindAll(call.arguments());
        List<Function> taken =
                functions.stream().filter(f -> !f.arguments().equals("*")).toList();
        Function function = Calls.fitting(call, taken, arguments);
        Typed argument = Calls.converted(function, arguments).get(0);
        if (argument.isNull()) {
            throw error(argument.node(), call.name() + " of NULL has no type; write CAST(NULL AS …)");
        }
        List<Object> options = function.name().equals("LISTAGG") ? List.of(separator(arguments)) : List.of();
        FieldType result = FieldType.of(function.result());
        Field made = result == null ? like(name, argument) : Field.of(name, result);
        if (function.name().equals("SUM") && result == FieldType.NUMBER && argument.scale() >= 0) {
            made = made.with(CellType.SCALE, Json.of(argument.scale()));
        }
        return new AggregateCall(function, new BoundScalar(argument), call.distinct(), filter, made, options, false);
    }

    /** The field of a result that is one of the argument's values. */
    private static Field like(String name, Typed argument) {
        return new BoundScalar(argument).result(name);
    }

    private static String separator(List<Typed> arguments) {
        if (arguments.size() < 2) {
            return ",";
        }
        if (!(arguments.get(1).constant() && arguments.get(1).value() instanceof String separator)) {
            throw error(arguments.get(1).node(), "the separator must be a constant text");
        }
        return separator;
    }

    private AggregateCall percentile(Node.Call call, Function function, @Nullable Bound filter, String name) {
        Node.Order order = call.within();
        if (order == null || call.arguments().size() != 1 || call.distinct()) {
            throw error(call, "write " + call.name() + "(0.5) WITHIN GROUP (ORDER BY x)");
        }
        Typed share = rows.bind(call.arguments().get(0));
        BigDecimal value = share.value() instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : share.value() instanceof BigDecimal decimal ? decimal : null;
        if (value == null || value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw error(share.node(), "the share must be a constant between 0 and 1");
        }
        Typed ordered = rows.bind(order.by());
        boolean continuous = call.name().equals("PERCENTILE_CONT");
        if (continuous && !Types.isNumeric(ordered.type())) {
            throw error(ordered.node(), "PERCENTILE_CONT takes numbers, not " + named(ordered.type()));
        }
        Typed argument = continuous ? Types.to(FieldType.NUMBER, ordered) : ordered;
        Field made = continuous ? Field.of(name, FieldType.NUMBER) : like(name, argument);
        return new AggregateCall(
                function, new BoundScalar(argument), false, filter, made, List.of(value), order.descending());
    }

    private record Combined(List<AggregateCall> calls, Schema callSchema, BoundScalar scalar)
            implements BoundAggregate {
        @Override
        public FieldType type() {
            return scalar.type();
        }

        @Override
        public Field result(String name) {
            return scalar.result(name);
        }

        @Override
        public Evaluator evaluator() {
            return scalar.evaluator();
        }
    }
}
