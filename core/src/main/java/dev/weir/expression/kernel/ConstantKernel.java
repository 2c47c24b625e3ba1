package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/** The same value in every row; the column is built once and kept. */
public final class ConstantKernel extends Kernel {
    public final @Nullable Object value;
    private @Nullable Column column;
    private int rows = -1;

    public ConstantKernel(FieldType type, @Nullable Object value) {
        super(type);
        this.value = value;
    }

    @Override
    Column compute(Batch batch) {
        return column(batch.rows());
    }

    /** A column of at least {@code wanted} cells. */
    Column column(int wanted) {
        Column made = column;
        if (made == null || wanted > rows) {
            rows = Math.max(wanted, 16);
            ColumnBuilder one = ColumnBuilder.of(type);
            one.append(value);
            made = one.build().gather(new int[rows], rows);
            column = made;
        }
        return made;
    }
}
