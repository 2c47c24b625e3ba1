package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.Function.Parameter;
import dev.weir.expression.kernel.CellKernel;
import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.expression.kernel.ChoiceKernels;
import dev.weir.expression.kernel.CompareKernels;
import dev.weir.expression.kernel.ConstantKernel;
import dev.weir.expression.kernel.JoinCells;
import dev.weir.expression.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types calls of scalar functions: finds the row of the table whose arguments fit, and makes the kernel. */
final class Calls {
    private Calls() {}

    static Typed bind(Node.Call call, List<Function> functions, List<Typed> arguments) {
        Function function = fitting(call, functions, arguments);
        return function.family() == Function.Family.CHOICE
                ? choice(call, function, arguments)
                : cells(call, function, arguments);
    }

    /** The first row of the table that takes the arguments; else an error that names those that it takes. */
    static Function fitting(Node.Call call, List<Function> functions, List<Typed> arguments) {
        Typed wrong = null;
        for (Function function : functions) {
            if (function.takes(arguments.size())) {
                Typed misfit = misfit(function, arguments);
                if (misfit == null) {
                    return function;
                }
                wrong = wrong == null || misfit.node().at() > wrong.node().at() ? misfit : wrong;
            }
        }
        String forms = functions.stream()
                .map(Function::arguments)
                .distinct()
                .map(types -> "(" + types + ")")
                .collect(Collectors.joining(" or "));
        if (wrong == null) {
            throw new ExpressionException(
                    call.name() + " takes " + forms + ", not " + arguments.size()
                            + (arguments.size() == 1 ? " argument" : " arguments"),
                    call.at(),
                    call.nameEnd() - call.at());
        }
        throw Binder.error(
                wrong.node(), call.name() + " takes " + forms + ", not " + Binder.named(wrong.type()) + " here");
    }

