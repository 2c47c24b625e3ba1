package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.Schema;
import dev.weir.expression.kernel.ConstantKernel;
import dev.weir.expression.kernel.FieldKernel;
import dev.weir.expression.kernel.Kernel;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.type.CellType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A typed part of an expression: its type and how to make the kernel that computes it, or the value where it is constant.
 *
 * @param node what it was typed from, for the place in messages
 * @param type {@code ANY} for a bare NULL
 * @param constant whether {@code value} (null too) is the result in every row
 * @param field the field that this is a plain reference to, {@code fieldIndex} its 0-based index, else -1
 * @param scale digits that a rounded number is written with, else -1
 */
record Typed(
        Node node,
        FieldType type,
        boolean constant,
        @Nullable Object value,
        @Nullable Field field,
        int fieldIndex,
        int scale,
        Supplier<Kernel> maker) {
    private static final Batch ONE_ROW = new Batch(Schema.EMPTY, 1, List.of(), 0, null);

    static Typed constant(Node node, FieldType type, @Nullable Object value) {
        return new Typed(node, type, true, value, null, -1, -1, () -> new ConstantKernel(type, value));
    }

    static Typed field(Node node, Field field, int index) {
        FieldType type = field.type();
        int scale = field.json().get(CellType.SCALE) instanceof JsonNumber number
                ? number.value().intValue()
                : -1;
        return new Typed(node, type, false, null, field, index, scale, () -> new FieldKernel(type, index));
    }

    /** An operator over {@code inputs}: its value where all of them are constant and it has one. */
    static Typed of(Node node, FieldType type, List<Typed> inputs, Supplier<Kernel> maker) {
        for (Typed input : inputs) {
            if (!input.constant()) {
                return new Typed(node, type, false, null, null, -1, -1, maker);
            }
        }
        Column column = maker.get().evaluate(ONE_ROW);
        return column.isBad(0)
                ? new Typed(node, type, false, null, null, -1, -1, maker)
                : constant(node, type, column.value(0));
    }

    Typed withScale(int scale) {
        return new Typed(node, type, constant, value, null, -1, scale, maker);
    }

    /** A bare NULL, which takes the type that its place asks for. */
    boolean isNull() {
        return constant && value == null && type == FieldType.ANY;
    }

    Kernel kernel() {
        return maker.get();
    }
}
