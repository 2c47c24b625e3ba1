package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;

/** The arithmetic operators by the types of their operands. */
public final class ArithmeticKernels {
    private ArithmeticKernels() {}

    /** {@code + - * %} of two integer columns, as integers. */
    public static Kernel integers(char sign, Kernel a, Kernel b) {
        return new IntegerKernels(sign, a, b);
    }

    /** {@code + - * / %} of two columns of numbers or integers, as numbers. */
    public static Kernel numbers(char sign, Kernel a, Kernel b) {
        return new DecimalKernels(sign, toNumber(a), toNumber(b));
    }

    public static Kernel toNumber(Kernel kernel) {
        if (kernel.type == FieldType.NUMBER) {
            return kernel;
        }
        if (kernel instanceof ConstantKernel constant) {
            Object value = constant.value;
            return new ConstantKernel(
                    FieldType.NUMBER, value == null ? null : new java.math.BigDecimal(value.toString()));
        }
        return new IntegerKernels.ToNumber(kernel);
    }
}
