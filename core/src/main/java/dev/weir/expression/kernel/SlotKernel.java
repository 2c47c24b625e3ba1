package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.Column;

/** An operand that several operators read and that is computed once: {@link LetKernel} fills it before they run. */
public final class SlotKernel extends Kernel {
    private Kernel source;
    private Column column;

    public SlotKernel(Kernel source) {
        super(source.type);
        this.source = source;
        this.column = new ConstantKernel(source.type, null).column(0);
    }

    void fill(Batch batch) {
        column = source.evaluate(batch);
    }

    @Override
    Column compute(Batch batch) {
        return column;
    }

    @Override
    public String note(int row) {
        return source.note(row);
    }
}
