package dev.weir.store.object;

/** Reads numbers and skips bytes in a {@link StoredFile}, from a place on. */
final class StoredCursor {
    private static final int WINDOW = 64;
    private final StoredFile file;
    private final byte[] window = new byte[WINDOW];
    private long start;
    private int filled;
    private long at;

    StoredCursor(StoredFile file, long at) {
        this.file = file;
        this.at = at;
    }

    long at() {
        return at;
    }

    int next() {
        if (at < start || at >= start + filled) {
            start = at;
            filled = file.some(at, window);
            if (filled <= 0) {
                throw file.damaged("is cut short");
            }
        }
        return window[(int) (at++ - start)] & 0xff;
    }

    /** A number in seven bits a byte, the lowest first. */
    long number() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw file.damaged("is damaged: a number has no end");
    }

    /** A number that may not be above {@code most}. */
    int number(int most, String what) {
        long value = number();
        if (value > most) {
            throw file.damaged("is damaged: " + what + " of " + value + ", " + most + " at most");
        }
        return (int) value;
    }

    byte[] bytes(int length) {
        byte[] part = file.bytes(at, length);
        at += length;
        return part;
    }

    void skip(long length) {
        if (length > file.end() - at) {
            throw file.damaged("is cut short");
        }
        at += length;
    }
}
