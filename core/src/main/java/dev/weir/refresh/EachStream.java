package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.process.Each;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import java.util.function.Consumer;

/** A step of the form Each: the same function on the rows that changed. Keeps nothing. */
final class EachStream extends Stream {
    private final Stream input;
    private final Each each;

    /** @param codec of the rows that come out, shared by the inputs of a concatenation */
    EachStream(String step, RowCodec codec, Stream input, Each each) {
        super(step, codec);
        this.input = input;
        this.each = each;
    }

    @Override
    Delta change() {
        return applied(entering(input.delta()));
    }

    private Delta applied(Delta rows) {
        Delta.Builder made = new Delta.Builder(codec());
        Each.Kernel kernel = each.kernel(input.schema());
        Taking taking = new Taking(rows, made);
        for (Batch batch : rows.batches()) {
            kernel.apply(batch, taking);
        }
        return made.build();
    }

    /** Takes what the function makes; the label of a row is the place of the row that it was made of. */
    private final class Taking implements Output {
        private final Delta rows;
        private final Delta.Builder made;
        private long last = -1;
        private int count;

        Taking(Delta rows, Delta.Builder made) {
            this.rows = rows;
            this.made = made;
        }

        @Override
        public void emit(Batch batch) {
            if (batch.rows() == 0) {
                return;
            }
            RowBlock block = codec().encode(batch);
            for (int i = 0; i < batch.rows(); i++) {
                int from = (int) batch.label(i);
                count = from == last ? count + 1 : 0;
                last = from;
                byte[] label = rows.label(from);
                made.add(each.keepsLabels() ? label : Labels.child(label, count), rows.weight(from), block, i);
            }
        }

        @Override
        public void error(Batch batch, int row, ErrorCode code, String field, String note) {
            throw new RefusedException("rows in error: " + note);
        }
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        input.replay(part, rows -> to.accept(applied(rows)));
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        if (each.keepsLabels()) {
            return chosen(applied(input.fetch(labels, side)), labels);
        }
        Labels wanted = new Labels();
        for (byte[] label : labels) {
            wanted.add(Labels.parent(label));
        }
        return chosen(applied(input.fetch(wanted.sorted(), side)), labels);
    }
}
