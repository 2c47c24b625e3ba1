package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a {@link TextColumn}. */
public final class TextColumnBuilder extends ColumnBuilder {
    private byte[] bytes = new byte[Slices.PAD_FRONT + 256 + Slices.PAD_BEHIND];
    private int end = Slices.PAD_FRONT;
    private int[] pairs = new int[32];
    private int slices;

    TextColumnBuilder(FieldType type) {
        super(type);
    }

    @Override
    void appendValue(Object value) {
        byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
        appendSlice(utf8, 0, utf8.length);
    }

    @Override
    void appendCell(Column source, int row) {
        Slices slices = ((TextColumn) source).slices;
        appendSlice(slices.bytes, slices.start(row), slices.end(row));
    }

    @Override
    void appendFiller() {
        appendSlice(bytes, end, end);
    }

    void appendAbsent() {
        pair(-1, -1);
    }

    void appendSlice(byte[] source, int from, int to) {
        int length = to - from;
        if (end + length + Slices.PAD_BEHIND > bytes.length) {
            long wanted = Math.max((long) end + length + Slices.PAD_BEHIND, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
        System.arraycopy(source, from, bytes, end, length);
        pair(end, end + length);
        end += length;
    }

    private void pair(int from, int to) {
        if (pairs.length < 2 * slices + 2) {
            pairs = Arrays.copyOf(pairs, pairs.length * 2);
        }
        pairs[2 * slices] = from;
        pairs[2 * slices + 1] = to;
        slices++;
    }

    Slices buildSlices() {
        return Slices.ofPairs(bytes, pairs);
    }

    @Override
    TextColumn buildColumn() {
        return new TextColumn(type, buildSlices());
    }

    @Override
    long cellBytes() {
        return bytes.length + 4L * pairs.length;
    }
}
