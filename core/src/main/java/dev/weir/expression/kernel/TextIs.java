package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text equal to a constant, or not equal: its first eight bytes are compared as one {@code long}. */
final class TextIs extends Predicate {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] constant;
    private final long word;
    private final long mask;
    /** 1 where equal texts are TRUE, 0 where others are. */
    private final int equals;

    TextIs(Kernel text, String constant, boolean negated) {
        super(text);
        this.constant = constant.getBytes(StandardCharsets.UTF_8);
        this.mask = mask(this.constant.length);
        this.word = word(this.constant);
        this.equals = negated ? 0 : 1;
    }

    /** The bits that the first {@code length} bytes of a little-endian word take. */
    static long mask(int length) {
        return length == 0 ? 0 : -1L >>> Math.max(0, 64 - 8 * length);
    }

    /** The first eight bytes as a little-endian word, zeros behind the end. */
    static long word(byte[] bytes) {
        long word = 0;
        for (int i = Math.min(8, bytes.length) - 1; i >= 0; i--) {
            word = word << 8 | bytes[i] & 0xff;
        }
        return word;
    }

    @Override
    int fill(Batch batch, byte[] truth) {
        TextColumn column = (TextColumn) inputs[0].evaluate(batch);
        int rows = batch.rows();
        Slices slices = column.slices;
        byte[] bytes = slices.bytes;
        int[] positions = slices.positions;
        int stride = slices.stride;
        int gap = slices.gap;
        int length = constant.length;
        int at = slices.offset;
        if (length <= 8) {
            for (int i = 0; i < rows; i++, at += stride) {
                int start = positions[at] + gap;
                long other = ((long) LONGS.get(bytes, start) ^ word) & mask | positions[at + 1] - start ^ length;
                truth[i] = (byte) ((other | -other) >>> 63 ^ equals);
            }
        } else {
            for (int i = 0; i < rows; i++, at += stride) {
                int start = positions[at] + gap;
                boolean same = positions[at + 1] - start == length
                        && (long) LONGS.get(bytes, start) == word
                        && rest(bytes, start);
                truth[i] = (byte) ((same ? 0 : 1) ^ equals);
            }
        }
        return column.states == null ? 1 : 1 | overlay(column.states, truth, rows);
    }

    private boolean rest(byte[] bytes, int start) {
        return Arrays.equals(bytes, start + 8, start + constant.length, constant, 8, constant.length);
    }
}
