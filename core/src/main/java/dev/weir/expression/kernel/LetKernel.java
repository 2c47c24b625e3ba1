package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;

/** Computes shared operands once, then the operator that reads them. */
public final class LetKernel extends Kernel {
    private final List<SlotKernel> slots;
    private final Kernel body;

    public LetKernel(List<SlotKernel> slots, Kernel body) {
        super(body.type, body);
        this.slots = slots;
        this.body = body;
    }

    @Override
    Column compute(Batch batch) {
        for (SlotKernel slot : slots) {
            slot.fill(batch);
        }
        return body.evaluate(batch);
    }
}
