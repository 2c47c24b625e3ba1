package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts, in UTF-8, without quotes and escapes. Order: by code point, which is the order of the bytes. */
public final class TextColumn extends Column {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    public Slices slices;

    public TextColumn(FieldType type, Slices slices) {
        super(type);
        this.slices = slices;
    }

    @Override
    public @Nullable String value(int row) {
        return isNull(row) ? null : slices.text(row);
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        Slices mine = slices;
        Slices theirs = ((TextColumn) other).slices;
        return Arrays.compareUnsigned(
                mine.bytes, mine.start(row), mine.end(row), theirs.bytes, theirs.start(otherRow), theirs.end(otherRow));
    }

    public boolean equal(int row, TextColumn other, int otherRow) {
        Slices mine = slices;
        Slices theirs = other.slices;
        return Arrays.equals(
                mine.bytes, mine.start(row), mine.end(row), theirs.bytes, theirs.start(otherRow), theirs.end(otherRow));
    }

    @Override
    public long hash(int row, long seed) {
        return hash(slices.bytes, slices.start(row), slices.end(row), seed);
    }

    /** Hash of a slice of a padded buffer, 8 bytes at a time. */
    public static long hash(byte[] bytes, int start, int end, long seed) {
        long hash = seed ^ (end - start) * 0x9e3779b97f4a7c15L;
        int at = start;
        for (; at + 8 <= end; at += 8) {
            hash = fold(hash ^ (long) LONGS.get(bytes, at));
        }
        if (at < end) {
            long rest = at + 8 <= bytes.length
                    ? (long) LONGS.get(bytes, at) & -1L >>> (64 - 8 * (end - at))
                    : tail(bytes, at, end);
            hash = fold(hash ^ rest);
        }
        return mix(hash);
    }

    private static long tail(byte[] bytes, int at, int end) {
        long rest = 0;
        for (int i = end - 1; i >= at; i--) {
            rest = rest << 8 | bytes[i] & 0xff;
        }
        return rest;
    }

    private static long fold(long value) {
        long factor = 0xa0761d6478bd642fL;
        return Math.multiplyHigh(value, factor) ^ value * factor;
    }

    @Override
    TextColumn gather(Selection selection) {
        TextColumn column = new TextColumn(type, selection.of(slices, false));
        gatherInto(column, selection);
        return column;
    }

    @Override
    TextColumn shallowCopy() {
        TextColumn copy = new TextColumn(type, slices);
        copy.states = states;
        return copy;
    }
}
