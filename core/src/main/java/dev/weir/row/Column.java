package dev.weir.row;

import dev.weir.descriptor.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one field for the rows of a batch. Row indexes are 0-based.
 *
 * <p>{@code states} says of each cell whether it has a value ({@link #VALUE}), is missing ({@link #NULL}) or could not
 * be cast ({@link #BAD}: missing to every reader, but written with its raw text) or is not there at all ({@link
 * #ABSENT}); a null array means that all have one.
 * Typed equality, order and hash look at values only; two decimals are equal when they are the same number. Not safe
 * for use by several threads while it is filled.
 */
public abstract sealed class Column permits LongColumn, DecimalColumn, TextColumn, ObjectColumn {
    public static final byte VALUE = 0;
    public static final byte NULL = 1;
    public static final byte BAD = 2;
    /** The record had no such cell, which was reported: missing to every reader, and no further error. */
    public static final byte ABSENT = 3;

    public final FieldType type;
    public byte @Nullable [] states;
    public @Nullable RawText raw;

    Column(FieldType type) {
        this.type = type;
    }

    /** Whether the cell has no value: missing or bad. */
    public final boolean isNull(int row) {
        byte[] states = this.states;
        return states != null && states[row] != VALUE;
    }

    public final boolean isBad(int row) {
        byte[] states = this.states;
        return states != null && states[row] == BAD;
    }

    /** The value as an object, null where it is missing: see {@link Row#value(int)} for the class of each type. */
    public abstract @Nullable Object value(int row);

    /** Order of two cells that both have a value, of columns of the same kind. */
    public abstract int compare(int row, Column other, int otherRow);

    /** Hash of a cell that has a value, 64 well mixed bits; equal values have equal hashes. */
    public abstract long hash(int row, long seed);

    /** A column of the given rows, in their order; a negative row gives a missing cell. Text buffers are shared. */
    public final Column gather(int[] rows, int count) {
        return gather(new Selection(rows, count));
    }

    abstract Column gather(Selection selection);

    /** The same cells without raw text, so that they are written canonically. */
    public final Column withoutRaw() {
        Column copy = shallowCopy();
        copy.raw = null;
        return copy;
    }

    abstract Column shallowCopy();

    final void gatherInto(Column target, Selection selection) {
        byte[] states = this.states;
        if (states != null) {
            target.states = selection.of(states, NULL);
        } else if (selection.hasNone) {
            target.states = selection.states();
        }
        RawText raw = this.raw;
        target.raw = raw == null ? null : new RawText(selection.of(raw.slices(), true), raw.physical());
    }

    /** Mixes 64 bits so that every input bit reaches every output bit. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xd6e8feb86659fd93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }
}
