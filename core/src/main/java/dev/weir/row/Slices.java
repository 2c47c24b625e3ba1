package dev.weir.row;

/**
 * Cells as slices of one shared buffer: cell {@code i} is {@code bytes[start(i)] .. bytes[end(i)]}, end exclusive.
 *
 * <p>The positions of several columns may share one array: cell {@code i} begins {@code gap} behind {@code
 * positions[offset + i * stride]} and ends at the entry that follows. A hot loop reads the fields directly. Mutable
 * arrays, one owner: valid as long as the batch that they belong to. The buffer has {@link #PAD_FRONT} readable bytes
 * before the first and {@link #PAD_BEHIND} behind the last cell, so that 8-byte loads need no bounds logic.
 */
public final class Slices {
    public static final int PAD_FRONT = 64;
    public static final int PAD_BEHIND = 192;

    public byte[] bytes;
    public int[] positions;
    public int offset;
    public int stride;
    public int gap;

    public Slices(byte[] bytes, int[] positions, int offset, int stride, int gap) {
        this.bytes = bytes;
        this.positions = positions;
        this.offset = offset;
        this.stride = stride;
        this.gap = gap;
    }

    /** Slices whose start and end stand side by side: {@code pairs[2 * i]} and {@code pairs[2 * i + 1]}. */
    public static Slices ofPairs(byte[] bytes, int[] pairs) {
        return new Slices(bytes, pairs, 0, 2, 0);
    }

    public int start(int row) {
        return positions[offset + row * stride] + gap;
    }

    public int end(int row) {
        return positions[offset + row * stride + 1];
    }

    public int length(int row) {
        return end(row) - start(row);
    }

    /** The cell as text, decoded from UTF-8. */
    public String text(int row) {
        int start = start(row);
        return new String(bytes, start, end(row) - start, java.nio.charset.StandardCharsets.UTF_8);
    }
}
