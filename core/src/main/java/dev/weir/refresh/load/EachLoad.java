package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.process.Each;
import dev.weir.refresh.Labels;
import dev.weir.row.Batch;

/** A step of the form Each. */
final class EachLoad implements LoadNode, LoadOutput {
    private final Each each;
    private final Each.Kernel kernel;
    private final Outlet out;
    private LabelList labels = new LabelList();
    private final LabelList made = new LabelList();
    private long last;
    private int count;

    EachLoad(Each each, Outlet input, Outlet out) {
        this.each = each;
        this.kernel = each.kernel(input.schema());
        this.out = out;
    }

    @Override
    public void take(LoadedRows rows) {
        labels = rows.labels();
        last = -1;
        kernel.apply(rows.batch(), this);
    }

    @Override
    public void emit(Batch batch) {
        if (batch.rows() == 0) {
            return;
        }
        made.clear();
        for (int i = 0; i < batch.rows(); i++) {
            int from = (int) batch.label(i);
            if (each.keepsLabels()) {
                made.add(labels, from);
                continue;
            }
            count = from == last ? count + 1 : 0;
            last = from;
            Labels.addChild(labels, from, count, made);
        }
        out.push(LoadedRows.of(batch, made));
    }

    @Override
    public void end() {
        out.end();
    }
}
