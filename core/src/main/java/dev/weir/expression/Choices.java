package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.CellKernel;
import dev.weir.expression.kernel.ChoiceKernels;
import dev.weir.expression.kernel.CompareKernels;
import dev.weir.expression.kernel.ConstantKernel;
import dev.weir.expression.kernel.JoinCells;
import dev.weir.expression.kernel.Kernel;
import dev.weir.expression.kernel.LetKernel;
import dev.weir.expression.kernel.LikeKernel;
import dev.weir.expression.kernel.LogicKernels;
import dev.weir.expression.kernel.LongRange;
import dev.weir.expression.kernel.RegexCells;
import dev.weir.expression.kernel.SetKernels;
import dev.weir.expression.kernel.SlotKernel;
import dev.weir.expression.kernel.TextMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types CASE, BETWEEN, IN and LIKE. */
final class Choices {
    private final Binder binder;

    Choices(Binder binder) {
        this.binder = binder;
    }

    /** A kernel over {@code operand} that is computed once and read by what {@code body} makes. */
    private static Kernel shared(Kernel operand, Function<Kernel, Kernel> body) {
        if (operand instanceof ConstantKernel) {
            return body.apply(operand);
        }
        SlotKernel slot = new SlotKernel(operand);
        return new LetKernel(List.of(slot), body.apply(slot));
    }

    Typed between(Node.Between node) {
        List<Typed> bound = binder.bindAll(List.of(node.operand(), node.low(), node.high()));
        FieldType type = Types.common(bound, "BETWEEN");
        Typed value = Types.to(type, bound.get(0));
        Typed low = Types.to(type, bound.get(1));
        Typed high = Types.to(type, bound.get(2));
        return Typed.of(node, FieldType.BOOLEAN, List.of(value, low, high), () -> {
            Kernel from = low.kernel();
            Kernel to = high.kernel();
            Kernel range = LongRange.between(value.kernel(), from, to);
            Kernel inside = range != null
                    ? range
                    : shared(
                            value.kernel(),
                            operand -> LogicKernels.and(
                                    CompareKernels.compare(">=", operand, from),
                                    CompareKernels.compare("<=", operand, to)));
            return node.negated() ? LogicKernels.not(inside) : inside;
        });
    }

    Typed in(Node.In node) {
        List<Typed> bound = new ArrayList<>(List.of(binder.bind(node.operand())));
        bound.addAll(binder.bindAll(node.items()));
        FieldType type = Types.common(bound, "IN");
        List<Typed> all = bound.stream().map(typed -> Types.to(type, typed)).toList();
        Typed value = all.get(0);
        List<Typed> items = all.subList(1, all.size());
        boolean constants = items.stream().allMatch(Typed::constant);
        return Typed.of(node, FieldType.BOOLEAN, all, () -> {
            Kernel found = constants ? inConstants(value, items) : inAny(value, items);
            return node.negated() ? LogicKernels.not(found) : found;
        });
    }

    private static Kernel inConstants(Typed value, List<Typed> items) {
        List<Object> values = new ArrayList<>();
        for (Typed item : items) {
            if (item.value() != null) {
                values.add(item.value());
            }
        }
        return SetKernels.in(value.kernel(), values, values.size() < items.size());
    }

    private static Kernel inAny(Typed value, List<Typed> items) {
        return shared(value.kernel(), operand -> {
            Kernel found = CompareKernels.compare("=", operand, items.get(0).kernel());
            for (Typed item : items.subList(1, items.size())) {
                found = LogicKernels.or(found, CompareKernels.compare("=", operand, item.kernel()));
            }
            return found;
        });
    }

    Typed like(Node.Like node) {
        String word = node.similar() ? "SIMILAR TO" : "LIKE";
        Typed value = text(binder.bind(node.operand()), word);
        Typed pattern = text(binder.bind(node.pattern()), word);
        Node escapeNode = node.escape();
        Typed escape = escapeNode == null ? null : text(binder.bind(escapeNode), "ESCAPE");
        if (escape != null && !(escape.constant() && escape.value() instanceof String)) {
            throw Binder.error(escape.node(), "ESCAPE is one constant character");
        }
        String mark = escape == null ? null : (String) escape.value();
        if (pattern.constant() && pattern.value() == null) {
            return Typed.constant(node, FieldType.BOOLEAN, null);
        }
        if (!(pattern.value() instanceof String constant)) {
            return anyPattern(node, value, pattern, mark);
        }
        String problem = LikeKernel.problem(constant, mark);
        if (problem != null && !node.similar()) {
            throw Binder.error(node, problem);
        }
        if (node.similar()) {
            CellKernel.Cell cell = RegexCells.matches(Patterns.similar(constant, mark, pattern.node()), node.negated());
            return Typed.of(
                    node,
                    FieldType.BOOLEAN,
                    List.of(value),
                    () -> new CellKernel(FieldType.BOOLEAN, true, cell, value.kernel()));
        }
        return Typed.of(
                node,
                FieldType.BOOLEAN,
                List.of(value),
                () -> LikeKernel.of(value.kernel(), constant, mark, node.negated()));
    }

