package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.delta.RefusedException;
import dev.weir.process.Each;
import dev.weir.process.Output;
import dev.weir.refresh.Labels;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** A step of the form Each. */
final class EachLoad implements LoadNode, Output {
    private final Each each;
    private final Each.Kernel kernel;
    private final Outlet out;
    private final @Nullable AsideLoad aside;
    private LabelList labels = new LabelList();
    private final LabelList made = new LabelList();
    private long last;
    private int count;

    /** @param aside where rows in error go; null where one refuses the load */
    EachLoad(Each each, Outlet input, Outlet out, @Nullable AsideLoad aside) {
        this.aside = aside;
        this.each = each;
        this.kernel = each.kernel(input.schema());
        this.out = out;
    }

    @Override
    public void take(LoadedRows rows) {
        labels = rows.labels();
        last = -1;
        kernel.apply(rows.batch(), this);
        if (aside != null) {
            aside.endBatch();
        }
    }

    @Override
    public void error(Batch batch, int row, ErrorCode code, String field, String note) {
        if (aside == null) {
            throw new RefusedException("rows in error: " + note);
        }
        aside.add(batch, row, code, field, note, labels);
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
        if (aside != null) {
            aside.end();
        }
        out.end();
    }
}
