package dev.weir.store;

/**
 * Numbers of one block as differences to their smallest, each in as few bytes as the largest needs: 0, 1, 2, 4 or 8.
 * Any of them is read by itself.
 *
 * <p>On bytes: width (1), base (8), then the differences.
 */
final class Frame {
    final byte[] bytes;
    final int at;
    final int width;
    final long base;

    /** The frame that begins at {@code at}. */
    Frame(byte[] bytes, int at) {
        this.bytes = bytes;
        this.width = bytes[at];
        this.base = Bytes.getLong(bytes, at + 1);
        this.at = at + 9;
    }

    long get(int row) {
        return base + Bytes.get(bytes, at + row * width, width);
    }

    int end(int rows) {
        return at + rows * width;
    }

    void readAll(long[] into, int rows) {
        switch (width) {
            case 0 -> java.util.Arrays.fill(into, 0, rows, base);
            case 1 -> {
                for (int i = 0; i < rows; i++) {
                    into[i] = base + (bytes[at + i] & 0xffL);
                }
            }
            case 2 -> {
                for (int i = 0; i < rows; i++) {
                    into[i] = base + Bytes.getShort(bytes, at + 2 * i);
                }
            }
            case 4 -> {
                for (int i = 0; i < rows; i++) {
                    into[i] = base + (Bytes.getInt(bytes, at + 4 * i) & 0xffffffffL);
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    into[i] = base + Bytes.getLong(bytes, at + 8 * i);
                }
            }
        }
    }

    static int width(long range) {
        if (range < 0) {
            return 8;
        }
        return range == 0 ? 0 : range < 1L << 8 ? 1 : range < 1L << 16 ? 2 : range < 1L << 32 ? 4 : 8;
    }

    /** Bytes that a frame of {@code rows} numbers takes at most. */
    static int size(int rows) {
        return 9 + 8 * rows;
    }

    /** Writes the first {@code rows} of {@code values} and returns the place behind; the array has the room. */
    static int write(long[] values, int rows, byte[] bytes, int at) {
        long low = rows == 0 ? 0 : values[0];
        long high = low;
        for (int i = 1; i < rows; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        int width = width(high - low);
        bytes[at] = (byte) width;
        Bytes.putLong(bytes, at + 1, low);
        int to = at + 9;
        switch (width) {
            case 0 -> {}
            case 1 -> {
                for (int i = 0; i < rows; i++) {
                    bytes[to + i] = (byte) (values[i] - low);
                }
            }
            case 2 -> {
                for (int i = 0; i < rows; i++) {
                    Bytes.putShort(bytes, to + 2 * i, (int) (values[i] - low));
                }
            }
            case 4 -> {
                for (int i = 0; i < rows; i++) {
                    Bytes.putInt(bytes, to + 4 * i, (int) (values[i] - low));
                }
            }
            default -> {
                for (int i = 0; i < rows; i++) {
                    Bytes.putLong(bytes, to + 8 * i, values[i] - low);
                }
            }
        }
        return to + rows * width;
    }
}
