package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.row.Batch;
import dev.weir.store.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a resource that steps put aside, in the order of the resource. Keeps nothing. */
final class QuarantineStream extends Stream {
    private final List<Part> parts = new ArrayList<>();

    /** The rows that one step puts aside. */
    interface Part {
        /** Where the labels come from. */
        Stream asideOrigin();

        RowCodec asideCodec();

        Delta asideChange();

        /** Those of the rows with these labels that are put aside. */
        Delta asideRows(byte[][] labels, Side side);

        /** All rows that are put aside, as {@link Stream#all} gives them. */
        void asideAll(int part, Consumer<Delta> to);
    }

    /** @param before what other steps put aside before; what they do, this part does not see */
    QuarantineStream(String step, Part part, @Nullable Stream before) {
        super(step, part.asideCodec());
        if (before instanceof QuarantineStream others) {
            parts.addAll(others.parts);
        }
        parts.add(part);
        if (before != null && part.asideOrigin() != parts.get(0).asideOrigin()) {
            throw new RefusedException("rows that are put aside before and after they got another order");
        }
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        parts.forEach(from -> from.asideAll(part, to));
    }

    @Override
    Delta change() {
        Delta.Builder all = new Delta.Builder(codec());
        parts.forEach(part -> add(part.asideChange(), all));
        return all.build();
    }

    private static void add(Delta rows, Delta.Builder to) {
        for (Batch batch : rows.batches()) {
            byte[][] labels = new byte[batch.rows()][];
            int[] weights = new int[batch.rows()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = rows.label((int) batch.label(i));
                weights[i] = rows.weight((int) batch.label(i));
            }
            to.add(batch, labels, weights);
        }
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Delta.Builder all = new Delta.Builder(codec());
        byte[][] left = labels;
        for (Part part : parts) {
            Delta rows = part.asideRows(left, side);
            add(rows, all);
            left = without(left, rows);
        }
        if (left.length > 0) {
            throw new RefusedException("a row of " + step() + " is not found again");
        }
        return all.build();
    }

    private static byte[][] without(byte[][] labels, Delta rows) {
        List<byte[]> left = new ArrayList<>();
        int at = 0;
        for (byte[] label : labels) {
            if (at < rows.size() && Arrays.equals(rows.label(at), label)) {
                at++;
            } else {
                left.add(label);
            }
        }
        return left.toArray(byte[][]::new);
    }
}
