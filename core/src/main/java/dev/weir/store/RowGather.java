package dev.weir.store;

import dev.weir.row.Slices;

/** Copies chosen rows of many blocks into one block. One thread. */
public final class RowGather {
    /** Rows that are fetched before they are copied: few enough to stay in the cache. */
    private static final int NEAR = 256;

    private final byte[][] sources;
    private final int[] starts;
    private final int[] sizes;
    private long total;
    private int touched;

    RowGather(int count) {
        this.sources = new byte[count][];
        this.starts = new int[count];
        this.sizes = new int[count];
        this.total = RowBlock.headBytes(count);
    }

    /**
     * @param from the block of each row
     * @param rows the row's index in its block
     * @param shape the union of the blocks' shapes
     */
    public static RowBlock gather(RowBlock[] from, int[] rows, int count, int shape) {
        RowGather rowsToCopy = new RowGather(count);
        for (int i = 0; i < count; i++) {
            RowBlock block = from[i];
            int start = block.start(rows[i]);
            rowsToCopy.set(i, block.bytes, start, block.start(rows[i] + 1) - start);
        }
        return rowsToCopy.copy(shape);
    }

    /** Row {@code i} is {@code size} bytes of {@code source} from {@code start}. */
    void set(int i, byte[] source, int start, int size) {
        sources[i] = source;
        starts[i] = start;
        sizes[i] = size;
        total += size;
    }

    /** The rows as a block. */
    RowBlock copy(int shape) {
        int count = starts.length;
        byte[] bytes = buffer(total);
        int at = RowBlock.headBytes(count);
        for (int from = 0; from < count; from += NEAR) {
            int to = Math.min(count, from + NEAR);
            touch(from, to);
            for (int i = from; i < to; i++) {
                RowBlock.putStart(bytes, i, at);
                Bytes.copy(sources[i], starts[i], sizes[i], bytes, Slices.PAD_FRONT + at);
                at += sizes[i];
            }
        }
        RowBlock.putStart(bytes, count, at);
        RowBlock.putHead(bytes, count, shape);
        return new RowBlock(bytes);
    }

    /** Reads a byte of each row, so that the memory fetches them side by side and not one after the other. */
    private void touch(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += sources[i][starts[i] + (sizes[i] >> 1)];
        }
        touched = sum;
    }

    /** A padded buffer for so many bytes. */
    static byte[] buffer(long bytes) {
        if (bytes > Integer.MAX_VALUE - 1024) {
            throw new IllegalStateException("rows of one batch take more than 2 GB");
        }
        return new byte[(int) bytes + Slices.PAD_FRONT + Slices.PAD_BEHIND];
    }
}
