package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import org.jspecify.annotations.Nullable;

/** An expression typed against a schema. Immutable and safe for use by several threads. */
public interface Bound {
    FieldType type();

    /**
     * The field that the result makes: of {@link #type()}, and for a plain field reference with all properties of that
     * field. A number that was rounded to a stated number of digits has the property {@link
     * dev.weir.type.CellType#SCALE}.
     */
    Field result(String name);

    /** The 0-based index of the field that this is a plain reference to, or -1. */
    int field();

    /** Whether every row has the same result. */
    boolean isConstant();

    /** The result of a constant, of the class that {@link dev.weir.row.Row#value(int)} names for the type. */
    @Nullable
    Object constant();

    /** Computes the expression; a new one for each thread. */
    Evaluator evaluator();
}
