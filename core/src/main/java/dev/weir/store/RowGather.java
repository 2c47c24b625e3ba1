package dev.weir.store;

import dev.weir.row.Slices;

/** Copies chosen rows of many blocks into one block. */
public final class RowGather {
    private RowGather() {}

    /**
     * @param from the block of each row
     * @param rows the row's index in its block
     * @param shape the union of the blocks' shapes
     */
    public static RowBlock gather(RowBlock[] from, int[] rows, int count, int shape) {
        long total = RowBlock.headBytes(count);
        int[] starts = new int[count];
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            RowBlock block = from[i];
            starts[i] = block.start(rows[i]);
            sizes[i] = block.start(rows[i] + 1) - starts[i];
            total += sizes[i];
        }
        byte[] bytes = buffer(total);
        int at = RowBlock.headBytes(count);
        for (int i = 0; i < count; i++) {
            RowBlock.putStart(bytes, i, at);
            System.arraycopy(from[i].bytes, starts[i], bytes, Slices.PAD_FRONT + at, sizes[i]);
            at += sizes[i];
        }
        RowBlock.putStart(bytes, count, at);
        RowBlock.putHead(bytes, count, shape);
        return new RowBlock(bytes);
    }

    /** A padded buffer for so many bytes. */
    static byte[] buffer(long bytes) {
        if (bytes > Integer.MAX_VALUE - 1024) {
            throw new IllegalStateException("rows of one batch take more than 2 GB");
        }
        return new byte[(int) bytes + Slices.PAD_FRONT + Slices.PAD_BEHIND];
    }
}
