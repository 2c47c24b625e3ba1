package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Schema;
import dev.weir.store.Side;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows at one place of a flow, before a change and after it. Several threads may ask: each stream answers one at a
 * time, and asks those before it.
 */
public abstract class Stream {
    private final String step;
    private final RowCodec codec;
    private @Nullable Delta delta;
    private long entered;
    private long fetched;

    /** @param step the step that makes these rows, for what is said of the run */
    Stream(String step, RowCodec codec) {
        this.step = step;
        this.codec = codec;
    }

    public final String step() {
        return step;
    }

    public final Schema schema() {
        return codec.schema();
    }

    final RowCodec codec() {
        return codec;
    }

    /** What has changed here. Computed once; indexes hold the change under {@link Side#AFTER} from then on. */
    public final synchronized Delta delta() {
        Delta known = delta;
        if (known == null) {
            known = change();
            delta = known;
        }
        return known;
    }

    /** How many changed rows have entered the step. */
    public final long entered() {
        return entered;
    }

    /** How many rows of this step others have asked for again. */
    public final long fetched() {
        return fetched;
    }

    /** Counts rows that enter the step. */
    final Delta entering(Delta change) {
        entered += change.size();
        return change;
    }

    /** Of rows of this stream, in order, those with the given labels. */
    final Delta chosen(Delta rows, byte[][] labels) {
        Delta.Builder chosen = new Delta.Builder(codec());
        int at = 0;
        for (byte[] label : labels) {
            while (at < rows.size() && !Arrays.equals(rows.label(at), label)) {
                at++;
            }
            if (at == rows.size()) {
                throw new RefusedException("a row of " + step + " is not found again");
            }
            chosen.add(label, rows, at);
        }
        return chosen.build();
    }

    /** {@link #all}, counted. */
    final void replay(int part, Consumer<Delta> to) {
        all(part, rows -> {
            fetched += rows.size();
            to.accept(rows);
        });
    }

    /**
     * All rows as they are now, each once, all weighing +1, some at a time, in any order.
     *
     * @param part about how many rows of a source come at a time
     */
    abstract void all(int part, Consumer<Delta> to);

    /** The stream that gave the rows their labels. */
    Stream origin() {
        return this;
    }

    /** Computes what has changed. */
    abstract Delta change();

    /** {@link #rows}, counted. */
    final synchronized Delta fetch(byte[][] labels, Side side) {
        fetched += labels.length;
        return rows(labels, side);
    }

    /**
     * The rows with the given labels, one each, in this order, all weighing +1.
     *
     * @param labels of rows that are there on that side, ascending, each once
     */
    abstract Delta rows(byte[][] labels, Side side);
}