    private static @Nullable Typed misfit(Function function, List<Typed> arguments) {
        List<Parameter> parameters = function.parameters();
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = Function.at(parameters, i);
            Typed argument = arguments.get(i);
            if (parameter == null || !argument.isNull() && !parameter.accepts(argument.type())) {
                return argument;
            }
        }
        return null;
    }

    /** The arguments as the types that the function reads. */
    static List<Typed> converted(Function function, List<Typed> arguments) {
        List<Parameter> parameters = function.parameters();
        List<Typed> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = Function.at(parameters, i);
            FieldType wanted = parameter == null || parameter.type().equals("any") ? null : parameter.wanted();
            Typed argument = arguments.get(i);
            converted.add(wanted == null ? argument : Types.to(wanted, argument));
        }
        return converted;
    }

    private static Typed cells(Node.Call call, Function function, List<Typed> arguments) {
        List<Typed> converted = converted(function, arguments);
        Cell checked = cell(function, converted);
        FieldType type = result(function, converted);
        if (function.name().equals("MOD")) {
            Node.Binary node = new Node.Binary(
                    "%", converted.get(0).node(), converted.get(1).node(), call.at(), call.at(), call.end());
            return new Operators().arithmetic(node, converted.get(0), converted.get(1));
        }
        if (checked == null) {
            throw new IllegalStateException("the function table has no code for " + function.key());
        }
        Typed typed = Typed.of(call, type, converted, () -> {
            Cell own = java.util.Objects.requireNonNull(cell(function, converted));
            return new CellKernel(type, true, own, kernels(converted));
        });
        return function.name().equals("ROUND") ? rounded(typed, converted) : typed;
    }

    /** How a cell is computed, for one kernel: it may hold a buffer. */
    private static @Nullable Cell cell(Function function, List<Typed> arguments) {
        return switch (function.family()) {
            case TEXT -> TextFunctions.cell(function, arguments);
            case NUMBER -> NumberFunctions.cell(function);
            default -> DateFunctions.cell(function, arguments);
        };
    }

    /** ROUND to a constant number of digits writes so many. */
    private static Typed rounded(Typed typed, List<Typed> arguments) {
        if (typed.type() != FieldType.NUMBER) {
            return typed;
        }
        if (arguments.size() == 1) {
            return typed.withScale(0);
        }
        boolean digits = arguments.get(1).constant() && arguments.get(1).value() instanceof Long;
        long scale = digits
                ? (Long) java.util.Objects.requireNonNull(arguments.get(1).value())
                : -1;
        return scale < 0 || scale > 1000 ? typed : typed.withScale((int) scale);
    }

    private static Kernel[] kernels(List<Typed> typed) {
        return typed.stream().map(Typed::kernel).toArray(Kernel[]::new);
    }

    private static FieldType result(Function function, List<Typed> arguments) {
        if (function.name().equals("DATE_PART")) {
            FieldType of = arguments.get(1).type();
            return DateFunctions.partType(DateFunctions.part(function, arguments.get(0), of), of);
        }
        FieldType type = FieldType.of(function.result());
        return type == null ? arguments.get(0).type() : type;
    }

    private static Typed choice(Node.Call call, Function function, List<Typed> arguments) {
        return switch (function.name()) {
            case "CONCAT" -> {
                List<Typed> texts = converted(function, arguments);
                yield Typed.of(
                        call,
                        FieldType.STRING,
                        texts,
                        () -> new CellKernel(FieldType.STRING, false, JoinCells.concat(false), kernels(texts)));
            }
            case "CONCAT_WS" -> {
                List<Typed> texts = converted(function, arguments);
                yield Typed.of(
                        call,
                        FieldType.STRING,
                        texts,
                        () -> new CellKernel(FieldType.STRING, false, JoinCells.concat(true), kernels(texts)));
            }
            case "NULLIF" -> nullIf(call, arguments);
            case "IF" -> conditional(call, arguments);
            default -> common(call, function, arguments);
        };
    }

    private static Typed common(Node.Call call, Function function, List<Typed> arguments) {
        FieldType type = Types.common(arguments, call.name());
        List<Typed> same =
                arguments.stream().map(argument -> Types.to(type, argument)).toList();
        Typed typed = Typed.of(call, type, same, () -> {
            List<Kernel> kernels = Choices.kernels(same);
            return function.name().equals("COALESCE")
                    ? ChoiceKernels.coalesce(type, kernels)
                    : ChoiceKernels.extreme(type, function.name().equals("GREATEST"), kernels);
        });
        return Choices.scaled(typed, same);
    }

    private static Typed nullIf(Node.Call call, List<Typed> arguments) {
        FieldType type = Types.common(arguments, "NULLIF");
        Typed first = arguments.get(0);
        Typed a = Types.to(type, first);
        Typed b = Types.to(type, arguments.get(1));
        FieldType result = first.isNull() ? type : first.type();
        Typed kept = first.isNull() ? a : first;
        Typed typed = Typed.of(call, result, List.of(a, b, kept), () -> {
            Kernel equal = CompareKernels.compare("=", a.kernel(), b.kernel());
            return ChoiceKernels.firstTrue(
                    result, List.of(equal), List.of(new ConstantKernel(result, null), kept.kernel()));
        });
        return kept.scale() < 0 ? typed : typed.withScale(kept.scale());
    }

    private static Typed conditional(Node.Call call, List<Typed> arguments) {
        Typed test = Binder.truth(arguments.get(0), "IF");
        FieldType type = Types.common(arguments.subList(1, 3), "IF");
        Typed then = Types.to(type, arguments.get(1));
        Typed otherwise = Types.to(type, arguments.get(2));
        Typed typed = Typed.of(
                call,
                type,
                List.of(test, then, otherwise),
                () -> ChoiceKernels.firstTrue(
                        type, List.of(test.kernel()), List.of(then.kernel(), otherwise.kernel())));
        return Choices.scaled(typed, List.of(then, otherwise));
    }
}
