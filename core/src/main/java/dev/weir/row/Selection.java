package dev.weir.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows chosen from columns of one batch, in their order; a negative one is a row of missing cells.
 *
 * <p>Slices of several columns that share their positions are gathered once for all of them: what is asked for first is
 * kept and given to those behind it. One thread.
 */
final class Selection {
    final int[] rows;
    final int count;
    /** Whether a row is negative. */
    final boolean hasNone;

    private final List<Gathered> gathered = new ArrayList<>();

    /** Positions that were gathered, and for a single column its slices. */
    private record Gathered(Slices from, int[] positions, boolean raw) {}

    Selection(int[] rows, int count) {
        this.rows = rows;
        this.count = count;
        int least = 0;
        for (int i = 0; i < count; i++) {
            least |= rows[i];
        }
        this.hasNone = least < 0;
    }

    /**
     * Slices of the same buffer for the chosen rows.
     *
     * @param raw whether a negative row has no text, marked by a start below 0; else it has an empty one
     */
    Slices of(Slices slices, boolean raw) {
        boolean shared = !hasNone && (slices.gap != 0 || slices.stride > 2);
        int span = shared ? slices.stride + slices.gap : 2;
        int[] positions = known(slices, raw, shared);
        if (positions == null) {
            positions = shared ? records(slices, span) : pairs(slices, raw);
            gathered.add(new Gathered(slices, positions, raw));
        }
        return shared
                ? new Slices(slices.bytes, positions, slices.offset, span, slices.gap)
                : Slices.ofPairs(slices.bytes, positions);
    }

    private int @Nullable [] known(Slices slices, boolean raw, boolean shared) {
        for (Gathered one : gathered) {
            Slices from = one.from();
            if (shared
                    ? from.positions == slices.positions && from.stride == slices.stride && from.gap == slices.gap
                    : from == slices && (one.raw() == raw || !hasNone)) {
                return one.positions();
            }
        }
        return null;
    }

    /** The positions of whole records: all that lie between the first of a row and the first of the next. */
    private int[] records(Slices slices, int span) {
        int[] positions = slices.positions;
        int[] chosen = new int[count * span];
        for (int i = 0, at = 0; i < count; i++, at += span) {
            int from = rows[i] * slices.stride;
            System.arraycopy(positions, from, chosen, at, Math.min(span, positions.length - from));
        }
        return chosen;
    }

    private int[] pairs(Slices slices, boolean raw) {
        int none = raw ? -1 : Slices.PAD_FRONT;
        int[] pairs = new int[2 * count];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            pairs[2 * i] = row >= 0 ? slices.start(row) : none;
            pairs[2 * i + 1] = row >= 0 ? slices.end(row) : none;
        }
        return pairs;
    }

    /** States of cells that all have a value, in the rows that are there. */
    byte[] states() {
        byte[] states = new byte[count];
        for (int i = 0; i < count; i++) {
            states[i] = rows[i] < 0 ? Column.NULL : Column.VALUE;
        }
        return states;
    }

    long[] of(long[] values) {
        long[] chosen = new long[count];
        if (hasNone) {
            for (int i = 0; i < count; i++) {
                chosen[i] = rows[i] < 0 ? 0 : values[rows[i]];
            }
        } else {
            for (int i = 0; i < count; i++) {
                chosen[i] = values[rows[i]];
            }
        }
        return chosen;
    }

    byte[] of(byte[] values, byte none) {
        byte[] chosen = new byte[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = rows[i] < 0 ? none : values[rows[i]];
        }
        return chosen;
    }

    /** @return the chosen ones of {@code values}, in an array of the same class */
    <T extends @Nullable Object> @Nullable T[] of(T[] values) {
        @Nullable T[] chosen = Arrays.copyOf(values, count);
        for (int i = 0; i < count; i++) {
            chosen[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return chosen;
    }
}
