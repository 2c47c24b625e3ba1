package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.type.CellType;
import org.jspecify.annotations.Nullable;

/** A typed tree as callers see it. */
record BoundScalar(Typed typed) implements Bound {
    @Override
    public FieldType type() {
        return typed.type();
    }

    @Override
    public Field result(String name) {
        Field field = typed.field();
        if (field != null) {
            return field.withName(name);
        }
        Field made = Field.of(name, typed.type());
        return typed.scale() < 0 ? made : made.with(CellType.SCALE, Json.of(typed.scale()));
    }

    @Override
    public int field() {
        return typed.fieldIndex();
    }

    @Override
    public boolean isConstant() {
        return typed.constant();
    }

    @Override
    public @Nullable Object constant() {
        return typed.value();
    }

    @Override
    public Evaluator evaluator() {
        return new KernelEvaluator(typed.kernel());
    }
}
