package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.operate.PutAside;
import dev.weir.process.Each;
import dev.weir.process.OnError;
import dev.weir.process.Output;
import dev.weir.refresh.check.ErrorCounts;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A step of the form Each: the same function on the rows that changed. Keeps nothing, but how many errors there are. */
final class EachStream extends Stream implements QuarantineStream.Part {
    private final Stream input;
    private final Each each;
    private final OnError onError;
    private final @Nullable ErrorCounts counts;
    private final RowCodec asideCodec;
    private @Nullable StandingErrors standing;

    /**
     * @param codec of the rows that come out, shared by the inputs of a concatenation
     * @param counts null where an error refuses the change
     */
    EachStream(String step, RowCodec codec, Stream input, Each each, OnError onError, @Nullable ErrorCounts counts) {
        super(step, codec);
        this.input = input;
        this.each = each;
        this.onError = onError;
        this.counts = counts;
        this.asideCodec = new RowCodec(PutAside.schema(input.schema()));
    }

    @Override
    Stream origin() {
        return each.keepsLabels() ? input.origin() : this;
    }

    @Override
    Delta change() {
        Applied applied = new Applied(entering(input.delta()), counts);
        if (counts != null) {
            counts.keep();
        }
        for (int i = applied.failed.nextSetBit(0); i >= 0; i = applied.failed.nextSetBit(i + 1)) {
            if (standing != null) {
                standing.note(applied.rows.label(i), applied.rows.weight(i) > 0);
            }
        }
        return applied.made.build();
    }

    /** Has the rows that go on in error kept, with their numbers where those are known. */
    StandingErrors keep(SortedRuns labels, @Nullable SortedRuns places) {
        StandingErrors kept = new StandingErrors(labels, input, places, (rows, to) -> new Applied(rows, null, to));
        standing = kept;
        return kept;
    }

    /** What the function makes of rows; the label of a row is the place of the row that it was made of. */
    private final class Applied implements Output {
        private final Delta rows;
        private final @Nullable ErrorCounts counts;
        private final @Nullable Consumer<StandingErrors.Error> listed;
        private final Delta.Builder made = new Delta.Builder(codec());
        private final BatchBuilder aside = new BatchBuilder(asideCodec.schema());
        private final List<Integer> asideRows = new ArrayList<>();
        private final BitSet failed = new BitSet();
        private long last = -1;
        private int count;

        Applied(Delta rows, @Nullable ErrorCounts counts) {
            this(rows, counts, null);
        }

        /**
         * @param counts takes the errors, null where they are not to be counted
         * @param listed takes the errors, null where they are not to be listed
         */
        Applied(Delta rows, @Nullable ErrorCounts counts, @Nullable Consumer<StandingErrors.Error> listed) {
            this.listed = listed;
            this.rows = rows;
            this.counts = counts;
            Each.Kernel kernel = each.kernel(input.schema());
            for (Batch batch : rows.batches()) {
                kernel.apply(batch, this);
            }
        }

        @Override
        public void emit(Batch batch) {
            if (batch.rows() == 0) {
                return;
            }
            RowBlock block = codec().encode(batch);
            for (int i = 0; i < batch.rows(); i++) {
                int from = (int) batch.label(i);
                if (onError.removes() && failed.get(from)) {
                    continue;
                }
                count = from == last ? count + 1 : 0;
                last = from;
                byte[] label = rows.label(from);
                made.add(each.keepsLabels() ? label : Labels.child(label, count), rows.weight(from), block, i);
            }
        }

        @Override
        public void error(Batch batch, int row, ErrorCode code, String field, String note) {
            int from = (int) batch.label(row);
            if (onError == OnError.FAIL) {
                throw new RefusedException("rows in error: " + note);
            }
            if (counts != null) {
                counts.add(code, field, rows.weight(from));
            }
            if (listed != null) {
                int index = batch.schema().indexOf(field);
                listed.accept(
                        new StandingErrors.Error(batch, row, code, index, note, null, null, rows.label(from), null));
            }
            if (onError == OnError.QUARANTINE && !failed.get(from)) {
                PutAside.add(aside, batch, row, code, field, note);
                asideRows.add(from);
            }
            failed.set(from);
        }

        Delta aside() {
            byte[][] labels = new byte[asideRows.size()][];
            int[] weights = new int[labels.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = rows.label(asideRows.get(i));
                weights[i] = rows.weight(asideRows.get(i));
            }
            Delta.Builder all = new Delta.Builder(asideCodec);
            all.add(aside.build(), labels, weights);
            return all.build();
        }
    }

    @Override
    public Stream asideOrigin() {
        return input.origin();
    }

    @Override
    public Delta asideChange() {
        return new Applied(input.delta(), null).aside();
    }

    @Override
    public Delta asideRows(byte[][] labels, Side side) {
        return new Applied(input.fetch(labels, side), null).aside();
    }

    @Override
    public void asideAll(int part, Consumer<Delta> to) {
        input.replay(part, rows -> to.accept(new Applied(rows, null).aside()));
    }

    @Override
    public RowCodec asideCodec() {
        return asideCodec;
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        input.replay(part, rows -> to.accept(new Applied(rows, null).made.build()));
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        if (each.keepsLabels()) {
            return chosen(new Applied(input.fetch(labels, side), null).made.build(), labels);
        }
        Labels wanted = new Labels();
        for (byte[] label : labels) {
            wanted.add(Labels.parent(label));
        }
        return chosen(new Applied(input.fetch(wanted.sorted(), side), null).made.build(), labels);
    }
}