    private static Typed anyPattern(Node.Like node, Typed value, Typed pattern, @Nullable String escape) {
        if (node.similar()) {
            throw Binder.error(pattern.node(), "the pattern of SIMILAR TO must be a constant text");
        }
        CellKernel.Cell cell = JoinCells.like(escape, node.negated());
        return Operators.cells(node, FieldType.BOOLEAN, cell, value, pattern);
    }

    private static Typed text(Typed operand, String word) {
        if (!Types.isText(operand.type())) {
            throw Binder.error(operand.node(), word + " takes a text, not " + Binder.named(operand.type()));
        }
        return Types.to(FieldType.STRING, operand);
    }

    Typed choice(Node.Case node) {
        List<Typed> values = new ArrayList<>();
        for (Node.When when : node.whens()) {
            values.add(binder.bind(when.then()));
        }
        Node otherwise = node.otherwise();
        values.add(otherwise == null ? Typed.constant(node, FieldType.ANY, null) : binder.bind(otherwise));
        FieldType type = Types.common(values, "CASE");
        List<Typed> results =
                values.stream().map(value -> Types.to(type, value)).toList();
        Node operand = node.operand();
        return operand == null ? searched(node, type, results) : simple(node, binder.bind(operand), type, results);
    }

    private Typed searched(Node.Case node, FieldType type, List<Typed> results) {
        List<Typed> tests = new ArrayList<>();
        for (Node.When when : node.whens()) {
            tests.add(Binder.truth(binder.bind(when.test()), "WHEN"));
        }
        List<Typed> all = new ArrayList<>(tests);
        all.addAll(results);
        return scaled(
                Typed.of(node, type, all, () -> ChoiceKernels.firstTrue(type, kernels(tests), kernels(results))),
                results);
    }

    /** A number keeps the digits that it is written with where all branches agree. */
    static Typed scaled(Typed typed, List<Typed> results) {
        int scale = results.get(0).scale();
        for (Typed result : results) {
            boolean missing = result.constant() && result.value() == null;
            if (!missing && result.scale() != scale) {
                return typed;
            }
        }
        return scale < 0 ? typed : typed.withScale(scale);
    }

    static List<Kernel> kernels(List<Typed> typed) {
        return typed.stream().map(Typed::kernel).toList();
    }

    private Typed simple(Node.Case node, Typed operand, FieldType type, List<Typed> results) {
        List<Typed> bound = new ArrayList<>(List.of(operand));
        for (Node.When when : node.whens()) {
            bound.add(binder.bind(when.test()));
        }
        FieldType compared = Types.common(bound, "CASE");
        List<Typed> keys = bound.stream().map(key -> Types.to(compared, key)).toList();
        Typed value = keys.get(0);
        List<Typed> all = new ArrayList<>(keys);
        all.addAll(results);
        Typed typed = Typed.of(node, type, all, () -> {
            Kernel map = Types.isText(compared) ? textMap(value, keys, type, results) : null;
            return map != null ? map : compared(value, keys, type, results);
        });
        return scaled(typed, results);
    }

    private static Kernel compared(Typed value, List<Typed> keys, FieldType type, List<Typed> results) {
        return shared(value.kernel(), operand -> {
            List<Kernel> tests = new ArrayList<>();
            for (Typed key : keys.subList(1, keys.size())) {
                tests.add(CompareKernels.compare("=", operand, key.kernel()));
            }
            return ChoiceKernels.firstTrue(type, tests, kernels(results));
        });
    }

    /** The table of a CASE whose keys are texts and whose results are constants, or null where it is not one. */
    private static @Nullable Kernel textMap(Typed value, List<Typed> keys, FieldType type, List<Typed> results) {
        Map<String, ConstantKernel> table = new LinkedHashMap<>();
        for (int i = 1; i < keys.size(); i++) {
            Typed key = keys.get(i);
            Typed result = results.get(i - 1);
            if (!key.constant() || !result.constant()) {
                return null;
            }
            if (key.value() instanceof String text) {
                table.putIfAbsent(text, new ConstantKernel(type, result.value()));
            }
        }
        Typed last = results.get(results.size() - 1);
        if (!last.constant() || table.isEmpty()) {
            return null;
        }
        List<ConstantKernel> constants = new ArrayList<>(table.values());
        constants.add(new ConstantKernel(type, last.value()));
        constants.add(new ConstantKernel(type, last.value()));
        return TextMap.of(value.kernel(), List.copyOf(table.keySet()), type, constants);
    }
}
